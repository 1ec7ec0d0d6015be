package herd.testkit.proof;

import java.util.List;
import java.util.Optional;

/**
 * What came of one run.
 *
 * @param violation what did not hold, if anything
 * @param traceHash equal for equal runs
 * @param virtualNanos how much virtual time passed
 * @param log what happened, a line each, if it was asked for
 */
record Outcome(
        Setup setup,
        Schedule schedule,
        Optional<Violation> violation,
        long traceHash,
        long virtualNanos,
        Coverage coverage,
        List<String> log) {

    boolean isGood() {
        return violation.isEmpty();
    }
}
