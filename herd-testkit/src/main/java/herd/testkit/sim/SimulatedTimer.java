package herd.testkit.sim;

import java.util.Optional;

/**
 * Something to be done at one time, or at another one if it is set again before.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class SimulatedTimer {

    private final Simulation simulation;
    private final Runnable work;
    private Optional<Simulation.Event> due = Optional.empty();

    SimulatedTimer(Simulation simulation, Runnable work) {
        this.simulation = simulation;
        this.work = work;
    }

    /** Goes off then, and not when it would have; {@link Long#MAX_VALUE} is never. */
    void at(long nanos) {
        cancel();
        if (nanos != Long.MAX_VALUE) {
            due = Optional.of(simulation.at(nanos, work));
        }
    }

    void cancel() {
        due.ifPresent(Simulation.Event::cancel);
        due = Optional.empty();
    }
}
