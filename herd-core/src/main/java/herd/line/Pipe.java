package herd.line;

/**
 * One side of a two-way stream of bytes, as the code that talks over it sees it: over a socket in
 * a server, over a simulated network in a simulated herd.
 *
 * <p><b>Threading.</b> Only on the thread that owns the server's state.
 */
public interface Pipe {

    /**
     * Takes bytes to be sent, after all that was offered before. They are copied, and leave in one
     * gathered write at the end of the turn, so that offering line by line costs no more than
     * offering all at once. Nothing is sent on a pipe that is closed or finished.
     */
    void offer(byte[] bytes, int offset, int length);

    /** Bytes offered and not yet taken by the network. */
    long waiting();

    /** Stops reading, until {@link #resume}: nothing more is received, and the sender is held up. */
    void pause();

    /** Reads again after {@link #pause}. */
    void resume();

    /** Closes as soon as everything offered has been taken by the network. */
    void finish();

    /** Closes at once; what was offered and not yet taken is lost. */
    void close();

    /**
     * Says how many bytes of memory the talker keeps for this pipe on its own side: an incomplete
     * line, an answer that waits for its turn. They count towards the bound on all pipes together.
     *
     * @param bytes all of them, not the change
     */
    void holds(long bytes);

    /**
     * Sets the one alarm of this pipe, replacing the one that was set. It goes off once.
     *
     * @param nanos when, on the monotonic clock; {@link Long#MAX_VALUE} for never
     */
    void wakeAt(long nanos);
}
