package herd.testkit.load;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Says the next thing when an answer has made room for it: as much as the server can take.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
final class ClosedLoop implements Traffic {

    private static final long WAIT_MILLIS = 50;

    private final List<? extends Lane> lanes;
    private final boolean isBatch;
    private final LongSupplier nanoClock;
    private long left;

    /**
     * A load on these lanes.
     *
     * @param isBatch whether a lane is filled only when it is empty
     */
    ClosedLoop(List<? extends Lane> lanes, boolean isBatch, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lanes = lanes;
        this.isBatch = isBatch;
        lanes.forEach(it -> it.whenHeard(() -> fill(it)));
    }

    @Override
    public void begin(long nowNanos, long mostMessages) {
        left = mostMessages;
        lanes.forEach(this::fill);
    }

    @Override
    public void work(long nowNanos) {
        // Answers do it.
    }

    @Override
    public long waitMillis(long nowNanos) {
        return WAIT_MILLIS;
    }

    @Override
    public void end(long endNanos) {
        left = 0;
    }

    @Override
    public boolean isDone() {
        return left == 0 && lanes.stream().allMatch(Lane::isEmpty);
    }

    private void fill(Lane lane) {
        if (left == 0 || isBatch && !lane.isEmpty()) {
            return;
        }
        long now = nanoClock.getAsLong();
        while (left > 0 && lane.hasRoom()) {
            lane.say(now, now);
            left--;
        }
        lane.flush();
    }
}
