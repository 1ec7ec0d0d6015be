package herd.testkit.proof;

import herd.link.Crossing;
import herd.link.LinkRules;
import java.util.Set;
import java.util.function.Function;

/** Weakened rules of links, 11 to 13: which one stays, and for how long. */
enum LinkMutant implements Mutant {
    NO_HEARTBEAT(
            "12",
            "nobody pings",
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

    DEAF_TO_SILENCE(
            "12",
            "silence is borne for ever",
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

    NO_FORGIVENESS(
            "12",
            "the time in which a server was asleep itself is held against its neighbours",
            links(
                    new LinkRules() {
                        @Override
                        public long forgivenNanos(long lateNanos) {
                            return 0;
                        }
                    }),
            "silence"),

    OLD_LINK_STAYS(
            "11",
            "what is up stays up",
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

    CROSSING_BY_ARRIVAL(
            "11",
            "of two that cross, the one that comes last stays, at each end",
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

    LOST_LINK_NOT_HEEDED(
            "11",
            "of two that cross, neither makes way, unless its end lives anew",
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

    NEW_LIFE_NOT_HEEDED(
            "11",
            "a new life is not taken for one",
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

    PROVEN_DIAL_ABANDONED(
            "11",
            "a dial is given up although the other end may have come up by it",
            links(
                    new LinkRules() {
                        @Override
                        public boolean abandonsDial(boolean proofSent) {
                            return true;
                        }
                    }),
            "links",
            "reconnect"),

    REDIAL_WITHOUT_LIMIT(
            "13",
            "the pause between dials doubles for ever",
            links(
                    new LinkRules() {
                        @Override
                        public long lastRedialNanos() {
                            return LONG;
                        }
                    }),
            "convergence",
            "links",
            "reconnect");

    private final Weakness weakness;

    LinkMutant(String rule, String text, Function<Setup, Rules> rules, String... noticedBy) {
        weakness = new Weakness(rule, text, rules, Set.of(noticedBy));
    }

    @Override
    public Weakness weakness() {
        return weakness;
    }

    private static final long LONG = 1_000_000_000_000_000L;

    private static Function<Setup, Rules> links(LinkRules weakened) {
        return setup -> Rules.ofProduct(setup).with(weakened);
    }
}
