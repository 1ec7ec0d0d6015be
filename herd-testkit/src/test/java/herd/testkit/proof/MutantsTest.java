package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule that is weakened is missed: a rule that nobody misses is not checked. */
class MutantsTest {

    private static final int SEEDS = 2_000;

    @ParameterizedTest
    @EnumSource(Mutant.class)
    @Timeout(300)
    void everyWeakenedRuleIsNoticed(Mutant mutant) {
        Optional<Violation> noticed = Optional.empty();
        long seed = 0;
        while (noticed.isEmpty() && seed < SEEDS) {
            Setup setup = Setup.of(seed);
            noticed = Trial.run(setup, ScheduleMaker.make(setup), mutant.rules(setup)).violation();
            seed++;
        }
        assertTrue(noticed.isPresent(), mutant + " lives");
        String by = noticed.get().invariant();
        System.out.printf("%-24s noticed by %-16s at seed %d%n", mutant, by, seed - 1);
        assertTrue(mutant.noticedBy().contains(by), () -> noticedBy(mutant, by));
    }

    private static String noticedBy(Mutant mutant, String by) {
        return mutant + " is noticed by " + by + ", not by one of " + mutant.noticedBy();
    }
}
