package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule that is weakened is missed: a rule that nobody misses is not checked. */
class MutantsTest {

    private static final int SEEDS = 2_000;

    @ParameterizedTest
    @MethodSource("herd.testkit.proof.Mutant#all")
    @Timeout(300)
    void everyWeakenedRuleIsNoticed(Mutant mutant) {
        Mutant.Weakness weakness = mutant.weakness();
        Optional<Violation> noticed = Optional.empty();
        int seeds = 0;
        while (noticed.isEmpty() && seeds < SEEDS) {
            Setup setup = Setup.of(seeds);
            Rules rules = weakness.rules().apply(setup);
            noticed = Trial.run(setup, ScheduleMaker.make(setup), rules).violation();
            seeds++;
        }
        assertTrue(noticed.isPresent(), mutant + " lives");
        String by = noticed.get().invariant();
        System.out.printf(
                "| `%s` | %s | %s | %s | %d |%n",
                mutant, weakness.rule(), weakness.text(), by, seeds);
        assertTrue(
                weakness.noticedBy().contains(by),
                () -> mutant + " is noticed by " + by + ", not by one of " + weakness.noticedBy());
    }
}
