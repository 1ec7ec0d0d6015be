package herd.net;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a loop counts; {@link LoopCounters} is a snapshot of it.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Tally {

    private final long[] closed = new long[CloseReason.values().length];
    private long accepted;
    private long dialled;
    private long refused;
    private long bytesIn;
    private long bytesOut;
    private long bugs;
    private long acceptFailures;
    private long turns;

    void accepted() {
        accepted++;
    }

    void dialled() {
        dialled++;
    }

    void refused() {
        refused++;
    }

    void closed(CloseReason reason) {
        closed[reason.ordinal()]++;
    }

    void received(int bytes) {
        bytesIn += bytes;
    }

    void sent(long bytes) {
        bytesOut += bytes;
    }

    void bug() {
        bugs++;
    }

    void acceptFailure() {
        acceptFailures++;
    }

    void turn() {
        turns++;
    }

    LoopCounters snapshot(int open, long bytesHeld, long lateNanos) {
        Map<CloseReason, Long> byReason = new EnumMap<>(CloseReason.class);
        for (CloseReason reason : CloseReason.values()) {
            byReason.put(reason, closed[reason.ordinal()]);
        }
        return new LoopCounters(
                accepted,
                dialled,
                refused,
                open,
                byReason,
                bytesIn,
                bytesOut,
                bytesHeld,
                bugs,
                acceptFailures,
                lateNanos,
                turns);
    }
}
