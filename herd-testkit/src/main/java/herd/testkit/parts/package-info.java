/** A benchmark of a server's pure parts: what a line costs without sockets, log and neighbours. */
package herd.testkit.parts;
