package herd.testkit.proof;

import herd.line.Talker;
import herd.testkit.sim.LoopRules;
import java.util.Set;
import java.util.function.Function;

/** What is missing around an engine that is as it should be. */
enum LoopMutant implements Mutant {
    NO_WAKE_UP(
            "4",
            "the links are not told of what neighbours have told, until something else happens",
            new LoopRules() {
                @Override
                public boolean endsTurn(boolean heardRecords) {
                    return !heardRecords;
                }
            },
            "reach",
            "messages"),

    NO_CHECK(
            "5",
            "the check of a line is not looked at",
            new LoopRules() {
                @Override
                public Talker link(Talker talker) {
                    return new CheckMender(talker);
                }
            },
            "authentic");

    private final Weakness weakness;

    LoopMutant(String rule, String text, LoopRules weakened, String... noticedBy) {
        Function<Setup, Rules> rules = setup -> Rules.ofProduct(setup).with(weakened);
        weakness = new Weakness(rule, text, rules, Set.of(noticedBy));
    }

    @Override
    public Weakness weakness() {
        return weakness;
    }
}
