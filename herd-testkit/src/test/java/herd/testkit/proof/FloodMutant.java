package herd.testkit.proof;

import herd.flood.FloodRules;
import herd.flood.RecordView;
import java.util.Set;
import java.util.function.Function;

/** Weakened rules of flooding, 4 to 9: what is kept, and who is told. */
enum FloodMutant implements Mutant {
    NOT_TO_THE_ORIGIN(
            "5",
            "split horizon by origin instead of by sender",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public boolean tells(
                                        RecordView record, long knownBy, int neighbour) {
                                    return text(record).split(" ")[1].hashCode() % 4 != neighbour;
                                }
                            }),
            "never-back",
            "applied-is-held"),

    TO_THE_SENDER(
            "5",
            "no split horizon at all",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public boolean tells(
                                        RecordView record, long knownBy, int neighbour) {
                                    return true;
                                }
                            }),
            "never-back"),

    NO_RESYNC(
            "7",
            "no resynchronisation",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public long startAt(
                                        boolean theirLifeIsKnown, long begunAt, long tail) {
                                    return tail;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    NEVER_RESUMES(
            "7",
            "sending begins anew with every link",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public boolean resumes(
                                        boolean mine, boolean theirs, long told, long tail) {
                                    return false;
                                }
                            }),
            "silence",
            "only-onward"),

    RESUME_FROM_WRITTEN(
            "7",
            "what was under way when a link broke is taken for received",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public long resumeAt(long toldSeq, long sentUpTo) {
                                    return sentUpTo;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    CURSOR_KEPT(
            "7",
            "the cursor is kept although the neighbour, or this server, began a new life",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public boolean resumes(
                                        boolean mine, boolean theirs, long told, long tail) {
                                    return told <= tail;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    RESUME_IN_NEW_LIFE(
            "7",
            "a neighbour in a new life resumes if it knows this one's",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public boolean resumes(
                                        boolean mine, boolean theirs, long told, long tail) {
                                    return mine && told <= tail;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    APPLIED_KEPT(
            "6",
            "a new incarnation does not reset what was applied",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public long appliedStill(boolean theirLifeIsKnown, long applied) {
                                    return applied;
                                }
                            }),
            "applied-is-held",
            "only-onward",
            "convergence"),

    KNOWN_BY_KEPT(
            "4",
            "who knew the old version is taken to know the new one",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public long knownByWhenStored(long before, long teller) {
                                    return before | teller;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    TELLER_FORGOTTEN(
            "4",
            "the one that told a record is not taken to know it",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public long knownByWhenStored(long before, long teller) {
                                    return 0;
                                }
                            }),
            "never-back"),

    KNOWN_BY_NOT_CLEARED(
            "7",
            "a neighbour that starts again is taken to know what it knew",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public boolean forgetsKnownBy() {
                                    return false;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    NO_IMPLIED_ACK(
            "4",
            "an equal copy says nothing of its teller",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public long knownByWhenEqual(long knownBy, long teller) {
                                    return knownBy;
                                }
                            }),
            "never-back"),

    AUDIT_TOO_EARLY(
            "8",
            "compares whatever is under way",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public boolean isComparable(
                                        long tail,
                                        long sent,
                                        long applied,
                                        long theirTail,
                                        long theirApplied) {
                                    return true;
                                }

                                @Override
                                public boolean repairsAfter(int unequalInARow) {
                                    return true;
                                }
                            }),
            "no-repair"),

    EVICT_BY_ARRIVAL(
            "9",
            "the one that came first goes",
            flood(
                    base ->
                            new WeakFlood(base) {
                                @Override
                                public long evictionKey(long rank, long seq) {
                                    return seq;
                                }
                            }),
            "convergence",
            "silence",
            "messages",
            "only-grows",
            "never-twice",
            "no-repair");

    private final Weakness weakness;

    FloodMutant(String rule, String text, Function<Setup, Rules> rules, String... noticedBy) {
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
