package herd.testkit.proof;

import herd.flood.FloodRules;
import herd.protocol.AtLine;
import java.util.Set;
import java.util.function.Function;

/** Weakened rules of flooding, 1 and 2: which of two records is the newer one. */
enum OrderMutant implements Mutant {
    TIES_STAY(
            "2 (c) to (e)",
            "of equal times, what comes first stays",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public int compare(AtLine one, AtLine other) {
                                    return isTie(one, other) ? 0 : super.compare(one, other);
                                }
                            }),
            "order-laws"),

    NO_LAST_WORD(
            "2 (d), (e)",
            "the same report at two servers in the same nanosecond is left open",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public int compare(AtLine one, AtLine other) {
                                    return isTie(one, other) && isSameReceipt(one, other)
                                            ? 0
                                            : super.compare(one, other);
                                }
                            }),
            "order-laws",
            "convergence",
            "answers",
            "only-grows"),

    TIMES_AS_DOUBLES(
            "1",
            "times go through double, so that those a few nanoseconds apart are the same",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public int compare(AtLine one, AtLine other) {
                                    int order = Double.compare(time(one), time(other));
                                    return order == 0 ? text(one).compareTo(text(other)) : order;
                                }

                                @Override
                                public long rank(AtLine line) {
                                    return 0;
                                }
                            }),
            "only-grows",
            "convergence",
            "applied-is-held",
            "answers"),

    NO_CLAMP(
            "2 (a)",
            "a time far in the future counts as it is",
            flood(base -> new FloodRules(Long.MAX_VALUE, true)),
            "only-grows",
            "convergence",
            "answers"),

    LAST_WITNESS(
            "2 (c)",
            "a retransmission replaces what was first",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public int compare(AtLine one, AtLine other) {
                                    return isTie(one, other)
                                            ? super.compare(other, one)
                                            : super.compare(one, other);
                                }
                            }),
            "applied-is-held",
            "only-grows",
            "convergence");

    private final Weakness weakness;

    OrderMutant(String rule, String text, Function<Setup, Rules> rules, String... noticedBy) {
        weakness = new Weakness(rule, text, rules, Set.of(noticedBy));
    }

    @Override
    public Weakness weakness() {
        return weakness;
    }

    private static Function<Setup, Rules> flood(Function<Setup, FloodRules> weakened) {
        return setup -> Rules.ofProduct(setup).with(weakened.apply(setup));
    }
}
