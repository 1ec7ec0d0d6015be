package herd.testkit.conformance;

import static herd.testkit.conformance.LinkCases.at;
import static herd.testkit.conformance.LinkCases.atOf;
import static herd.testkit.conformance.LinkCases.awaitAt;
import static herd.testkit.conformance.LinkCases.expectNext;
import static herd.testkit.conformance.LinkCases.require;

import java.time.Duration;

/** The rules of flooding, as far as one neighbour can see a server keep them. */
final class FloodCases {

    private static final String LINK = "Link";

    private FloodCases() {}

    static void addTo(CaseList list) {
        addOrder(list);
        addResume(list);
        addCrossing(list);
        addLiveness(list);
    }

    private static void addOrder(CaseList list) {
        String same = "+1.000000000";
        replaces(list, "R2", "b: the greater time", "1000", same, "1001", same);
        replaces(list, "R2", "b: greater by a nanosecond", "1000", same, "1000.000000001", same);
        replaces(list, "R2", "c: the smaller receipt", "1000", "+1.000000001", "1000.0", same);
        replaces(
                list, "R2", "c: received before it was sent", "1000", same, "1000", "-1.000000000");
        replaces(
                list,
                "R2",
                "e: the greater bytes, all else the same",
                "1000",
                same,
                "1000.0",
                same);
        replaces(
                list,
                "R2",
                "a: at the clamp the later receipt",
                "90000000000",
                "-89000000000.000000000",
                "80000000000",
                "-78900000000.000000000");
        add(
                list,
                "R2",
                "d: the smaller origin, all else the same",
                it -> {
                    LinkEnd end = it.link();
                    String id = it.fresh();
                    settle(
                            it,
                            end,
                            at("Aaaa", id, "+1-1", "1000", same),
                            at("Bbbb", id, "+2-2", "1000", same));
                });
    }

    /** Whichever is told first, the winner stays. */
    private static void replaces(
            CaseList list,
            String rule,
            String title,
            String loserTime,
            String loserDifference,
            String winnerTime,
            String winnerDifference) {
        add(
                list,
                rule,
                title,
                it -> {
                    LinkEnd end = it.link();
                    String id = it.fresh();
                    At loser = atOf(end, id, "+1-1", loserTime, loserDifference);
                    settle(it, end, atOf(end, id, "+1-1", winnerTime, winnerDifference), loser);
                });
    }

    private static void settle(Bench bench, LinkEnd end, At winner, At loser) {
        String other = bench.fresh();
        At mark = at("X", bench.fresh(), "+1-1", "1", "+1.000000000");
        end.tell(loser.line(), 1).tell(winner.line(), 2);
        At again = at(loser.server(), other, loser.coordinates(), loser.time(), difference(loser));
        At first =
                at(winner.server(), other, winner.coordinates(), winner.time(), difference(winner));
        end.tell(first.line(), 3).tell(again.line(), 4).tell(mark.line(), 5);
        awaitAt(bench, mark);
        expectKnown(bench, winner);
        expectKnown(bench, first);
    }

    private static String difference(At at) {
        return at.line().split(" ")[2];
    }

