package herd.testkit.fuzz;

import static org.junit.jupiter.api.Assertions.fail;

import herd.testkit.program.Given;
import java.util.Optional;

/** Runs a target in a test, as much as a property says or the test thinks right. */
final class Volume {

    private static final long SEED = 20180302;
    private static final int THREADS = 2;

    private Volume() {}

    /**
     * Tries a target, fails if something is wrong, and returns what kinds of inputs there were.
     *
     * @param usual how many inputs, unless {@code herdtest.fuzz.NAME}, or else {@code
     *     herdtest.fuzz.inputs}, says how many
     */
    static Tally of(Target target, long usual) {
        long inputs =
                Given.number(usual, 1, "herdtest.fuzz." + target.name(), "herdtest.fuzz.inputs");
        long seed = Given.number(SEED, Long.MIN_VALUE, "herdtest.seed");
        Campaign campaign = new Campaign(target, seed, 0, inputs, THREADS);
        long start = System.nanoTime();
        Optional<Finding> finding = campaign.run(tried -> {});
        long millis = (System.nanoTime() - start) / 1_000_000;
        finding.ifPresent(it -> fail(it.toString()));
        target.finish().ifPresent(it -> fail(target.name() + ": " + it));
        System.out.println(
                target.name()
                        + ": "
                        + inputs
                        + " inputs in "
                        + millis
                        + " ms\n"
                        + campaign.tally());
        return campaign.tally();
    }
}
