package herd.testkit.load;

/**
 * The newest report of each client that a server has confirmed, and with which difference: what no
 * later answer about that client may fall behind. Sixteen bytes a client; none if nothing is asked.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Known {

    private final long[] timeNanos;
    private final long[] differenceNanos;

    Known(int ids) {
        timeNanos = new long[ids];
        differenceNanos = new long[ids];
    }

    /** Of a load that asks nothing. */
    static Known nothing() {
        return new Known(0);
    }

    boolean has(int id) {
        return id < timeNanos.length && timeNanos[id] > 0;
    }

    /** When the newest report was made; 0 if there is none. */
    long timeNanos(int id) {
        return timeNanos[id];
    }

    long differenceNanos(int id) {
        return differenceNanos[id];
    }

    void confirmed(int id, long reportNanos, long reportDifferenceNanos) {
        if (id < timeNanos.length && reportNanos > timeNanos[id]) {
            timeNanos[id] = reportNanos;
            differenceNanos[id] = reportDifferenceNanos;
        }
    }
}
