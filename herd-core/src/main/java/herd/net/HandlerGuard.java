package herd.net;

import java.io.IOException;
import java.util.Optional;

/**
 * The edge between the connections of a loop and the handlers behind them: a bug that comes through
 * here closes its connection, and nothing else.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class HandlerGuard {

    private final Callbacks callbacks;

    HandlerGuard(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** For one that was accepted. (The maker's caller is there to see its bug when one dials.) */
    void makeAndConnected(TcpConnection connection, ConnectionHandler.Maker maker) {
        try {
            connection.handler(maker.handlerFor(connection));
            connection.handler().connected();
        } catch (RuntimeException bug) {
            failed(connection, bug);
        }
    }

    void connected(TcpConnection connection) {
        try {
            connection.handler().connected();
        } catch (RuntimeException bug) {
            failed(connection, bug);
        }
    }

    void received(TcpConnection connection, byte[] bytes, int length) {
        try {
            connection.handler().received(bytes, 0, length);
        } catch (RuntimeException bug) {
            failed(connection, bug);
        }
    }

    void inputEnded(TcpConnection connection) {
        try {
            connection.handler().inputEnded();
        } catch (RuntimeException bug) {
            failed(connection, bug);
        }
    }

    void drained(TcpConnection connection) {
        try {
            connection.handler().drained();
        } catch (RuntimeException bug) {
            failed(connection, bug);
        }
    }

    void woken(TcpConnection connection) {
        try {
            connection.handler().woken();
        } catch (RuntimeException bug) {
            failed(connection, bug);
        }
    }

    void closed(TcpConnection connection, CloseReason reason, Optional<IOException> cause) {
        if (connection.handler() == null) {
            return;
        }
        try {
            connection.handler().closed(reason, cause);
        } catch (RuntimeException bug) {
            failed(connection, bug);
        }
    }

    private void failed(TcpConnection connection, RuntimeException bug) {
        connection.end(CloseReason.BUG);
        callbacks.failed(connection, bug);
    }
}
