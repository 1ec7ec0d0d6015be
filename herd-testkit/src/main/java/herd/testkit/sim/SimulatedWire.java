package herd.testkit.sim;

import java.util.Random;

/** How one direction of a simulated connection carries bytes at the moment. */
public final class SimulatedWire {

    private final Latency latency;
    private boolean blocked;

    /** Makes a wire that carries everything. */
    public SimulatedWire(Latency latency) {
        this.latency = latency;
    }

    public long delayNanos(Random random) {
        return latency.nanos(random);
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
