package herd.testkit.proof;

import herd.flood.FloodRules;
import herd.flood.RecordView;
import herd.link.Crossing;
import herd.link.LinkRules;
import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;

/**
 * The rules of flooding and of links with one of them weakened each, and the invariants that may notice.
 */
enum Mutant {
    /** Rule 2 (c) to (e): of equal times, what comes first stays. */
    TIES_STAY(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public int compare(AtLine one, AtLine other) {
                                    return isTie(one, other) ? 0 : super.compare(one, other);
                                }
                            }),
            "order-laws"),

    /** Rule 2 (d), (e): the same report at two servers in the same nanosecond is left open. */
    NO_LAST_WORD(
            flood(
                    base ->
                            new Flood(base) {
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

    /** Rule 1: times go through double, so that those a few nanoseconds apart are the same. */
    TIMES_AS_DOUBLES(
            flood(
                    base ->
                            new Flood(base) {
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

    /** Rule 2 (a): a time far in the future counts as it is. */
    NO_CLAMP(
            flood(base -> new FloodRules(Long.MAX_VALUE, true)),
            "only-grows",
            "convergence",
            "answers"),

    /** Rule 2 (c): a retransmission replaces what was first. */
    LAST_WITNESS(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public int compare(AtLine one, AtLine other) {
                                    return isTie(one, other)
                                            ? super.compare(other, one)
                                            : super.compare(one, other);
                                }
                            }),
            "applied-is-held",
            "only-grows",
            "convergence"),

    /** Rule 5: split horizon by origin instead of by sender. */
    NOT_TO_THE_ORIGIN(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public boolean tells(
                                        RecordView record, long knownBy, int neighbour) {
                                    return text(record).split(" ")[1].hashCode() % 4 != neighbour;
                                }
                            }),
            "never-back",
            "applied-is-held"),

    /** Rule 5: no split horizon at all. */
    TO_THE_SENDER(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public boolean tells(
                                        RecordView record, long knownBy, int neighbour) {
                                    return true;
                                }
                            }),
            "never-back"),

    /** Rule 7: no resynchronisation. */
    NO_RESYNC(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public long startAt(
                                        boolean theirLifeIsKnown, long begunAt, long tail) {
                                    return tail;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    /** Rule 7: sending begins anew with every link. */
    NEVER_RESUMES(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public boolean resumes(
                                        boolean mine, boolean theirs, long told, long tail) {
                                    return false;
                                }
                            }),
            "silence",
            "only-onward"),

    /** Rule 7: what was under way when a link broke is taken for received. */
    RESUME_FROM_WRITTEN(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public long resumeAt(long toldSeq, long sentUpTo) {
                                    return sentUpTo;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    /** Rule 7: the cursor is kept although the neighbour, or this server, began a new life. */
    CURSOR_KEPT(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public boolean resumes(
                                        boolean mine, boolean theirs, long told, long tail) {
                                    return told <= tail;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    /** Rule 7: a neighbour in a new life resumes if it knows this one's. */
    RESUME_IN_NEW_LIFE(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public boolean resumes(
                                        boolean mine, boolean theirs, long told, long tail) {
                                    return mine && told <= tail;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    /** Rule 6: a new incarnation does not reset what was applied. */
    APPLIED_KEPT(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public long appliedStill(boolean theirLifeIsKnown, long applied) {
                                    return applied;
                                }
                            }),
            "applied-is-held",
            "only-onward",
            "convergence"),

    /** Rule 4: who knew the old version is taken to know the new one. */
    KNOWN_BY_KEPT(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public long knownByWhenStored(long before, long teller) {
                                    return before | teller;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    /** Rule 4: the one that told a record is not taken to know it. */
    TELLER_FORGOTTEN(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public long knownByWhenStored(long before, long teller) {
                                    return 0;
                                }
                            }),
            "never-back"),

    /** Rule 7: a neighbour that starts again is taken to know what it knew. */
    KNOWN_BY_NOT_CLEARED(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public boolean forgetsKnownBy() {
                                    return false;
                                }
                            }),
            "applied-is-held",
            "convergence"),

    /** Rule 4: an equal copy says nothing of its teller. */
    NO_IMPLIED_ACK(
            flood(
                    base ->
                            new Flood(base) {
                                @Override
                                public long knownByWhenEqual(long knownBy, long teller) {
                                    return knownBy;
                                }
                            }),
            "never-back"),

    /** Rule 8: compares whatever is under way. */
    AUDIT_TOO_EARLY(
            flood(
                    base ->
                            new Flood(base) {
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

    /** Rule 9: the one that came first goes. */
    EVICT_BY_ARRIVAL(
            flood(
                    base ->
                            new Flood(base) {
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
            "no-repair"),

    /** Rule 12: nobody pings. */
    NO_HEARTBEAT(
            links(
                    new LinkRules() {
                        @Override
                        public long pingNanos() {
                            return LONG;
                        }
                    }),
            "links",
            "silence",
            "reach",
            "messages",
            "convergence"),

    /** Rule 12: silence is borne for ever. */
    DEAF_TO_SILENCE(
            links(
                    new LinkRules() {
                        @Override
                        public long silentNanos() {
                            return LONG;
                        }
                    }),
            "convergence",
            "links",
            "reach",
            "messages",
            "silence"),

    /** Rule 12: the time in which a server was asleep itself is held against its neighbours. */
    NO_FORGIVENESS(
            links(
                    new LinkRules() {
                        @Override
                        public long forgivenNanos(long lateNanos) {
                            return 0;
                        }
                    }),
            "silence"),

    /** Rule 11: what is up stays up. */
    OLD_LINK_STAYS(
            links(
                    new LinkRules() {
                        @Override
                        public boolean replaces(Crossing.Established old, Crossing.Newcomer it) {
                            return false;
                        }
                    }),
            "links",
            "reconnect",
            "convergence"),

    /** Rule 11: of two that cross, the one that comes last stays, at each end. */
    CROSSING_BY_ARRIVAL(
            links(
                    new LinkRules() {
                        @Override
                        public boolean replaces(Crossing.Established old, Crossing.Newcomer it) {
                            return true;
                        }
                    }),
            "links",
            "reconnect",
            "silence",
            "convergence"),

    /** Rule 11: of two that cross, neither makes way, unless its end lives anew. */
    LOST_LINK_NOT_HEEDED(
            links(
                    new LinkRules() {
                        @Override
                        public boolean replaces(Crossing.Established old, Crossing.Newcomer it) {
                            boolean same = it.link().dialler().equals(old.link().dialler());
                            return it.incarnation() != old.incarnation()
                                    || same && it.link().number() > old.link().number();
                        }
                    }),
            "links",
            "reconnect",
            "convergence",
            "silence"),

    /** Rule 11: a new life is not taken for one. */
    NEW_LIFE_NOT_HEEDED(
            links(
                    new LinkRules() {
                        @Override
                        public boolean replaces(Crossing.Established old, Crossing.Newcomer it) {
                            return super.replaces(
                                    new Crossing.Established(old.link(), it.incarnation()), it);
                        }
                    }),
            "links",
            "reconnect",
            "convergence"),

    /** Rule 11: a dial is given up although the other end may have come up by it. */
    PROVEN_DIAL_ABANDONED(
            links(
                    new LinkRules() {
                        @Override
                        public boolean abandonsDial(boolean proofSent) {
                            return true;
                        }
                    }),
            "links",
            "reconnect"),

    /** Rule 13: the pause between dials doubles for ever. */
    REDIAL_WITHOUT_LIMIT(
            links(
                    new LinkRules() {
                        @Override
                        public long lastRedialNanos() {
                            return LONG;
                        }
                    }),
            "convergence",
            "links");

    private static final long LONG = 1_000_000_000_000_000L;

    private final Function<Setup, Rules> rules;
    private final Set<String> noticedBy;

    Mutant(Function<Setup, Rules> rules, String... noticedBy) {
        this.rules = rules;
        this.noticedBy = Set.of(noticedBy);
    }

    /** The weakened rules, for a herd. */
    Rules rules(Setup setup) {
        return rules.apply(setup);
    }

    /** The invariants that may be the first to notice. */
    Set<String> noticedBy() {
        return noticedBy;
    }

    /** The product's rules of flooding under a herd's settings, to be weakened. */
    private static class Flood extends FloodRules {
        Flood(Setup setup) {
            super(setup.settings().maxFuture().toNanos(), setup.settings().sync());
        }

        static boolean isTie(AtLine one, AtLine other) {
            return one.seconds() == other.seconds() && one.nanos() == other.nanos();
        }

        static boolean isSameReceipt(AtLine one, AtLine other) {
            return one.receiptSeconds() == other.receiptSeconds()
                    && one.receiptNanos() == other.receiptNanos();
        }

        double time(AtLine line) {
            double receipt = line.receiptSeconds() + line.receiptNanos() / 1e9;
            return Math.min(line.seconds() + line.nanos() / 1e9, receipt + maxFutureSeconds());
        }

        private double maxFutureSeconds() {
            return 3600.0 * 24;
        }

        static String text(AtLine line) {
            return text(line.bytes(), line.offset(), line.length());
        }

        static String text(RecordView record) {
            return text(record.bytes(), record.offset(), record.length());
        }

        private static String text(byte[] bytes, int offset, int length) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
    }

    private static Function<Setup, Rules> flood(Function<Setup, FloodRules> weakened) {
        return setup -> new Rules(weakened.apply(setup), new LinkRules());
    }

    private static Function<Setup, Rules> links(LinkRules weakened) {
        return setup -> new Rules(Rules.ofProduct(setup).flood(), weakened);
    }
}
