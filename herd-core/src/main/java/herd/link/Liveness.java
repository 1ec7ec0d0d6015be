package herd.link;

import java.util.Optional;

/**
 * Whether one link is alive: when something was last heard, when something was last said, and since
 * when nothing that was said has been taken by the network.
 *
 * <p><b>Time.</b> Monotonic nanoseconds. Nobody is judged for the time in which this server itself
 * was asleep: see {@link #wasLate}.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rule 12.
 */
final class Liveness {

    static final long PING_NANOS = 1_000_000_000;
    static final long SILENT_NANOS = 3_500_000_000L;
    static final long STUCK_NANOS = 5_000_000_000L;

    private final LinkRules rules;
    private long heardNanos;
    private long saidNanos;

    /** When the network was last seen to take something, or had nothing to take. */
    private long progressNanos;

    private long offeredBytes;
    private long takenBytes;

    Liveness(LinkRules rules, long nowNanos) {
        this.rules = rules;
        heardNanos = nowNanos;
        saidNanos = nowNanos;
        progressNanos = nowNanos;
    }

    /** Any byte counts. */
    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /**
     * Something is about to be offered.
     *
     * @param waitingBytes what waits already
     */
    void says(long waitingBytes, long nowNanos) {
        lookForProgress(waitingBytes, nowNanos);
        saidNanos = nowNanos;
    }

    /** So much has been offered. */
    void said(long bytes) {
        offeredBytes += bytes;
    }

    /** The loop was late: all deadlines move, but to no more than a full term from now. */
    void wasLate(long lateNanos, long nowNanos) {
        long forgivenNanos = rules.forgivenNanos(lateNanos);
        heardNanos = Math.min(heardNanos + forgivenNanos, nowNanos);
        progressNanos = Math.min(progressNanos + forgivenNanos, nowNanos);
    }

    /** Why the link is dead, if it is. */
    Optional<CloseReason> judge(long waitingBytes, long nowNanos) {
        lookForProgress(waitingBytes, nowNanos);
        if (nowNanos - heardNanos >= rules.silentNanos()) {
            return Optional.of(CloseReason.SILENT);
        }
        if (waitingBytes > 0 && nowNanos - progressNanos >= STUCK_NANOS) {
            return Optional.of(CloseReason.STUCK);
        }
        return Optional.empty();
    }

    boolean pingIsDue(long nowNanos) {
        return nowNanos - saidNanos >= rules.pingNanos();
    }

    /** When to look again. */
    long nextNanos(long waitingBytes) {
        long nextNanos = Math.min(saidNanos + rules.pingNanos(), heardNanos + rules.silentNanos());
        return waitingBytes > 0 ? Math.min(nextNanos, progressNanos + STUCK_NANOS) : nextNanos;
    }

    private void lookForProgress(long waitingBytes, long nowNanos) {
        long taken = offeredBytes - waitingBytes;
        if (waitingBytes == 0 || taken > takenBytes) {
            takenBytes = taken;
            progressNanos = nowNanos;
        }
    }
}
