package herd.net;

import java.util.function.LongSupplier;

/**
 * The time of the turn, read twice a turn, and how long the loop has been held up in all.
 *
 * <p><b>Why.</b> A process that was stopped, or collected garbage, for longer than a peer's deadline
 * finds the deadline passed before it has looked at what the peer sent. How much of such a gap the
 * loop was there for cannot be known, so none of it counts against anybody.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class LoopClock {

    /** A gap that is longer than planned by this much was not just a busy turn. */
    static final long HELD_UP_NANOS = 200_000_000;

    private final LongSupplier source;
    private long nowNanos;
    private long lateNanos;

    LoopClock(LongSupplier source) {
        this.source = source;
        this.nowNanos = source.getAsLong();
    }

    /** Reads the clock, after the loop has waited as it meant to, for as long as this at most. */
    void tick(long plannedNanos) {
        long now = source.getAsLong();
        long gap = now - nowNanos;
        if (gap - HELD_UP_NANOS > plannedNanos) {
            lateNanos += gap;
        }
        nowNanos = now;
    }

    long nowNanos() {
        return nowNanos;
    }

    long lateNanos() {
        return lateNanos;
    }
}
