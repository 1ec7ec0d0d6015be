/**
 * How a server is described, put together and run: the API of an embedding program. Reads no system
 * property and no environment variable: what it is to know, it is told.
 */
package herd.node;
