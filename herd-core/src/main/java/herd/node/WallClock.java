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

    /** The time of the last read, and of the loop's turn that it was in. */
    private long readNanos;

    private long readInTurnNanos = Long.MIN_VALUE;

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

    /** The time of what has just been read, in the turn of the loop that began then. */
    long nanosOfRead(long turnNanos) {
        readNanos = nanos();
        readInTurnNanos = turnNanos;
        return readNanos;
    }

    /**
     * The time for the log, in the turn that began then: as of the last read, which is when a command
     * came and its answer goes; but what happens in another turn, such as an answer that had to wait,
     * has a time of its own.
     */
    long nanosOfNote(long turnNanos) {
        return readInTurnNanos == turnNanos ? readNanos : nanosOfRead(turnNanos);
    }

    /** Nanoseconds since 1970, not before. */
    long nanos() {
        return Math.max(0, offsetNanos + System.nanoTime());
    }
}
