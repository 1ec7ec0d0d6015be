package herd.testkit;

import java.util.Random;

/** How one direction of a simulated connection carries bytes at the moment. */
final class SimulatedWire {

    private final long latencyNanos;
    private final long jitterNanos;
    private boolean blocked;

    /**
     * Makes a wire that carries everything.
     *
     * @param latencyNanos the least that a piece takes
     * @param jitterNanos what chance adds to it, at most
     */
    SimulatedWire(long latencyNanos, long jitterNanos) {
        this.latencyNanos = latencyNanos;
        this.jitterNanos = jitterNanos;
    }

    long delayNanos(Random random) {
        return latencyNanos + (jitterNanos == 0 ? 0 : (long) (random.nextDouble() * jitterNanos));
    }

    /** How much of what is under way arrives at once: mostly all, sometimes any part of it. */
    int pieceLength(Random random, int available) {
        return random.nextInt(4) > 0 ? available : 1 + random.nextInt(available);
    }

    boolean isBlocked() {
        return blocked;
    }

    void block(boolean it) {
        blocked = it;
    }
}
