package herd.flood;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random herds with random faults: PROTOCOL.md, Flooding, rules 1 to 9. A failure names the seed.
 * Every rule is then weakened by itself, and has to be missed.
 */
class MiniHerdTest {

    private static final int SEEDS = 300;
    private static final int SEEDS_FOR_WEAKENED_RULES = 2_000;
    private static final int STEPS = 1_000;
    private static final int MANY = 1_000;

    @ParameterizedTest
    @ValueSource(ints = {MANY, 1, 3, 5})
    void agreesOnTheGreatestOfAllOnceFaultsStop(int maxClients) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            live(new FloodRules(MiniHerd.MAX_FUTURE_NANOS, true), seed, maxClients);
        }
    }

    @Test
    void withoutSyncALinkStillResumesWhereItBroke() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            FloodRules rules = new FloodRules(MiniHerd.MAX_FUTURE_NANOS, false);
            try {
                new MiniHerd(rules, seed, MANY).thatNeverRestarts().live(STEPS);
            } catch (AssertionError | RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("weakened")
    void missesEveryRuleThatIsWeakened(String name, Supplier<FloodRules> rules, int maxClients) {
        for (long seed = 1; seed <= SEEDS_FOR_WEAKENED_RULES; seed++) {
            try {
                new MiniHerd(rules.get(), seed, maxClients).live(STEPS);
            } catch (MiniHerd.Broken | IllegalStateException e) {
                System.out.println(name + ": seed " + seed + ": " + e.getMessage());
                return;
            }
        }
        fail("nothing misses the rule: " + name);
    }

    static Stream<Arguments> weakened() {
        return Stream.of(
                weakened("ties are left as they are", WeakenedRules.TiesStay::new, MANY),
                weakened("times as doubles", WeakenedRules.TimesAsDoubles::new, MANY),
                weakened("no limit to the future", WeakenedRules.NoLimit::new, MANY),
                weakened("the last witness wins", WeakenedRules.LastWitness::new, MANY),
                weakened("not to the origin", WeakenedRules.NotToTheOrigin::new, MANY),
                weakened("to the sender, too", WeakenedRules.ToTheSender::new, MANY),
                weakened("no catching up", WeakenedRules.NoCatchingUp::new, MANY),
                weakened("resume from written", WeakenedRules.ResumeFromWritten::new, MANY),
                weakened("cursor kept", WeakenedRules.CursorKept::new, MANY),
                weakened("resume in new life", WeakenedRules.ResumeInNewLife::new, MANY),
                weakened("applied kept", WeakenedRules.AppliedKept::new, MANY),
                weakened("known-by kept", WeakenedRules.KnownByKept::new, MANY),
                weakened("known-by not void", WeakenedRules.KnownByNotVoid::new, MANY),
                weakened("no implied ack", WeakenedRules.NoImpliedAck::new, MANY),
                weakened("audit too early", WeakenedRules.AuditTooEarly::new, MANY),
                weakened("evict by arrival", WeakenedRules.EvictByArrival::new, 3));
    }

    private static Arguments weakened(String name, Supplier<FloodRules> rules, int maxClients) {
        return Arguments.of(name, rules, maxClients);
    }

    private static void live(FloodRules rules, long seed, int maxClients) {
        try {
            new MiniHerd(rules, seed, maxClients).live(STEPS);
        } catch (AssertionError | RuntimeException e) {
            fail("seed " + seed, e);
        }
    }
}
