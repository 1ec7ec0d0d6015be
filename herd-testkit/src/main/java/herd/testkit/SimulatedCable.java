package herd.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * What lies between two simulated servers: both directions, and the connections that run over it.
 */
final class SimulatedCable {

    private final String one;
    private final SimulatedWire fromOne;
    private final SimulatedWire fromTwo;
    private final List<SimulatedPipe> pipes = new ArrayList<>();
    private boolean cut;

    SimulatedCable(
            Simulation simulation, String one, String two, long latencyNanos, long jitterNanos) {
        this.one = one;
        fromOne = new SimulatedWire(latencyNanos, jitterNanos);
        fromTwo = new SimulatedWire(latencyNanos, jitterNanos);
    }

    SimulatedWire wireFrom(String name) {
        return name.equals(one) ? fromOne : fromTwo;
    }

    /** Notes both ends of a connection that runs over the cable. */
    void carries(SimulatedPipe near, SimulatedPipe far) {
        pipes.removeIf(SimulatedPipe::isClosed);
        pipes.add(near);
        pipes.add(far);
    }

    boolean isCut() {
        return cut;
    }

    boolean isBlocked() {
        return fromOne.isBlocked() || fromTwo.isBlocked();
    }

    void cut() {
        cut = true;
        List.copyOf(pipes).forEach(SimulatedPipe::reset);
    }

    void block(String from, boolean blocked) {
        wireFrom(from).block(blocked);
    }

    /** Ends all faults. Bytes that a black hole held are delivered: no hole in a stream. */
    void heal() {
        cut = false;
        fromOne.block(false);
        fromTwo.block(false);
        List.copyOf(pipes).forEach(SimulatedPipe::heal);
    }
}
