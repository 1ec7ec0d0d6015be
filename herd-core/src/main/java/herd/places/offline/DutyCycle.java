package herd.places.offline;

/**
 * Keeps what is done in passing, on the thread of somebody who must not be held up, to a share of that
 * thread's time: after work there is a pause of {@value #PAUSE} times as long. And where there is more
 * than can be done in passing, nothing is, for {@value #MORE_NANOS} ns: whatever comes soon after that
 * is part of the same rush.
 *
 * <p><b>Threading.</b> Any thread. Two that work at the same time may each set the pause; the last one
 * counts.
 *
 * <p><b>Time.</b> Monotonic nanoseconds, handed in.
 */
final class DutyCycle {

    /** So a quarter of the time goes into such work at most. */
    static final int PAUSE = 3;

    /** How long what comes is part of a rush: longer than a burst waits in a socket. */
    static final long MORE_NANOS = 1_000_000;

    /** Written by those who work, and read by those who would like to. */
    private volatile long pausesUntilNanos;

    /** Begins without a pause. */
    DutyCycle(long nowNanos) {
        pausesUntilNanos = nowNanos;
    }

    boolean allowsWork(long nowNanos) {
        return nowNanos - pausesUntilNanos >= 0;
    }

    /** Something had to go another way. */
    void refused(long nowNanos) {
        long untilNanos = nowNanos + MORE_NANOS;
        if (untilNanos - pausesUntilNanos > 0) {
            pausesUntilNanos = untilNanos;
        }
    }

    void worked(long fromNanos, long toNanos) {
        pausesUntilNanos = toNanos + PAUSE * (toNanos - fromNanos);
    }
}
