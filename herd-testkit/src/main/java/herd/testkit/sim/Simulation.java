package herd.testkit.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Virtual time and everything that is going to happen in it: one thread, one source of chance. The
 * same seed and the same calls give the same run, event for event.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class Simulation {

    /** Something that happens at a time; among equals, what was asked for first happens first. */
    public final class Event {
        private final long nanos;
        private final long order;
        private final Runnable action;
        private boolean cancelled;
        private boolean over;

        private Event(long nanos, long order, Runnable action) {
            this.nanos = nanos;
            this.order = order;
            this.action = action;
        }

        public void cancel() {
            if (!cancelled && !over) {
                cancelled = true;
                cancelledEvents++;
                forgetCancelled();
            }
        }
    }

    /** When virtual time begins, on the wall clock: 2018-03-02T20:52:14Z. */
    private static final long WALL_START_NANOS = 1_520_023_934L * 1_000_000_000L;

    /** Not worth a look at all events. */
    private static final int FEW = 1024;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.<Event>comparingLong(event -> event.nanos)
                            .thenComparingLong(event -> event.order));
    private final Random random;
    private long nanos;
    private long order;
    private int cancelledEvents;

    public Simulation(long seed) {
        random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    /** Virtual monotonic time, from 0. */
    public long nowNanos() {
        return nanos;
    }

    /** Virtual wall time, in nanoseconds since 1970. */
    public long wallNanos() {
        return WALL_START_NANOS + nanos;
    }

    /** Lets something happen at a time, now at the earliest. */
    public Event at(long when, Runnable action) {
        Event event = new Event(Math.max(when, nanos), order++, action);
        events.add(event);
        return event;
    }

    public Event after(long delayNanos, Runnable action) {
        return at(nanos + delayNanos, action);
    }

    /** Lets all happen that is due until then, and makes it then. */
    public void runUntil(long until) {
        while (nextBefore(until)) {}
    }

    /** Lets the next thing happen if it is due by then; else it is then, and the result false. */
    public boolean nextBefore(long until) {
        if (events.isEmpty() || events.peek().nanos > until) {
            nanos = Math.max(nanos, until);
            return false;
        }
        return next();
    }

    /** Lets the next thing happen; returns whether there was one. */
    public boolean next() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        nanos = event.nanos;
        event.over = true;
        if (event.cancelled) {
            cancelledEvents--;
        } else {
            event.action.run();
        }
        return true;
    }

    /** Deadlines are put off all the time, so most events would be such that never happen. */
    private void forgetCancelled() {
        if (cancelledEvents > FEW && cancelledEvents > events.size() / 2) {
            events.removeIf(event -> event.cancelled);
            cancelledEvents = 0;
        }
    }
}
