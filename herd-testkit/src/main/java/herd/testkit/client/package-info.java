/**
 * Clients that send exactly the bytes they are told and hide none of what comes back. Knows of no
 * herd: any server that talks over lines will do.
 */
package herd.testkit.client;
