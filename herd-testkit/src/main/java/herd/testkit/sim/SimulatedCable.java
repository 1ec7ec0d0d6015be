package herd.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What lies between two simulated servers: a wire each way, the connections that run over them, and
 * what is wrong with all that. Each fault is in effect at once; where a method returns something to
 * run, that ends it, and does nothing a second time.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedCable {

    /** What becomes of a dial while something is wrong with dials. */
    public enum DialFault {
        /** Nothing. */
        NONE,
        /** It is told at once that nobody listens. */
        REFUSED,
        /** It is not answered. */
        UNANSWERED
    }

    private record Connection(SimulatedPipe fromOne, SimulatedPipe fromTwo) {
        boolean isOpen() {
            return !fromOne.isClosed() && !fromTwo.isClosed();
        }

        boolean isOver() {
            return fromOne.isClosed() && fromTwo.isClosed();
        }
    }

    private final String one;
    private final String two;
    private final Consumer<String> history;
    private final SimulatedWire fromOne;
    private final SimulatedWire fromTwo;
    private final List<Connection> connections = new ArrayList<>();
    private final List<DialFault> dialFaults = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private final Crossroads crossroads;
    private Wiretap wiretap = new Wiretap();

    SimulatedCable(
            Simulation simulation,
            String one,
            String two,
            Latency latency,
            Consumer<String> history) {
        this.one = one;
        this.two = two;
        this.history = history;
        fromOne = new SimulatedWire(latency);
        fromTwo = new SimulatedWire(latency);
        crossroads = new Crossroads(simulation);
    }

    public String one() {
        return one;
    }

    public String two() {
        return two;
    }

    /** The direction that begins at a server. */
    public SimulatedWire wireFrom(String name) {
        return name.equals(one) ? fromOne : fromTwo;
    }

    /** Whether nothing is wrong that keeps servers apart: no cut, no black hole, no refusal. */
    public boolean isWhole() {
        return dialFault() == DialFault.NONE && !fromOne.isBlocked() && !fromTwo.isBlocked();
    }

    /** Whether there is one connection at most: with two, one is to give way to the other. */
    public boolean isSettled() {
        return connections.stream().filter(Connection::isOpen).count() <= 1;
    }

    /** What becomes of a dial at the moment. */
    DialFault dialFault() {
        return dialFaults.isEmpty() ? DialFault.NONE : dialFaults.get(dialFaults.size() - 1);
    }

    /** Makes something go wrong in the direction that begins at a server. */
    public Runnable fault(String from, WireFault fault) {
        SimulatedWire wire = wireFrom(from);
        wire.add(fault);
        goOn();
        return begun(
                fault.text() + " from " + from + " to " + (from.equals(one) ? two : one),
                () -> wire.remove(fault));
    }

    /** Resets what is connected, and refuses what would connect. */
    public Runnable cut() {
        resetAll();
        return dialFault("a cut", DialFault.REFUSED);
    }

    /** Makes dials fail, one way or the other; what is connected stays. */
    public Runnable failDials(DialFault how) {
        return dialFault("dials " + how.name().toLowerCase(Locale.ROOT), how);
    }

    /**
     * Takes the connections that are up from one server or both, or from none, without the other
     * learning of it: nothing that is sent arrives any more. At the end, who has not noticed sees a
     * reset.
     */
    public Runnable halfOpen(boolean oneLearns, boolean twoLearns) {
        List<Connection> taken = List.copyOf(connections);
        connections.clear();
        for (Connection it : taken) {
            take(it, oneLearns, twoLearns);
        }
        return begun("half-open", () -> breakOff(taken));
    }

    /**
     * Takes the connections that are up, as {@link #halfOpen} does, but for good: whoever has not noticed
     * never sees a reset.
     */
    public void lose(boolean oneLearns, boolean twoLearns) {
        note("connections lost");
        List<Connection> taken = List.copyOf(connections);
        connections.clear();
        for (Connection it : taken) {
            take(it, oneLearns, twoLearns);
        }
    }

    /** Ends the streams that begin at a server, in order; what it sends after that is lost. */
    public void halfClose(String from) {
        note("half-close from " + from);
        for (Connection it : connections) {
            (from.equals(one) ? it.fromOne : it.fromTwo).endStream();
        }
    }

    /** Resets what is connected, once. */
    public void reset() {
        note("reset");
        resetAll();
    }

    /** Resets what is connected, and sees to it that both ends dial again in the same instant. */
    public void crossDials() {
        note("dials that cross");
        crossroads.close();
        resetAll();
    }

    /** Ends all faults. Bytes that were held are delivered: no hole in a stream. */
    public void heal() {
        note("healed");
        crossroads.open();
        List.copyOf(endings).forEach(Runnable::run);
    }

    /** Whether somebody has done something to it that is not over. */
    public boolean hasFault() {
        return !endings.isEmpty();
    }

    /** Where dials may have to wait for those of the other end. */
    Crossroads crossroads() {
        return crossroads;
    }

    /** What the latest dialler said first, to be replayed by a stranger. */
    public List<String> overheard() {
        return wiretap.lines();
    }

    /** What hears the next dialler. */
    Wiretap wiretap() {
        wiretap = new Wiretap();
        return wiretap;
    }

    /** Notes both ends of a connection that runs over the cable. */
    void carries(String dialler, SimulatedPipe near, SimulatedPipe far) {
        connections.removeIf(Connection::isOver);
        connections.add(
                dialler.equals(one) ? new Connection(near, far) : new Connection(far, near));
    }

    /** What was held up goes on. */
    void goOn() {
        for (Connection it : connections) {
            it.fromOne.goOn();
        }
    }

    @Override
    public String toString() {
        return one + '-' + two;
    }

    private static void take(Connection it, boolean oneLearns, boolean twoLearns) {
        it.fromOne.sever();
        it.fromTwo.sever();
        if (oneLearns) {
            it.fromOne.broken();
        }
        if (twoLearns) {
            it.fromTwo.broken();
        }
    }

    private Runnable dialFault(String what, DialFault how) {
        dialFaults.add(how);
        return begun(what, () -> dialFaults.remove(how));
    }

    /** Notes the fault, and how to end it: once, and the connections go on. */
    private Runnable begun(String what, Runnable end) {
        note(what);
        Runnable[] ending = new Runnable[1];
        ending[0] =
                () -> {
                    if (endings.remove(ending[0])) {
                        end.run();
                        note("no more " + what);
                        goOn();
                    }
                };
        endings.add(ending[0]);
        return ending[0];
    }

    private void resetAll() {
        List<Connection> broken = List.copyOf(connections);
        connections.clear();
        breakOff(broken);
    }

    private static void breakOff(List<Connection> broken) {
        for (Connection it : broken) {
            it.fromOne.broken();
            it.fromTwo.broken();
        }
    }

    private void note(String what) {
        history.accept(this + ": " + what);
    }
}
