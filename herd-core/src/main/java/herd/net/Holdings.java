package herd.net;

import java.time.Duration;

/**
 * What a connection has of its loop: its place, its timers, and the bytes that its handler keeps. All
 * of it is given back at once when the connection ends.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Holdings {

    private final LoopParts loop;
    private final TcpConnection owner;

    /** Where it came in; null if it was dialled. */
    private final Listener listener;

    /** The handler's; null until first used. */
    private Timer alarm;

    /** For dialling, for a peer that takes nothing, for lingering; null while there is no need. */
    private Deadline deadline;

    private int bytes;

    Holdings(LoopParts loop, TcpConnection owner, Listener listener) {
        this.loop = loop;
        this.owner = owner;
        this.listener = listener;
    }

    void wakeAt(long nanos, HandlerGuard handler) {
        if (alarm == null && nanos == Timer.NEVER) {
            return;
        }
        if (alarm == null) {
            alarm = loop.timers().timer(handler::woken);
        }
        alarm.at(nanos);
    }

    /** Keeps so many bytes in all. Returns whether the budget allows for it. */
    boolean keep(int wanted) {
        if (wanted != bytes && !loop.budget().take((long) wanted - bytes)) {
            return false;
        }
        bytes = wanted;
        return true;
    }

    boolean hasDeadline() {
        return deadline != null;
    }

    void setDeadline(Duration patience) {
        if (deadline == null) {
            deadline = new Deadline(loop.timers(), loop.clock(), owner::deadlineMissed);
        }
        deadline.in(patience);
    }

    void dropDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** Gives everything back. Once, at the end. */
    void giveBack() {
        if (alarm != null) {
            alarm.cancel();
        }
        dropDeadline();
        loop.budget().giveBack(bytes);
        if (listener != null) {
            listener.left(owner.remote());
        } else {
            loop.doorkeeper().leaves(owner.settings());
        }
    }
}
