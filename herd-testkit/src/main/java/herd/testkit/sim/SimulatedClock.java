package herd.testkit.sim;

/**
 * The clock on the wall of one machine: it can be wrong, and run too fast or too slowly. Deadlines do not
 * go by it.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class SimulatedClock {

    private static final long MILLION = 1_000_000;

    private final Simulation simulation;
    private long aheadNanos;
    private long driftPpm;
    private long driftsSinceNanos;

    SimulatedClock(Simulation simulation) {
        this.simulation = simulation;
    }

    long wallNanos() {
        long driftingNanos = simulation.nowNanos() - driftsSinceNanos;
        long gainedNanos =
                driftingNanos / MILLION * driftPpm + driftingNanos % MILLION * driftPpm / MILLION;
        return simulation.wallNanos() + aheadNanos + gainedNanos;
    }

    /** Puts it forward, or back. */
    void step(long nanos) {
        aheadNanos += nanos;
    }

    /** Makes it gain so many microseconds a second from now on; fewer than none: lose. */
    void drift(long ppm) {
        aheadNanos = wallNanos() - simulation.wallNanos();
        driftsSinceNanos = simulation.nowNanos();
        driftPpm = ppm;
    }
}
