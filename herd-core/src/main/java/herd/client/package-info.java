/**
 * A small client of the herd: many commands over one connection, answered asynchronously. Knows the
 * client protocol and nothing of how a server works.
 */
package herd.client;
