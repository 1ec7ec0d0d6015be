package herd.net;

import java.io.IOException;

/**
 * The sending half of a connection: what waits to be written, and how its peer keeps up with that.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Sending {

    private final LoopParts loop;
    private final int maxWaitingBytes;
    private final Outbox outbox = new Outbox();
    private boolean blocked;
    private boolean throttled;
    private long bytesSent;

    Sending(LoopParts loop, int maxWaitingBytes) {
        this.loop = loop;
        this.maxWaitingBytes = maxWaitingBytes;
    }

    int waiting() {
        return outbox.length();
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
        // The arena is written in each turn, and this will not be.
        boolean room = !blocked || outbox.keep(length, loop.budget());
        if (!room || !outbox.offer(bytes, offset, length, loop.outgoing().arena(), loop.budget())) {
            return false;
        }
        throttled |= blocked && outbox.length() >= maxWaitingBytes;
        return true;
    }

    /** Writes what the kernel takes, once; is blocked if that is not all. Returns how much it was. */
    int write(Wire wire) throws IOException {
        int taken = wire.write(outbox, loop.outgoing().buffer());
        bytesSent += taken;
        loop.tally().sent(taken);
        if (outbox.length() == 0) {
            outbox.clear(loop.budget());
        } else {
            blocked = true;
            throttled |= outbox.length() >= maxWaitingBytes;
        }
        return taken;
    }

    /** Keeps what was not written until the next turn. Returns whether the budget allows for it. */
    boolean keep() {
        return outbox.keep(0, loop.budget());
    }

    /** Forgets what waits. */
    void clear() {
        outbox.clear(loop.budget());
    }
}
