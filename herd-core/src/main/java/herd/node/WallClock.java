package herd.node;

import java.time.Instant;

/**
 * The wall clock in nanoseconds since 1970, read without allocating: anchored to the monotonic clock,
 * and anchored again now and then, so that it follows the system's clock when that is set.
 *
 * <p><b>Threading.</b> Loop only, after construction.
 *
 * <p><b>Why.</b> An {@link Instant} for every read would be garbage.
 */
final class WallClock {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final int SAMPLES = 4;

    private long offsetNanos;

    WallClock() {
        anchor();
    }

    /**
     * Compares with the system's clock, several times: the reading that took the shortest counts,
     * since a thread that is put aside in the middle of one would be off by that for a while.
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

    /** Nanoseconds since 1970, not before. */
    long nanos() {
        return Math.max(0, offsetNanos + System.nanoTime());
    }
}
