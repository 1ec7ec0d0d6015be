package herd.testkit.load;

import java.time.Instant;

/**
 * The wall clock, read by way of the monotonic one, so that it costs no object each time; and the
 * times of reports, of which no two are the same.
 *
 * <p><b>Threading.</b> One thread.
 */
final class WallTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SAMPLES = 4;

    private long offsetNanos;
    private long latestNanos;

    WallTime() {
        anchor();
    }

    /**
     * Compares both clocks again, in case the system's was set. Of several readings the shortest
     * counts: a thread can be put aside in the middle of one.
     */
    void anchor() {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            long before = System.nanoTime();
            Instant now = Instant.now();
            long took = System.nanoTime() - before;
            if (took < shortest) {
                shortest = took;
                long wall = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
                offsetNanos = wall - (before + took / 2);
            }
        }
    }

    /** The wall clock's time at a time of the monotonic clock. */
    long at(long nanoTime) {
        return offsetNanos + nanoTime;
    }

    /** A time for a report that is sent then, later than all before. */
    long next(long nanoTime) {
        latestNanos = Math.max(latestNanos + 1, at(nanoTime));
        return latestNanos;
    }

    /** The latest time that {@link #next} gave out. */
    long latestNanos() {
        return latestNanos;
    }
}
