package herd.testkit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What has come of many runs so far; not for more than one thread at a time. */
final class Tally {

    /** So many failures are kept with all there is to know of them. */
    private static final int MOST_FAILURES = 20;

    private static final double NANOS = 1e9;

    private final long startNanos = System.nanoTime();
    private final Coverage coverage = new Coverage();
    private final List<Outcome> failures = new ArrayList<>();
    private long seeds;
    private long failed;
    private long virtualNanos;

    void add(Outcome outcome) {
        seeds++;
        virtualNanos += outcome.virtualNanos();
        coverage.add(outcome.coverage());
        if (!outcome.isGood()) {
            failed++;
            if (failures.size() < MOST_FAILURES) {
                failures.add(outcome);
            }
        }
    }

    long seeds() {
        return seeds;
    }

    long failed() {
        return failed;
    }

    /** The first that failed. */
    List<Outcome> failures() {
        return failures;
    }

    Coverage coverage() {
        return coverage;
    }

    double wallSeconds() {
        return (System.nanoTime() - startNanos) / NANOS;
    }

    double virtualSeconds() {
        return virtualNanos / NANOS;
    }

    /** All of it in words. */
    String report() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%d seeds, %d failed; %.1f simulated hours in %.0f s, %.0f times as fast%n"
                        .formatted(
                                seeds,
                                failed,
                                virtualSeconds() / 3600,
                                wallSeconds(),
                                virtualSeconds() / wallSeconds()));
        table(text, "steps played", coverage.steps());
        table(text, "why connections between neighbours were closed", coverage.closes());
        table(text, "branches of the handshake", coverage.branches());
        return text.toString();
    }

    private static void table(StringBuilder text, String title, Map<?, Long> counts) {
        text.append(title).append('\n');
        counts.forEach((it, count) -> text.append("%12d  %s%n".formatted(count, it)));
    }
}
