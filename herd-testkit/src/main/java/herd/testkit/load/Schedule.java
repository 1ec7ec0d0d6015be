package herd.testkit.load;

/**
 * When each message of an open loop is due, whatever becomes of the ones before: message n after
 * exactly n/rate seconds, rounded down to the nanosecond, so that nothing drifts in days.
 *
 * <p><b>Why.</b> A message that could not be sent in time, because the server was slow to take what
 * came before, keeps the time at which it was due. Latency that is counted from there holds what a
 * client would have waited; counted from the sending it would leave out just the bad moments
 * (coordinated omission).
 *
 * <p><b>Threading.</b> One thread.
 */
final class Schedule {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long startNanos;
    private final long perSecond;
    private long next;

    /** A schedule of which nothing is done. */
    Schedule(long startNanos, long perSecond) {
        this.startNanos = startNanos;
        this.perSecond = perSecond;
    }

    /** When the next message is due. */
    long dueNanos() {
        long part = next % perSecond * NANOS_PER_SECOND / perSecond;
        return startNanos + next / perSecond * NANOS_PER_SECOND + part;
    }

    boolean isDue(long nowNanos) {
        return dueNanos() - nowNanos <= 0;
    }

    /** The next message is under way; it is the turn of the one after. */
    void advance() {
        next++;
    }

    /** How many messages were due before a time and have not been sent: the backlog. */
    long unsentBefore(long nanos) {
        long passed = nanos - startNanos;
        if (passed <= 0) {
            return 0;
        }
        long part = passed % NANOS_PER_SECOND * perSecond;
        long due = passed / NANOS_PER_SECOND * perSecond + ceilDiv(part, NANOS_PER_SECOND);
        return Math.max(0, due - next);
    }

    private static long ceilDiv(long value, long by) {
        return (value + by - 1) / by;
    }
}
