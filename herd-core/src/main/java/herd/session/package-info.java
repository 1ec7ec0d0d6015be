/**
 * One client's conversation: bytes to lines to commands to answers in order, with back-pressure and
 * deadlines, over a byte pipe. Knows neither sockets nor where records and places come from.
 */
package herd.session;
