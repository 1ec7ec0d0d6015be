package herd.testkit.proxy;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The bytes of one connection that go one way: read at one end, kept as long as the way's conditions
 * have it, written at the other.
 *
 * <p><b>Why the bound.</b> A network keeps what is on its wires and in its routers, and no more: when
 * nothing gets through, acknowledgements stop, and soon the sender cannot write. So once {@link
 * #HOLD_BYTES} are held no more is read, the system's buffers fill, and the sender notices as it would
 * in earnest. A proxy that went on reading would look like a neighbour that takes everything.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Stream {

    /** As much as waits on a link of a server's own accord, and less than a system's buffers. */
    static final int HOLD_BYTES = 64 * 1024;

    /** How the sender has ended. */
    private enum Ending {
        NONE,
        END,
        RESET
    }

    private static final class Chunk {
        private final byte[] bytes;
        private int from;
        private long dueNanos;

        Chunk(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }

    private final Relay relay;
    private final Way way;
    private final End source;
    private final End sink;
    private final Tap tap;
    private final Deque<Chunk> held = new ArrayDeque<>();
    private int heldBytes;
    private Ending ending = Ending.NONE;
    private long endingDueNanos;

    /** The sender may go on, but nobody listens any more: what it says is read and forgotten. */
    private boolean cutShort;

    /** The end of the stream has been delivered. */
    private boolean isOver;

    private boolean sinkIsFull;
    private long nextPieceNanos = Long.MIN_VALUE;
    private long dueNanos = ProxyLoop.NEVER;

    Stream(Relay relay, Way way, End source, End sink, long connection) {
        this.relay = relay;
        this.way = way;
        this.source = source;
        this.sink = sink;
        this.tap = way.loop().taps().tap(way.from(), way.to(), connection);
        way.enters(this);
    }

    /** When it has something to do. */
    long dueNanos() {
        return dueNanos;
    }

    boolean isOver() {
        return isOver;
    }

    /** Whether the source is to be read. */
    boolean wantsMore() {
        return cutShort || ending == Ending.NONE && heldBytes < HOLD_BYTES;
    }

    boolean isBlocked() {
        return sinkIsFull;
    }

    /** How many bytes to read at most. */
    int room() {
        return cutShort ? Integer.MAX_VALUE : HOLD_BYTES - heldBytes;
    }

    /** These were read. */
    void take(byte[] bytes) {
        if (cutShort) {
            return;
        }
        Conditions now = way.conditions();
        for (int i = 0; i < now.damages(); i++) {
            bytes[way.chance().nextInt(bytes.length)] ^= (byte) (1 << way.chance().nextInt(8));
        }
        held.add(new Chunk(bytes, arrivalNanos(now)));
        heldBytes += bytes.length;
        pump();
    }

    /** The sender has nothing more to say. */
    void sourceEnded() {
        if (ending == Ending.NONE) {
            ending = Ending.END;
            endingDueNanos = arrivalNanos(way.conditions());
            pump();
        } else if (cutShort) {
            source.watch();
        }
    }

    /** The sender has broken off, after what it said. */
    void sourceBroke() {
        if (ending != Ending.RESET) {
            ending = Ending.RESET;
            isOver = false;
            endingDueNanos = arrivalNanos(way.conditions());
            pump();
        }
    }

    /** Ends the stream after what was taken, whatever the sender has yet to say. */
    void endHere() {
        sourceEnded();
        cutShort = true;
        source.watch();
    }

    /** The sink can take more. */
    void sinkIsReady() {
        sinkIsFull = false;
        pump();
    }

    /** What is under way arrives no later than by the new conditions, and what rested may go. */
    void conditionsChanged() {
        long latest = System.nanoTime() + way.conditions().mostDelayNanos();
        held.forEach(chunk -> chunk.dueNanos = Math.min(chunk.dueNanos, latest));
        endingDueNanos = Math.min(endingDueNanos, latest);
        nextPieceNanos = Long.MIN_VALUE;
        pump();
    }

    /** Delivers what can be delivered now. */
    void pump() {
        if (relay.isConnected() && !relay.isSevered()) {
            setDue(way.conditions().isHeld() ? ProxyLoop.NEVER : deliver());
            source.watch();
            sink.watch();
        }
    }

    /** Nothing more is delivered, and nothing kept. */
    void drop() {
        held.clear();
        heldBytes = 0;
        setDue(ProxyLoop.NEVER);
        way.leaves(this);
    }

    private long deliver() {
        while (!held.isEmpty() && !sinkIsFull) {
            Chunk next = held.peek();
            long now = System.nanoTime();
            long due = Math.max(next.dueNanos, nextPieceNanos);
            if (due > now) {
                return due;
            }
            if (!deliver(next, now)) {
                // Nobody will ever take it, and the ending must not wait behind it.
                held.clear();
                heldBytes = 0;
            }
        }
        if (!relay.isConnected() || ending == Ending.NONE || isOver || sinkIsFull) {
            return ProxyLoop.NEVER;
        }
        if (endingDueNanos > System.nanoTime()) {
            return endingDueNanos;
        }
        deliverEnding();
        return ProxyLoop.NEVER;
    }

    /** Writes one piece; returns whether the sink still stands. */
    private boolean deliver(Chunk chunk, long now) {
        Conditions conditions = way.conditions();
        int length = Math.min(conditions.pieceBytes(), chunk.bytes.length - chunk.from);
        int taken = sink.write(chunk.bytes, chunk.from, length);
        if (taken < 0) {
            return false;
        }
        if (taken > 0) {
            tap.delivered(chunk.bytes, chunk.from, taken);
        }
        sinkIsFull = taken < length;
        chunk.from += taken;
        heldBytes -= taken;
        nextPieceNanos = now + conditions.restNanos(taken);
        if (chunk.from == chunk.bytes.length) {
            held.remove();
        }
        return true;
    }

    private void deliverEnding() {
        isOver = true;
        if (ending == Ending.RESET) {
            relay.resetBy(source, sink);
        } else {
            relay.endedBy(source, sink);
        }
    }

    /** Chance may have it before what was sent earlier, which it then waits for. */
    private long arrivalNanos(Conditions conditions) {
        long jitter = conditions.jitterNanos();
        long late = jitter == 0 ? 0 : (long) (way.chance().nextDouble() * jitter);
        return System.nanoTime() + conditions.delayNanos() + late;
    }

    private void setDue(long nanos) {
        dueNanos = nanos;
        way.loop().wake(this, nanos);
    }
}
