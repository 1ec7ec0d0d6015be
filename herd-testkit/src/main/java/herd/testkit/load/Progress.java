package herd.testkit.load;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Says once a second what is going on.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
final class Progress {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Tally tally;
    private final Consumer<String> line;
    private final long startNanos = System.nanoTime();
    private String what = "";
    private long latestNanos = startNanos;
    private long latestAnswers;

    Progress(Tally tally, Consumer<String> line) {
        this.tally = tally;
        this.line = line;
    }

    /** Something else goes on from now on. */
    void become(String doing) {
        what = doing;
    }

    /** Called often; says something if a second has passed. */
    void look(long nowNanos) {
        if (nowNanos - latestNanos < NANOS_PER_SECOND) {
            return;
        }
        double seconds = (nowNanos - latestNanos) / Times.NANOS_PER_SECOND;
        long answers = tally.allAnswers();
        long wrong = tally.wrongCount() + tally.lateCount() + tally.missingCount();
        line.accept(
                String.format(
                        Locale.ROOT,
                        "%d s, %s: %,.0f answers a second, %,d owed, %,d wrong, late or missing",
                        (nowNanos - startNanos) / NANOS_PER_SECOND,
                        what,
                        (answers - latestAnswers) / seconds,
                        tally.owed(),
                        wrong));
        latestNanos = nowNanos;
        latestAnswers = answers;
    }
}
