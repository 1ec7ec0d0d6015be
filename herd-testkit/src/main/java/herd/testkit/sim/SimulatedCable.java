package herd.testkit.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * What lies between two simulated servers: both directions, and the connections that run over it.
 */
public final class SimulatedCable {

    private final String one;
    private final String two;
    private final SimulatedWire fromOne;
    private final SimulatedWire fromTwo;
    private final List<SimulatedPipe> pipes = new ArrayList<>();
    private boolean cut;

    SimulatedCable(String one, String two, Latency latency) {
        this.one = one;
        this.two = two;
        fromOne = new SimulatedWire(latency);
        fromTwo = new SimulatedWire(latency);
    }

    public String one() {
        return one;
    }

    public String two() {
        return two;
    }

    public SimulatedWire wireFrom(String name) {
        return name.equals(one) ? fromOne : fromTwo;
    }

    /** Notes both ends of a connection that runs over the cable. */
    public void carries(SimulatedPipe near, SimulatedPipe far) {
        pipes.removeIf(SimulatedPipe::isClosed);
        pipes.add(near);
        pipes.add(far);
    }

    public boolean isCut() {
        return cut;
    }

    public boolean isBlocked() {
        return fromOne.isBlocked() || fromTwo.isBlocked();
    }

    public void cut() {
        cut = true;
        List.copyOf(pipes).forEach(SimulatedPipe::reset);
    }

    public void block(String from, boolean blocked) {
        wireFrom(from).block(blocked);
    }

    /** Ends all faults. Bytes that a black hole held are delivered: no hole in a stream. */
    public void heal() {
        cut = false;
        fromOne.block(false);
        fromTwo.block(false);
        List.copyOf(pipes).forEach(SimulatedPipe::heal);
    }
}
