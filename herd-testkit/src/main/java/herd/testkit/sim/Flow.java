package herd.testkit.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One direction of one connection, from the sender's writes to the receiver's reads.
 *
 * <pre>
 *   offered ──window──► under way, each segment with its time ──► arrived ──► read
 * </pre>
 *
 * <p>What is under way and what has arrived and is not read yet together are no more than the window.
 * The order is kept by all: an end or a reset arrives after the bytes before it. What a black hole
 * meets is held and sent again later, as TCP does, unless the sender is gone, or has forgotten it by
 * sending a reset; then it is lost.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class Flow {

    /** Bytes that may be under way in one direction, as in a socket's buffers. */
    static final int WINDOW_BYTES = 64 * 1024;

    private enum Kind {
        OPENING,
        DATA,
        END,
        RESET
    }

    /** How a stream came to its end, as far as the receiver has got. */
    enum End {
        NOT_YET,
        IN_ORDER,
        RESET
    }

    private static final class Segment {
        private final Kind kind;
        private int bytes;
        private long arrivesNanos;

        private Segment(Kind kind, int bytes, long arrivesNanos) {
            this.kind = kind;
            this.bytes = bytes;
            this.arrivesNanos = arrivesNanos;
        }
    }

    private final Simulation simulation;
    private final SimulatedWire wire;
    private final SimulatedWire back;
    private final SimulatedPipe sender;
    private final SimulatedPipe receiver;

    private final ByteQueue offered = new ByteQueue();
    private final ByteQueue underWay = new ByteQueue();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final ByteQueue arrived = new ByteQueue();
    private End end = End.NOT_YET;
    private boolean ending;
    private boolean forgotten;
    private Optional<Simulation.Event> delivery = Optional.empty();
    private boolean severed;
    private boolean roomDue;

    Flow(
            Simulation simulation,
            SimulatedWire wire,
            SimulatedWire back,
            SimulatedPipe sender,
            SimulatedPipe receiver) {
        this.simulation = simulation;
        this.wire = wire;
        this.back = back;
        this.sender = sender;
        this.receiver = receiver;
    }

    /** The sender's part of the opening is on its way: before anything else. */
    void open() {
        leave(Kind.OPENING, 0);
    }

    void offer(byte[] bytes, int offset, int length) {
        if (!ending) {
            offered.add(bytes, offset, length);
        }
    }

    int waiting() {
        return offered.size();
    }

    /** Takes back what the network has not taken; returns how much that was. */
    int takeBack() {
        int count = offered.size();
        offered.clear();
        return count;
    }

    /** Lets the network take what it can of what was offered; returns how much. */
    int send() {
        int room = wire.isShut() ? 0 : WINDOW_BYTES - underWay.size() - arrived.size();
        int most = Math.min(room, offered.size());
        if (most <= 0) {
            return 0;
        }
        int leaving = wire.taken(simulation.random(), most);
        offered.moveTo(underWay, leaving);
        leave(Kind.DATA, leaving);
        if (leaving < most) {
            roomLater();
        }
        return leaving;
    }

    /** Ends the stream, after all that the network has taken; what it has not is lost. */
    void end() {
        offered.clear();
        if (!ending) {
            ending = true;
            leave(Kind.END, 0);
        }
    }

    /** Ends the stream at once; what is under way is not sent again. */
    void reset() {
        vanish();
        if (end != End.RESET && (segments.isEmpty() || segments.peekLast().kind != Kind.RESET)) {
            leave(Kind.RESET, 0);
        }
    }

    /** Nothing that is sent arrives any more, and the sender does not learn of it. */
    void sever() {
        severed = true;
    }

    /** The sender is gone, and says nothing more: what is held up now is lost. */
    void vanish() {
        offered.clear();
        ending = true;
        forgotten = true;
    }

    /** Whether there is something to be read: bytes, or how the stream ended. */
    boolean isReadable() {
        return !arrived.isEmpty() || end != End.NOT_YET;
    }

    /** How many bytes have arrived, and are not read. */
    int unread() {
        return arrived.size();
    }

    /** How the stream ended, once the bytes before that are read. */
    End ending() {
        return end;
    }

    /** A piece of what has arrived. */
    byte[] read() {
        byte[] piece = arrived.take(wire.pieceLength(simulation.random(), arrived.size()));
        roomLater();
        return wire.arrivesAs(simulation.random(), piece);
    }

    /** Nobody will read it. */
    void discard() {
        arrived.clear();
    }

    /** What is wrong with the wire, or with the receiver, has changed: what was held goes on. */
    void goOn() {
        long again = simulation.nowNanos() + wire.leastNanos();
        for (Segment it : segments) {
            it.arrivesNanos =
                    it.arrivesNanos <= simulation.nowNanos()
                            ? again
                            : Math.min(it.arrivesNanos, again);
        }
        delivery.ifPresent(Simulation.Event::cancel);
        delivery = Optional.empty();
        deliverLater();
        roomLater();
    }

    private void leave(Kind kind, int bytes) {
        long arrives = simulation.nowNanos() + wire.delayNanos(simulation.random());
        if (!segments.isEmpty()) {
            arrives = Math.max(arrives, segments.peekLast().arrivesNanos);
        }
        segments.addLast(new Segment(kind, bytes, arrives));
        deliverLater();
    }

    private void deliverLater() {
        if (delivery.isEmpty() && !segments.isEmpty()) {
            delivery = Optional.of(simulation.at(segments.peekFirst().arrivesNanos, this::deliver));
        }
    }

    /** All that is due by now arrives together. */
    private void deliver() {
        delivery = Optional.empty();
        if (severed || wire.isBlocked() || receiver.isDark()) {
            lose();
            return;
        }
        while (!segments.isEmpty() && segments.peekFirst().arrivesNanos <= simulation.nowNanos()) {
            if (!arrives(segments.peekFirst())) {
                break;
            }
            segments.removeFirst();
        }
        deliverLater();
        receiver.readable();
    }

    private void lose() {
        if (forgotten || severed) {
            segments.clear();
            underWay.clear();
        }
    }

    /** Returns whether all of it has arrived. */
    private boolean arrives(Segment segment) {
        switch (segment.kind) {
            case OPENING -> receiver.opened();
            case END -> end = end == End.NOT_YET ? End.IN_ORDER : end;
            case RESET -> end = End.RESET;
            case DATA -> {
                int passing = wire.passes(segment.bytes, simulation.nowNanos());
                underWay.moveTo(arrived, passing);
                segment.bytes -= passing;
                if (segment.bytes > 0) {
                    segment.arrivesNanos = wire.passesAgainNanos();
                    return false;
                }
            }
        }
        return true;
    }

    /** The sender hears in a while that there is room, if it waits for that. */
    private void roomLater() {
        if (!roomDue && !offered.isEmpty()) {
            roomDue = true;
            simulation.after(back.delayNanos(simulation.random()), this::room);
        }
    }

    private void room() {
        roomDue = false;
        if (!back.isBlocked()) {
            sender.hasRoom();
        }
    }
}
