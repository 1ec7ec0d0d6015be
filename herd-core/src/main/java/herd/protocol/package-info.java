/**
 * The wire language of clients as values: reading and spelling lines, byte for byte. Knows nothing
 * of connections, records or time zones: a line goes in, what it says comes out.
 */
package herd.protocol;
