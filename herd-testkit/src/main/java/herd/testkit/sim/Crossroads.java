package herd.testkit.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the dials of two servers to each other wait until both have dialled, to go on in the same
 * instant; or until one has waited for long enough.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class Crossroads {

    /** The longest pause between two dials, so that the other one comes before that. */
    private static final long PATIENCE_NANOS = 1_100_000_000;

    private final Simulation simulation;
    private final Map<String, Runnable> waiting = new LinkedHashMap<>();
    private boolean closed;

    Crossroads(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Holds up the dials to come. */
    void close() {
        closed = true;
    }

    /** Lets a dial go on, now or when the other one has come. */
    void pass(String dialler, Runnable dial) {
        if (!closed) {
            dial.run();
            return;
        }
        if (waiting.isEmpty()) {
            simulation.after(PATIENCE_NANOS, this::open);
        }
        waiting.put(dialler, dial);
        if (waiting.size() == 2) {
            open();
        }
    }

    /** Lets all dials go on, those that wait and those to come. */
    void open() {
        closed = false;
        List<Runnable> going = List.copyOf(waiting.values());
        waiting.clear();
        going.forEach(Runnable::run);
    }
}
