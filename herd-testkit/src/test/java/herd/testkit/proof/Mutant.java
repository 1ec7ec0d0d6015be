package herd.testkit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A herd with one of its rules weakened, and the invariants that may notice. */
interface Mutant {

    /**
     * What is weak about it.
     *
     * @param rule of PROTOCOL.md, Flooding, unless it says otherwise
     * @param text what is done in place of the rule
     * @param rules with this one weakened, for a herd
     * @param noticedBy the invariants that may be the first to notice
     */
    record Weakness(
            String rule, String text, Function<Setup, Rules> rules, Set<String> noticedBy) {}

    Weakness weakness();

    String name();

    /** All there are, in the order of the rules. */
    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(List.of(OrderMutant.values()));
        all.addAll(List.of(FloodMutant.values()));
        all.addAll(List.of(LoopMutant.values()));
        all.addAll(List.of(LinkMutant.values()));
        return all;
    }
}
