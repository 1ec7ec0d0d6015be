package herd.net;

import java.io.IOException;
import java.util.Optional;

/**
 * The edge between a connection and the handler behind it: a bug that comes through here closes the
 * connection, and nothing else.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class HandlerGuard {

    private final TcpConnection connection;
    private final Callbacks callbacks;

    /** Null until the handler is made, which may fail. */
    private ConnectionHandler handler;

    HandlerGuard(TcpConnection connection, Callbacks callbacks) {
        this.connection = connection;
        this.callbacks = callbacks;
    }

    /** For one that dials: its caller is there to see a bug of the maker's. */
    void handler(ConnectionHandler made) {
        handler = made;
    }

    /** For one that was accepted. */
    void makeAndConnected(ConnectionHandler.Maker maker) {
        try {
            handler = maker.handlerFor(connection);
            handler.connected();
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    void connected() {
        try {
            handler.connected();
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    void received(byte[] bytes, int length) {
        try {
            handler.received(bytes, 0, length);
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    void inputEnded() {
        try {
            handler.inputEnded();
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    void drained() {
        try {
            handler.drained();
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    void woken() {
        try {
            handler.woken();
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    void closed(CloseReason reason, Optional<IOException> cause) {
        if (handler == null) {
            return;
        }
        try {
            handler.closed(reason, cause);
        } catch (RuntimeException bug) {
            failed(bug);
        }
    }

    private void failed(RuntimeException bug) {
        connection.end(CloseReason.BUG);
        callbacks.failed(connection, bug);
    }
}
