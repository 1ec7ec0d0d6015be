package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.link.CloseReason;
import herd.testkit.program.Given;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * PROTOCOL.md, Flooding, under random faults. {@code -Dherdtest.seed=} runs one seed,
 * {@code -Dherdtest.seeds=} so many from 0 on.
 */
class CampaignTest {

    private static final int SEEDS = 2_000;
    private static final int THREADS = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    @Timeout(540)
    void everythingHoldsWhateverGoesWrong() {
        boolean one = System.getProperty("herdtest.seed") != null;
        long from = Given.number(0, Long.MIN_VALUE, "herdtest.seed");
        int seeds = one ? 1 : Math.toIntExact(Given.number(SEEDS, 1, "herdtest.seeds"));
        Tally tally = new CampaignRun(from, seeds, THREADS).run();
        System.out.print(tally.report());
        assertTrue(
                tally.failures().isEmpty(),
                () -> Campaign.describe(Campaign.shrunk(tally.failures().get(0))));
        assertEquals(seeds, tally.seeds());
        if (seeds >= SEEDS) {
            Coverage coverage = tally.coverage();
            assertEquals(Set.of(CloseReason.values()), coverage.closes().keySet());
            assertEquals(Set.of(Coverage.Branch.values()), coverage.branches().keySet());
        }
    }

    /** A seed that was not run must not be taken for one that held. */
    @Test
    void failsIfItCannotRunASeed() {
        CampaignRun run =
                new CampaignRun(
                        0,
                        8,
                        4,
                        seed -> {
                            if (seed == 5) {
                                throw new StackOverflowError("of seed 5");
                            }
                            return Trial.run(seed);
                        });
        String told = assertThrows(IllegalStateException.class, run::run).getMessage();
        assertTrue(told.contains("StackOverflowError: of seed 5"), told);
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 0; seed < 5; seed++) {
            assertEquals(Trial.run(seed).traceHash(), Trial.run(seed).traceHash());
            assertNotEquals(Trial.run(seed).traceHash(), Trial.run(seed + 1).traceHash());
        }
    }

    @Test
    void whatWatchesDoesNotChangeTheRun() {
        Setup setup = Setup.of(3);
        Schedule schedule = ScheduleMaker.make(setup);
        assertEquals(
                Trial.run(setup, schedule).traceHash(),
                Trial.runUnwatched(setup, schedule).traceHash());
    }

    @Test
    void aScheduleReadBackIsTheSameRun() {
        Setup setup = Setup.of(4);
        Schedule schedule = ScheduleMaker.make(setup);
        Schedule read = Schedule.read(schedule.toString());
        assertEquals(schedule, read);
        assertEquals(Trial.run(setup, schedule).traceHash(), Trial.run(setup, read).traceHash());
    }

    /** A dial that waited for one that never came made a restart late. */
    @Test
    void healingFreesDialsThatWaitToCross() {
        String steps =
                "603159 disturb Birch Ash LONG_WAY; 2320572 disturb Ash Birch ONE_BYTE_SLICES;"
                        + " 2645373 send Cedar 0 IAMAT\\x20c0\\x20+.5-2.\\x201520023936.645373000\\x0a;"
                        + " 2761820 cut Ash Birch; 2833533 cross-dials Birch Ash";
        Outcome outcome = Trial.run(Setup.of(1_000_404), Schedule.read(steps));
        assertTrue(outcome.isGood(), () -> outcome.violation().toString());
    }

    @Test
    void runsFromACommand() {
        assertEquals(0, run("--seeds", "3", "--from", "5", "--threads", "2"), this::said);
        assertTrue(said().contains("3 seeds, 0 failed"), this::said);
        assertTrue(said().contains("UP_FIRST_MEETING"), this::said);
    }

    @Test
    void replaysStepsFromACommand() {
        String steps = "1000000 send Hill 0 IAMAT\\x20kiwi\\x20+1-1\\x205\\x0a; 1200000 kill Hill";
        assertEquals(0, run("--seed", "0", "--steps", steps), this::said);
        assertTrue(said().contains("all held"), this::said);
        assertTrue(said().contains("Hill stores AT Hill "), this::said);
        assertTrue(said().contains("Hill ends"), this::said);
    }

    @Test
    void saysWhatIsWrongWithACommand() {
        assertWrong("unknown option --sneeds", "--sneeds", "3");
        assertWrong("--seeds is no whole number: many", "--seeds", "many");
        assertWrong("--seeds is not from 1 to 2147483647: 0", "--seeds", "0");
        assertWrong("--from needs a value", "--from");
        assertWrong("takes options only: fast", "fast");
        assertWrong("--steps needs --seed", "--steps", "1 kill Hill");
        assertWrong("--seeds is for many seeds", "--seed", "0", "--seeds", "3");
        assertWrongStep("no step sneeze; there are [", "1 sneeze Hill");
        assertWrongStep("no time and step: soon kill Hill", "soon kill Hill");
        assertWrongStep("no server Bill; there are [Hill, ", "1 kill Bill");
        assertWrongStep("no link Hill-Campbell; there are [", "1 reset Hill Campbell");
        assertWrongStep("no server Bill; there are [Hill, ", "1 disturb Hill Bill CLOG");
        assertWrongStep("millis is no whole number: 1s", "1 step-clock Hill 1s");
        assertWrongStep("on is true or false, not yes", "1 fill-disk Hill yes");
        assertWrongStep("no Oddity: ODD", "1 start-odd Hill ODD");
        assertWrongStep("not \\xNN: \\xzz", "1 send Hill 0 \\xzz");
        assertEquals(0, run("--help"));
        assertTrue(said().contains("usage: "), this::said);
    }

    private void assertWrongStep(String message, String step) {
        assertWrong(message, "--seed", "0", "--steps", step);
    }

    private void assertWrong(String message, String... arguments) {
        err.reset();
        assertEquals(2, run(arguments), message);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(message), err::toString);
    }

    private int run(String... arguments) {
        out.reset();
        return Campaign.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
