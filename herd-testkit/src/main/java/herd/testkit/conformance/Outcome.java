package herd.testkit.conformance;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a case.
 *
 * @param tried the case
 * @param leftOut why it was not run, if so
 * @param failure what the server did wrong, if it did
 * @param took how long it ran
 */
public record Outcome(
        ConformanceCase tried,
        Optional<String> leftOut,
        Optional<Violation> failure,
        Duration took) {

    /** Whether it was run, and the server kept the sentence. */
    public boolean isPassed() {
        return leftOut.isEmpty() && failure.isEmpty();
    }
}
