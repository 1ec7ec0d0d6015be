package herd.net;

import java.io.IOException;

/**
 * The sending half of a connection: what waits to be written, and how its peer keeps up with that.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Sending {

    private final Entrance entrance;

    /** What waits to be written; null while nothing does, so that an idle connection has none. */
    private Outbox outbox;

    private boolean blocked;
    private boolean throttled;
    private long bytesSent;

    Sending(Entrance entrance) {
        this.entrance = entrance;
    }

    int waiting() {
        return outbox == null ? 0 : outbox.length();
    }

    long bytesSent() {
        return bytesSent;
    }

    /** Nothing can be written before the selector says so: the kernel did not take all. */
    boolean isBlocked() {
        return blocked;
    }

    /** As much waits as may, or did since this was blocked: the peer is not read meanwhile. */
    boolean isThrottled() {
        return throttled;
    }

    void block() {
        blocked = true;
    }

    /** Everything can be written again. Returns whether that is new. */
    boolean unblock() {
        boolean was = blocked;
        blocked = false;
        throttled = false;
        return was;
    }

    /** Takes bytes to be sent. Returns whether the budget allows for it. */
    boolean offer(byte[] bytes, int offset, int length) {
        Outgoing outgoing = entrance.loop().outgoing();
        Budget budget = entrance.loop().budget();
        if (outbox == null) {
            outbox = outgoing.takeOutbox();
        }
        // The arena is written in each turn, and this will not be.
        boolean room = !blocked || outbox.keep(length, budget);
        if (!room || !outbox.offer(bytes, offset, length, outgoing.arena(), budget)) {
            return false;
        }
        throttled |= blocked && isFull();
        return true;
    }

    /** Writes what the kernel takes, once; is blocked if that is not all. Returns how much it was. */
    int write(Wire wire) throws IOException {
        int taken = wire.write(outbox, entrance.loop().outgoing().buffer());
        bytesSent += taken;
        entrance.loop().tally().sent(taken);
        if (outbox.length() == 0) {
            clear();
        } else {
            blocked = true;
            throttled |= isFull();
        }
        return taken;
    }

    /** Keeps what was not written until the next turn. Returns whether the budget allows for it. */
    boolean keep() {
        return outbox.keep(0, entrance.loop().budget());
    }

    /** Forgets what waits. */
    void clear() {
        if (outbox != null) {
            outbox.clear(entrance.loop().budget());
            entrance.loop().outgoing().giveBack(outbox);
            outbox = null;
        }
    }

    private boolean isFull() {
        return outbox.length() >= entrance.settings().maxWaitingBytes();
    }
}
