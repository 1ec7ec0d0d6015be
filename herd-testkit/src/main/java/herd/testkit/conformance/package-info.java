/**
 * Checks any server of the protocol, in whichever language it is written, against the sentences of
 * the contract (PROTOCOL.md). It knows the bytes on the wire and nothing of this project's servers;
 * and no test framework, so that any can run its cases.
 */
package herd.testkit.conformance;