    private static void addResume(CaseList list) {
        add(
                list,
                "R7",
                "who names what it applied is sent what came after",
                it -> {
                    LinkEnd end = it.link();
                    Talk talk = it.talk();
                    String before = talk.iamat(it.fresh(), "+1-1", "1").id();
                    long applied = end.hearOf(before).seq();
                    end.close();
                    String after = talk.iamat(it.fresh(), "+1-1", "1").id();
                    LinkEnd next = end.again(applied);
                    next.shakeHands();
                    next.requireUp();
                    expectNext(next, after, before);
                    next.close();
                });
        add(
                list,
                "R7",
                "what was written and not applied is sent again",
                it -> {
                    LinkEnd end = it.link();
                    Talk talk = it.talk();
                    long applied = end.hearOf(talk.iamat(it.fresh(), "+1-1", "1").id()).seq();
                    String lost = talk.iamat(it.fresh(), "+1-1", "1").id();
                    end.hearOf(lost);
                    end.close();
                    try (LinkEnd next = end.again(applied)) {
                        next.shakeHands();
                        next.hearOf(lost);
                    }
                });
        add(
                list,
                "R7",
                "a neighbour that has started anew is sent all again",
                it -> {
                    At at = it.talk().iamat(it.fresh(), "+1-1", "1");
                    LinkEnd end = it.link();
                    boolean sync =
                            end.proof().introduction().word(Introduction.SYNC).equals("true");
                    if (sync) {
                        end.hearOf(at.id());
                        it.link().hearOf(at.id());
                    }
                });
        add(
                list,
                "R6",
                "the server says what it applied of the same incarnation",
                it -> {
                    LinkEnd end = it.link();
                    At at = atOf(end, it.fresh(), "+1-1", "1", "+1.000000000");
                    end.tell(at.line(), 41);
                    awaitAt(it, at);
                    expectApplied(end, 41);
                });
        add(
                list,
                LINK,
                "the number of a record that makes no sense counts as applied",
                it -> {
                    LinkEnd end = it.link();
                    At at = atOf(end, it.fresh(), "+1-1", "1", "+1.000000000");
                    end.tell(at.line(), 6).tell("AT X +1.000000000 " + it.fresh() + " +91-1 1", 7);
                    At last = atOf(end, it.fresh(), "+1-1", "1", "+1.000000000");
                    end.tell(last.line(), 8)
                            .tell("AT X nonsense", 9)
                            .say("REWIND")
                            .tell(last.line(), 3);
                    awaitAt(it, last);
                    end.tell("AT X nonsense", 17);
                    At mark = it.talk().iamat(it.fresh(), "+1-1", "1");
                    end.hearOf(mark.id());
                    expectApplied(end, 17);
                });
        add(
                list,
                LINK,
                "a ping counts as applied up to its number",
                it -> {
                    LinkEnd end = it.link();
                    At at = atOf(end, it.fresh(), "+1-1", "1", "+1.000000000");
                    end.say("PING 7").tell(at.line(), 8).say("PING 1234567890123");
                    awaitAt(it, at);
                    expectApplied(end, 1234567890123L);
                });
    }

    /** Dials again, and looks at what the server remembers. */
    private static void expectApplied(LinkEnd end, long seq) {
        try (LinkEnd next = end.again(0)) {
            Introduction said = next.shakeHands().introduction();
            String own = next.proof().introduction().word(Introduction.INCARNATION);
            boolean right =
                    said.word(Introduction.REMEMBERED).equals(own)
                            && said.number(Introduction.APPLIED) == seq;
            require(next, right, own + " and " + seq + " as applied, not " + said);
        }
    }

    private static void addCrossing(CaseList list) {
        add(
                list,
                "R11",
                "a new incarnation takes the place of the old link",
                it -> {
                    LinkEnd old = it.link();
                    it.link();
                    old.expectClosed();
                });
        add(
                list,
                "R11",
                "a higher dial number takes the place of the old link",
                it -> {
                    LinkEnd old = it.link();
                    try (LinkEnd next = old.again(0)) {
                        next.prove(
                                next.proof()
                                        .with(
                                                next.proof()
                                                        .introduction()
                                                        .with(Introduction.LOST, "-")));
                        next.shakeHands();
                        next.requireUp();
                        old.expectClosed();
                        next.hearOf(it.talk().iamat(it.fresh(), "+1-1", "1").id());
                    }
                });
        add(
                list,
                "R11",
                "a link that is said to be lost gives way",
                it -> {
                    LinkEnd old = it.link();
                    try (LinkEnd next = old.again(0)) {
                        next.shakeHands();
                        next.requireUp();
                        old.expectClosed();
                    }
                });
    }

    private static void addLiveness(CaseList list) {
        add(
                list,
                "R12",
                "a server that has nothing to say pings",
                it -> {
                    LinkEnd end = it.link();
                    String words = end.hear("a ping");
                    while (!words.startsWith("PING ")) {
                        words = end.hear("a ping");
                    }
                });
        list.add(
                "R12",
                "who is silent for 3.5 s is closed",
                Need.SLOW_PEER,
                it -> {
                    LinkEnd end = it.link();
                    it.pause(Duration.ofSeconds(5));
                    end.expectClosed();
                });
        list.add(
                "R12",
                "who pings each second is not",
                Need.SLOW_PEER,
                it -> {
                    LinkEnd end = it.link();
                    for (int i = 0; i < 8; i++) {
                        it.pause(Duration.ofSeconds(1));
                        end.say("PING 0");
                    }
                    end.hearOf(it.talk().iamat(it.fresh(), "+1-1", "1").id());
                });
    }

    /** Checks that clients are given this line now. */
    private static void expectKnown(Bench bench, At at) {
        bench.places(bench.talk().send("WHATSAT " + at.id() + " 1 0\n"), at);
    }

    private static void add(CaseList list, String sentence, String title, Check check) {
        list.add(sentence, title, Need.PEER, check);
    }
}
