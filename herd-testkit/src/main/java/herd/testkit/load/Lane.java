package herd.testkit.load;

/** One of several ways on which a load goes out at the same time. */
interface Lane {

    /** Whether something more may be said now. */
    boolean hasRoom();

    /** Whether nothing is under way. */
    boolean isEmpty();

    /** Whether there will ever be room again. */
    boolean isAlive();

    /**
     * Says the next thing; there must be room.
     *
     * @param startNanos from when on the answer is waited for
     */
    void say(long startNanos, long nowNanos);

    /** Sends what was said. */
    void flush();

    /** Sets who is told that there may be room again. */
    void whenHeard(Runnable listener);
}
