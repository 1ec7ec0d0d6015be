package herd.node;

import herd.line.Pipe;
import herd.line.Talker;
import herd.net.CloseReason;
import herd.net.Connection;
import herd.net.ConnectionHandler;
import java.io.IOException;
import java.util.Optional;

/**
 * A byte pipe over a socket: hands what the loop tells on to a talker, with the time, and what the
 * talker wants on to the connection.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class SocketPipe implements Pipe, ConnectionHandler {

    private final Connection connection;
    private final ServerLoop server;
    private Talker talker;

    SocketPipe(Connection connection, ServerLoop server) {
        this.connection = connection;
        this.server = server;
    }

    void talker(Talker it) {
        talker = it;
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        connection.offer(bytes, offset, length);
    }

    @Override
    public long waiting() {
        return connection.waiting();
    }

    @Override
    public void pause() {
        connection.pause();
    }

    @Override
    public void resume() {
        connection.resume();
    }

    @Override
    public void finish() {
        connection.finish();
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public void holds(long bytes) {
        connection.holds((int) Math.min(bytes, Integer.MAX_VALUE));
    }

    @Override
    public void wakeAt(long nanos) {
        connection.wakeAt(nanos);
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        talker.received(bytes, offset, length, server.nowNanos(), server.wallNanos());
    }

    @Override
    public void inputEnded() {
        talker.inputEnded(server.nowNanos(), server.wallNanos());
    }

    @Override
    public void drained() {
        talker.drained(server.nowNanos());
    }

    @Override
    public void woken() {
        talker.woken(server.nowNanos(), server.wallNanos());
    }

    @Override
    public void closed(CloseReason reason, Optional<IOException> cause) {
        String why = cause.map(Reason::of).orElse("");
        server.connectionClosed(connection, reason, why);
        talker.closed(why.isEmpty() ? trouble(reason) : why, server.nowNanos());
    }

    /** What broke the connection, where no exception says so. */
    private static String trouble(CloseReason reason) {
        return switch (reason) {
            case FINISHED, CLOSED, LOOP_STOPPED -> "";
            default -> ServerLoop.words(reason);
        };
    }
}
