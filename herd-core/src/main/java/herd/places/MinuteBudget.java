package herd.places;

import java.util.Arrays;

/**
 * So many in any 60 seconds: not one more, wherever the minute is laid. The times of the last so
 * many are kept in a ring that grows as it is used.
 */
final class MinuteBudget {

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int FIRST_SIZE = 64;

    private final int perMinute;
    private long[] times = {};
    private int used;
    private int oldest;

    /**
     * Makes a full budget.
     *
     * @param perMinute 0 for no limit
     */
    MinuteBudget(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Spends one, if there is one left. */
    boolean spend(long nowNanos) {
        if (perMinute == 0) {
            return true;
        }
        if (used < perMinute) {
            if (used == times.length) {
                times = Arrays.copyOf(times, Math.min(perMinute, Math.max(FIRST_SIZE, 2 * used)));
            }
            times[used++] = nowNanos;
            return true;
        }
        if (nowNanos - times[oldest] < MINUTE_NANOS) {
            return false;
        }
        times[oldest] = nowNanos;
        oldest = (oldest + 1) % perMinute;
        return true;
    }
}
