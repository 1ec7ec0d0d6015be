/**
 * Connections that pass through a proxy, where everything can go wrong with them that goes wrong in
 * networks. It knows sockets, bytes and faults, and nothing of servers or of what is said.
 *
 * <p>It has a loop of its own and not that of {@code herd.net}, whose connections cannot be half-closed
 * and read on, and write as much as there is: a proxy must pass on a half-close as it is, and write one
 * byte at a time if it is told to.
 */
package herd.testkit.proxy;
