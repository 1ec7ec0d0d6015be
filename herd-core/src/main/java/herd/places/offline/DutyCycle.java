package herd.places.offline;

/**
 * Keeps what is done in passing, on the thread of somebody who must not be held up, to a share of that
 * thread's time: after work there is a pause of {@value #PAUSE} times as long.
 *
 * <p><b>Threading.</b> Any thread. Two that work at the same time may each set the pause; the last one
 * counts.
 *
 * <p><b>Time.</b> Monotonic nanoseconds, handed in.
 */
final class DutyCycle {

    /** So a quarter of the time goes into such work at most. */
    static final int PAUSE = 3;

    /** Written by those who work, and read by those who would like to. */
    private volatile long pausesUntilNanos;

    /** Begins without a pause. */
    DutyCycle(long nowNanos) {
        pausesUntilNanos = nowNanos;
    }

    boolean allowsWork(long nowNanos) {
        return nowNanos - pausesUntilNanos >= 0;
    }

    void worked(long fromNanos, long toNanos) {
        pausesUntilNanos = toNanos + PAUSE * (toNanos - fromNanos);
    }
}
