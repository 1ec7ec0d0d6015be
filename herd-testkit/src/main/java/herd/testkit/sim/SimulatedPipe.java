package herd.testkit.sim;

import herd.line.Pipe;
import herd.line.Talker;
import java.util.Objects;

/**
 * One end of a simulated connection. What is offered leaves at the end of its owner's turn, as far
 * as the window allows, and arrives in order after the connection's latency, in pieces cut at
 * random.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedPipe implements Pipe {

    /** Whoever owns an end: all that its talker is told, it is told in a turn of the owner. */
    public interface Owner {
        void turn(Runnable work);
    }

    /** Bytes that may be under way in one direction, as in a socket's buffers. */
    private static final int WINDOW_BYTES = 64 * 1024;

    private final Simulation simulation;
    private final Owner owner;
    private final SimulatedWire wire;
    private SimulatedPipe other;
    private Talker talker;
    private Simulation.Event alarm;

    private final ByteQueue offered = new ByteQueue();
    private final ByteQueue underWay = new ByteQueue();
    private boolean deliveryDue;
    private boolean finishing;
    private boolean endDelivered;
    private boolean paused;
    private boolean drainDue;
    private boolean closed;

    public SimulatedPipe(Simulation simulation, Owner owner, SimulatedWire wire) {
        this.simulation = simulation;
        this.owner = owner;
        this.wire = wire;
    }

    public static void join(SimulatedPipe one, SimulatedPipe two) {
        one.other = two;
        two.other = one;
    }

    public void talker(Talker it) {
        talker = Objects.requireNonNull(it);
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        if (!closed && !finishing) {
            offered.add(bytes, offset, length);
            drainDue = true;
        }
    }

    @Override
    public long waiting() {
        return offered.size();
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        other.scheduleDelivery();
    }

    @Override
    public void holds(long bytes) {
        // What a talker keeps is bounded by the node's real connections, which are not simulated.
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public void close() {
        breakOff("", "closed by the other side");
    }

    /** The network breaks the connection: both ends learn it. */
    public void reset() {
        breakOff("connection reset", "connection reset");
    }

    /** The owner dies: it learns nothing any more; the other end sees a reset, if it can. */
    public void die() {
        closed = true;
        wakeAt(Long.MAX_VALUE);
        tellFar("connection reset");
    }

    @Override
    public void wakeAt(long nanos) {
        if (alarm != null) {
            alarm.cancel();
        }
        if (nanos != Long.MAX_VALUE && !closed) {
            alarm =
                    simulation.at(
                            nanos,
                            () ->
                                    tell(
                                            () ->
                                                    talker.woken(
                                                            simulation.nowNanos(),
                                                            simulation.wallNanos())));
        }
    }

    /** The owner's turn is over: what was offered leaves. */
    public void flush() {
        if (closed) {
            return;
        }
        int leaving = Math.min(WINDOW_BYTES - underWay.size(), offered.size());
        if (leaving > 0) {
            underWay.add(offered.take(leaving), 0, leaving);
        }
        if (offered.isEmpty() && drainDue) {
            drainDue = false;
            simulation.after(0, () -> tell(() -> talker.drained(simulation.nowNanos())));
        }
        scheduleDelivery();
    }

    /** Lets go on what a fault of the network held up. */
    public void heal() {
        scheduleDelivery();
    }

    private boolean hasToDeliver() {
        return !underWay.isEmpty() || finishing && offered.isEmpty() && !endDelivered;
    }

    private void scheduleDelivery() {
        if (!deliveryDue && !closed && hasToDeliver()) {
            deliveryDue = true;
            simulation.after(wire.delayNanos(simulation.random()), this::deliver);
        }
    }

    private void deliver() {
        deliveryDue = false;
        if (closed || other.closed || other.paused || wire.isBlocked()) {
            return;
        }
        if (underWay.isEmpty()) {
            deliverEnd();
            return;
        }
        int count = wire.pieceLength(simulation.random(), underWay.size());
        byte[] piece = underWay.take(count);
        other.tell(
                () ->
                        other.talker.received(
                                piece, 0, count, simulation.nowNanos(), simulation.wallNanos()));
        flush();
    }

    private void deliverEnd() {
        if (!hasToDeliver()) {
            return;
        }
        endDelivered = true;
        SimulatedPipe far = other;
        far.tell(() -> far.talker.inputEnded(simulation.nowNanos(), simulation.wallNanos()));
        if (far.endDelivered) {
            breakOff("", "");
        }
    }

    private void breakOff(String here, String there) {
        if (closed) {
            return;
        }
        tellClosed(here);
        tellFar(there);
    }

    private void tellFar(String there) {
        SimulatedPipe far = other;
        simulation.after(
                wire.delayNanos(simulation.random()),
                () -> {
                    if (!wire.isBlocked()) {
                        far.tellClosed(there);
                    }
                });
    }

    private void tellClosed(String why) {
        if (closed) {
            return;
        }
        closed = true;
        wakeAt(Long.MAX_VALUE);
        simulation.after(0, () -> owner.turn(() -> talker.closed(why, simulation.nowNanos())));
    }

    private void tell(Runnable work) {
        owner.turn(
                () -> {
                    if (!closed) {
                        work.run();
                    }
                });
    }
}
