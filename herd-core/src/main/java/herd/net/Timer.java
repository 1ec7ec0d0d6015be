package herd.net;

import java.util.Objects;

/**
 * One thing to be done later, once each time it is set. Made by {@link EventLoop#timer}.
 *
 * <p><b>Threading.</b> Loop only.
 *
 * <p><b>Time.</b> Never early; late by up to a millisecond, which is what a selector can wait by, and
 * by what the turn of the loop takes.
 */
public final class Timer {

    /** The time at which a timer that is not set is due. */
    public static final long NEVER = Long.MAX_VALUE;

    private final TimerQueue queue;
    private final Runnable action;
    private long dueNanos = NEVER;

    /**
     * What the queue has it sorted by: no later than {@link #dueNanos}. Setting a timer further into
     * the future, as a deadline that is put off with each message does, then costs nothing.
     */
    private long slotNanos;

    /** Where in the queue's heap it is, or -1. */
    private int place = -1;

    Timer(TimerQueue queue, Runnable action) {
        this.queue = queue;
        this.action = Objects.requireNonNull(action);
    }

    /**
     * Sets the timer, instead of what it was set to before.
     *
     * @param nanos when, on the clock of {@link EventLoop#nowNanos}; a time that has passed means the
     *     next turn, {@link #NEVER} that it is not set
     */
    public void at(long nanos) {
        if (nanos == NEVER) {
            cancel();
            return;
        }
        dueNanos = nanos;
        if (place < 0 || nanos < slotNanos) {
            queue.put(this, nanos);
        }
    }

    /** Takes back what it was set to, if it has not been done; nothing of it stays behind. */
    public void cancel() {
        dueNanos = NEVER;
        if (place >= 0) {
            queue.remove(this);
        }
    }

    /** When it is due, or {@link #NEVER}. */
    public long dueNanos() {
        return dueNanos;
    }

    void run() {
        dueNanos = NEVER;
        action.run();
    }

    long slotNanos() {
        return slotNanos;
    }

    void slotNanos(long nanos) {
        slotNanos = nanos;
    }

    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }
}
