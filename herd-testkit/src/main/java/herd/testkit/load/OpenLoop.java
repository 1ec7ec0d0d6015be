package herd.testkit.load;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Says things at a fixed rate, whether answers come or not, on one lane after the other. What is due
 * when no lane has room stays due, and its latency goes on.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
final class OpenLoop implements Traffic {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** A selector wakes up late by up to a millisecond; closer to the time, it is not slept. */
    private static final long MARGIN_NANOS = 2 * NANOS_PER_MILLI;

    private static final long MOST_WAIT_MILLIS = 50;

    private final List<? extends Lane> lanes;
    private final long perSecond;
    private final Tally tally;
    private final LongSupplier nanoClock;
    private Schedule schedule;
    private int next;
    private long left;
    private boolean isStuck;

    /** A load on these lanes, so many messages a second on all of them. */
    OpenLoop(List<? extends Lane> lanes, long perSecond, Tally tally, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lanes = lanes;
        this.perSecond = perSecond;
        this.tally = tally;
        schedule = new Schedule(0, perSecond);
    }

    @Override
    public void begin(long nowNanos, long mostMessages) {
        left = mostMessages;
        schedule = new Schedule(nowNanos, perSecond);
    }

    @Override
    public void work(long nowNanos) {
        isStuck = false;
        while (left > 0 && schedule.isDue(nowNanos)) {
            if (!findRoom()) {
                isStuck = true;
                return;
            }
            Lane lane = lanes.get(next);
            next = after(next);
            long now = nanoClock.getAsLong();
            tally.lag(now - schedule.dueNanos());
            lane.say(schedule.dueNanos(), now);
            lane.flush();
            schedule.advance();
            left--;
        }
    }

    @Override
    public long waitMillis(long nowNanos) {
        if (left == 0 || isStuck) {
            return MOST_WAIT_MILLIS; // An answer ends the wait.
        }
        long rest = schedule.dueNanos() - nowNanos;
        return Math.min(MOST_WAIT_MILLIS, Math.max(0, rest - MARGIN_NANOS) / NANOS_PER_MILLI);
    }

    @Override
    public void end(long endNanos) {
        work(endNanos - 1);
        tally.unsent(Math.min(left, schedule.unsentBefore(endNanos)));
        left = 0;
    }

    @Override
    public boolean isDone() {
        return left == 0 && lanes.stream().allMatch(Lane::isEmpty);
    }

    /** Looks for a lane with room, from the next on. */
    private boolean findRoom() {
        for (int tried = 0; tried < lanes.size(); tried++) {
            if (lanes.get(next).hasRoom()) {
                return true;
            }
            next = after(next);
        }
        return false;
    }

    private int after(int lane) {
        return lane + 1 == lanes.size() ? 0 : lane + 1;
    }
}
