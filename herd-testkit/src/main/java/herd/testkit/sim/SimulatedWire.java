package herd.testkit.sim;

import java.util.Random;

/** How one direction of a simulated connection carries bytes at the moment. */
public final class SimulatedWire {

    private final long latencyNanos;
    private final long jitterNanos;
    private boolean blocked;

    /**
     * Makes a wire that carries everything.
     *
     * @param latencyNanos the least that a piece takes
     * @param jitterNanos what chance adds to it, at most
     */
    public SimulatedWire(long latencyNanos, long jitterNanos) {
        this.latencyNanos = latencyNanos;
        this.jitterNanos = jitterNanos;
    }

    public long delayNanos(Random random) {
        return latencyNanos + (jitterNanos == 0 ? 0 : (long) (random.nextDouble() * jitterNanos));
    }

    /** How much of what is under way arrives at once: mostly all, sometimes any part of it. */
    public int pieceLength(Random random, int available) {
        return random.nextInt(4) > 0 ? available : 1 + random.nextInt(available);
    }

    public boolean isBlocked() {
        return blocked;
    }

    public void block(boolean it) {
        blocked = it;
    }
}
