package herd.net;

import java.time.Duration;

/**
 * What a connection has of its loop: its place, its timers, and the bytes that its handler keeps. All
 * of it is given back at once when the connection ends.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Holdings implements Runnable {

    private final Entrance entrance;
    private final TcpConnection owner;

    /** The handler's; null until first used. */
    private Timer alarm;

    /** For dialling, for a peer that takes nothing, for lingering; null while there is no need. */
    private Deadline deadline;

    private int bytes;

    Holdings(Entrance entrance, TcpConnection owner) {
        this.entrance = entrance;
        this.owner = owner;
    }

    void wakeAt(long nanos) {
        if (alarm == null && nanos == Timer.NEVER) {
            return;
        }
        if (alarm == null) {
            alarm = entrance.loop().timers().timer(this);
        }
        alarm.at(nanos);
    }

    /** The alarm goes off. Nearly every connection has one: this object saves a lambda for each. */
    @Override
    public void run() {
        entrance.loop().handlers().woken(owner);
    }

    /** Keeps so many bytes in all. Returns whether the budget allows for it. */
    boolean keep(int wanted) {
        if (wanted != bytes && !entrance.loop().budget().take((long) wanted - bytes)) {
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
            LoopParts loop = entrance.loop();
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
        entrance.loop().budget().giveBack(bytes);
        entrance.left(owner.remote());
    }
}
