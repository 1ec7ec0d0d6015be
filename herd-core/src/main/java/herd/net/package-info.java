/**
 * One thread, one selector, many sockets, timers: an {@link herd.net.EventLoop} that any line
 * protocol, or other protocol over TCP, can be put on. Knows bytes only: not what a line is, nor
 * anything of the server that it serves.
 *
 * <p>A server is a {@link herd.net.ConnectionHandler} per connection: it is handed what the peer
 * sends and offers what the peer is to get. {@code herd.net.EchoExample}, in the tests, is a whole
 * one in under forty lines.
 */
package herd.net;
