package herd.net;

import java.io.IOException;
import java.util.Optional;

/**
 * The code behind one connection. Offers what it has to say to its {@link Connection}, which its
 * {@link Maker} was given.
 *
 * <p><b>Threading.</b> Called on the loop, one callback at a time; must not block.
 *
 * <p><b>Order.</b> {@link #connected} comes first, {@link #closed} last, each once at most. When a
 * connection that was dialled does not come about, {@code closed} is all there is.
 *
 * <p><b>Errors.</b> An unchecked exception thrown from here is a bug: it closes this connection, and
 * is counted and told to {@link LoopTroubles}. An {@link Error} ends the loop.
 */
public interface ConnectionHandler {

    /** The connection stands. */
    default void connected() {}

    /**
     * Takes bytes that the peer sent, however they were cut on the way.
     *
     * @param bytes where they lie; the callee's during the call only
     * @param offset where they begin
     * @param length how many there are, at least one
     */
    void received(byte[] bytes, int offset, int length);

    /**
     * The peer will send no more; it may still read. Nobody is told when it later vanishes, until
     * something is written: a handler with nothing left to say should finish the connection.
     */
    void inputEnded();

    /**
     * The kernel has taken everything that was offered. What is offered from here is written in the
     * same turn or in one that follows at once, which makes this the place to go on with something long.
     */
    default void drained() {}

    /** The alarm has gone off that was set by {@link Connection#wakeAt}. */
    default void woken() {}

    /**
     * The connection has ended; nothing that was offered to it since is sent. Called once, also when it
     * was this side that closed it, but never from within the call that did.
     *
     * @param cause what failed, when reading, writing or dialling did
     */
    default void closed(CloseReason reason, Optional<IOException> cause) {}

    /** Makes the handlers of one kind of connection. */
    @FunctionalInterface
    interface Maker {

        /** The handler of this connection, which does not stand yet: it is not to be read from here. */
        ConnectionHandler handlerFor(Connection connection);
    }
}
