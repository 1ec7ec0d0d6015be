package herd.net;

import java.net.InetSocketAddress;

/**
 * One TCP connection of an {@link EventLoop}, as the code that talks over it sees it. (An interface so
 * that a handler can be tested without a socket; a loop takes no connections but its own.)
 *
 * <p><b>Threading.</b> Loop only; {@link #number}, {@link #remote} and {@link #settings} on any thread.
 *
 * <p><b>Errors.</b> A failure to read or write closes the connection and is told to its handler. After
 * that, as after {@link #close}, every method does nothing.
 */
public interface Connection {

    /** The number of this connection; each of a loop has another, in the order they came. */
    long number();

    /** The peer's address. */
    InetSocketAddress remote();

    /** What holds for connections of this kind. */
    ConnectionSettings settings();

    /**
     * Takes bytes to be sent, after all that was offered before. They are copied, and leave with
     * everything else that was offered in this turn of the loop, in one write. What is offered to a
     * connection that is finished or closed is dropped.
     */
    void offer(byte[] bytes, int offset, int length);

    /** Bytes offered and not yet taken by the kernel. */
    int waiting();

    /**
     * Stops reading, until {@link #resume}: nothing more is received, and the peer is held up in the
     * end. While nothing waits to be written either, a peer that vanishes is not noticed.
     */
    void pause();

    /** Reads again after {@link #pause}. */
    void resume();

    /**
     * Closes once everything offered has been sent. From now on nothing more can be offered, and
     * nothing is received: what still comes is read and forgotten until the peer closes its side, or
     * {@link ConnectionSettings#linger} has passed, so that the last answers are not destroyed on
     * their way.
     */
    void finish();

    /** Closes at once. What was offered and not yet taken by the kernel is lost. */
    void close();

    /** Closes at once, and lets the peer know that not all is well: it gets a reset, not an end. */
    void reset();

    /**
     * Sets the one alarm of this connection, instead of what it was set to. It goes off once: {@link
     * ConnectionHandler#woken}. To put it off further with every message costs next to nothing.
     *
     * @param nanos when, on the clock of {@link EventLoop#nowNanos}; {@link Timer#NEVER} for not
     */
    void wakeAt(long nanos);

    /**
     * Says how many bytes the handler keeps for this connection, an incomplete line for example, so
     * that they count towards {@link LoopBounds#maxBytesHeld}. If that is exceeded, the connection is
     * closed.
     *
     * @param bytes how many in all, not how many more
     */
    void holds(int bytes);

    /** Bytes read so far. */
    long bytesReceived();

    /** Bytes that the kernel has taken so far. */
    long bytesSent();
}
