package herd.testkit.sim;

import java.time.Duration;
import java.util.Optional;

/**
 * How long one end of a connection bears with another that takes nothing, as the event loop of a server
 * does: see {@code herd.net.ConnectionSettings}.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class Stamina {

    /**
     * Where it ends.
     *
     * @param waitingBytes with so many bytes waiting to be taken, nothing more is read
     * @param stall how long nothing of what waits may be taken
     */
    record Limits(int waitingBytes, Duration stall) {

        /** As a server treats everybody; a link to a neighbour has less patience of its own. */
        static final Limits OF_SERVERS = new Limits(256 * 1024, Duration.ofSeconds(10));

        /** One who waits for ever. */
        static final Limits ENDLESS = new Limits(Integer.MAX_VALUE, Duration.ofDays(100 * 365));
    }

    private final Simulation simulation;
    private final Limits limits;
    private final Runnable whenItEnds;
    private Optional<Simulation.Event> end = Optional.empty();
    private boolean exhausted;

    Stamina(Simulation simulation, Limits limits, Runnable whenItEnds) {
        this.simulation = simulation;
        this.limits = limits;
        this.whenItEnds = whenItEnds;
    }

    /** So much was taken just now, and so much still waits. */
    void wrote(int taken, int waiting) {
        if (waiting == 0) {
            exhausted = false;
            stop();
        } else if (taken > 0 || end.isEmpty()) {
            exhausted |= waiting >= limits.waitingBytes;
            endsIn(limits.stall.toNanos());
        }
    }

    /** Whether nothing is to be read, since so much waits. */
    boolean isExhausted(int waiting) {
        return exhausted && waiting > 0;
    }

    /** All has been written, and the other end has that long to close. */
    void lingers(long nanos) {
        endsIn(nanos);
    }

    void stop() {
        end.ifPresent(Simulation.Event::cancel);
        end = Optional.empty();
    }

    private void endsIn(long nanos) {
        stop();
        end = Optional.of(simulation.after(nanos, whenItEnds));
    }
}
