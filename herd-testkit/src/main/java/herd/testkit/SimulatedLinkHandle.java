package herd.testkit;

import herd.testkit.sim.SimulatedCable;
import herd.testkit.sim.SimulatedCable.DialFault;
import herd.testkit.sim.SimulatedNetwork;
import herd.testkit.sim.WireFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The link between two simulated servers: what can be wrong with any link, and what only a simulated
 * network can do on purpose.
 *
 * <p><b>Threading.</b> The thread that drives the herd.
 */
public final class SimulatedLinkHandle implements LinkHandle {

    private final SimulatedNetwork network;
    private final SimulatedCable cable;
    private final String one;
    private final String other;

    SimulatedLinkHandle(SimulatedNetwork network, String one, String other) {
        this.network = network;
        this.cable = network.cable(one, other);
        this.one = one;
        this.other = other;
    }

    @Override
    public String one() {
        return one;
    }

    @Override
    public String other() {
        return other;
    }

    @Override
    public boolean isUp() {
        return network.areLinked(one, other);
    }

    @Override
    public Fault cut() {
        return inEffect(cable.cut());
    }

    @Override
    public Fault blackhole(Direction way) {
        return each(way, new WireFault.BlackHole());
    }

    @Override
    public Fault halfOpen(Direction way) {
        boolean otherLearns = way == Direction.THERE;
        boolean oneLearns = way == Direction.BACK;
        boolean sameWay = cable.one().equals(one);
        return inEffect(
                sameWay
                        ? cable.halfOpen(oneLearns, otherLearns)
                        : cable.halfOpen(otherLearns, oneLearns));
    }

    @Override
    public void halfClose(Direction way) {
        starts(way).forEach(cable::halfClose);
    }

    @Override
    public Fault slow(Direction way, long bytesPerSecond) {
        return each(way, new WireFault.Slow(bytesPerSecond));
    }

    @Override
    public Fault delay(Direction way, Duration least, Duration jitter) {
        return each(way, new WireFault.Delay(least.toNanos(), jitter.toNanos()));
    }

    @Override
    public Fault slice(Direction way, int bytes) {
        return each(way, new WireFault.Slice(bytes));
    }

    @Override
    public void reset() {
        cable.reset();
        thisInstant();
    }

    @Override
    public Fault corrupt(Direction way) {
        return each(way, new WireFault.Corrupt());
    }

    @Override
    public void heal() {
        cable.heal();
    }

    /** Shuts the window of who receives: what is on its way arrives, and nothing more is taken. */
    public Fault clog(Direction way) {
        return each(way, new WireFault.Clog());
    }

    /** Lets the network take any part of what is written, and the rest a little later. */
    public Fault partialWrites(Direction way) {
        return each(way, new WireFault.PartialWrites());
    }

    /** Refuses dials both ways; what is connected stays. */
    public Fault refuseDials() {
        return cable.failDials(DialFault.REFUSED)::run;
    }

    /** Answers no dial, either way; what is connected stays. */
    public Fault ignoreDials() {
        return cable.failDials(DialFault.UNANSWERED)::run;
    }

    /** Resets what is connected, and lets both ends dial again in the same instant. */
    public void crossDials() {
        cable.crossDials();
        thisInstant();
    }

    /** Two servers with a hyphen between. */
    @Override
    public String toString() {
        return one + '-' + other;
    }

    private Fault inEffect(Runnable ending) {
        thisInstant();
        return ending::run;
    }

    /** Lets servers learn what they learn at once. */
    private void thisInstant() {
        network.simulation().runUntil(network.simulation().nowNanos());
    }

    private Fault each(Direction way, WireFault fault) {
        List<Runnable> endings = new ArrayList<>();
        starts(way).forEach(start -> endings.add(cable.fault(start, fault)));
        return () -> endings.forEach(Runnable::run);
    }

    private List<String> starts(Direction way) {
        return switch (way) {
            case THERE -> List.of(one);
            case BACK -> List.of(other);
            case BOTH -> List.of(one, other);
        };
    }
}
