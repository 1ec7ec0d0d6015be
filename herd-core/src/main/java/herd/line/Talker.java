package herd.line;

/**
 * What talks over a {@link Pipe}: it is told what comes in, and answers by offering bytes to its
 * pipe.
 *
 * <p><b>Threading.</b> Only on the thread that owns the server's state.
 *
 * <p><b>Time.</b> {@code nowNanos} is the monotonic clock, {@code wallNanos} the wall clock in
 * nanoseconds since 1970.
 */
public interface Talker {

    /** Bytes have come; they are the caller's again afterwards. */
    void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos);

    /** The other side has sent its last byte; it may still be reading. */
    void inputEnded(long nowNanos, long wallNanos);

    /** The network has taken everything that was offered. */
    void drained(long nowNanos);

    /** The pipe's alarm went off. */
    void woken(long nowNanos, long wallNanos);

    /**
     * The pipe is closed, by whichever side; told once, never from within a call to the pipe, and
     * nothing is told after it.
     *
     * @param why for the log: what broke, or empty if it was closed in order
     */
    void closed(String why, long nowNanos);
}
