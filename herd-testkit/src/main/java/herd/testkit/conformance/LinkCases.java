package herd.testkit.conformance;

import herd.testkit.program.Shown;
import java.time.Duration;

/** What two neighbours say to each other once they are linked up. */
final class LinkCases {

    private static final String LINK = "Link";

    private LinkCases() {}

    static void addTo(CaseList list) {
        addOutgoing(list);
        addIncoming(list);
        addBroken(list);
    }

    private static void addOutgoing(CaseList list) {
        add(
                list,
                "C28",
                "what a client says comes over the link, to the byte",
                it -> {
                    LinkEnd end = it.link();
                    At at = it.talk().iamat(it.fresh(), "+034.0680-0118.40", "001520023934.50");
                    require(end, end.hearOf(at.id()).at().line().equals(at.line()), at.line());
                });
        add(
                list,
                "C28",
                "an ID that is no text comes over the link untouched",
                it -> {
                    LinkEnd end = it.link();
                    At at = it.talk().iamat(it.fresh() + "\0\u00ff\u001c\u0085\u00a0", "+1-1", "1");
                    require(end, end.hearOf(at.id()).at().line().equals(at.line()), at.line());
                });
        add(
                list,
                "C28",
                "an answer does not wait for a neighbour that reads nothing",
                it -> {
                    LinkEnd end = it.link();
                    Talk talk = it.talk();
                    for (int i = 0; i < 200; i++) {
                        talk.iamat(it.fresh(), "+1-1", "1");
                    }
                    At at = talk.iamat(it.fresh(), "+1-1", "2");
                    end.hearOf(at.id());
                });
        add(
                list,
                LINK,
                "each number is above the one before",
                it -> {
                    LinkEnd end = it.link();
                    Talk talk = it.talk();
                    long last = -1;
                    for (int i = 0; i < 20; i++) {
                        long seq = end.hearOf(talk.iamat(it.fresh(), "+1-1", "1").id()).seq();
                        require(end, seq > last, "a number above " + last);
                        last = seq;
                    }
                });
        add(
                list,
                "R5",
                "what is not new is not sent",
                it -> {
                    LinkEnd end = it.link();
                    Talk talk = it.talk();
                    String id = talk.iamat(it.fresh(), "+1-1", "2000").id();
                    end.hearOf(id);
                    talk.iamat(id, "+2-2", "1000");
                    String later = talk.iamat(it.fresh(), "+1-1", "1").id();
                    expectNext(end, later, id);
                });
    }

    private static void addIncoming(CaseList list) {
        add(
                list,
                "R4",
                "what a neighbour says is known to clients, to the byte",
                it -> {
                    LinkEnd end = it.link();
                    At at =
                            atOf(
                                    end,
                                    it.fresh(),
                                    "+034.0680-0118.40",
                                    "001520023934.50",
                                    "+1.000000000");
                    end.tell(at.line(), 1);
                    awaitAt(it, at);
                });
        add(
                list,
                LINK,
                "a record a byte at a time",
                it -> {
                    LinkEnd end = it.link();
                    At at = atOf(end, it.fresh(), "+1-1", "1", "+1.000000000");
                    String line = LinkEnd.checked(at.line() + " 1") + '\n';
                    end.talk().sendInPieces(line, 1, Duration.ofNanos(100_000));
                    awaitAt(it, at);
                });
        add(
                list,
                LINK,
                "a record with the longest ID",
                it -> {
                    LinkEnd end = it.link();
                    int room = it.target().maxLineBytes() - "WHATSAT  1 0".length() - 10;
                    String id = (it.fresh() + "x".repeat(room)).substring(0, room);
                    At at = atOf(end, id, "+1-1", "1", "+1.000000000");
                    end.tell(at.line(), 1);
                    awaitAt(it, at);
                });
        add(
                list,
                LINK,
                "a record of an ID that is no text",
                it -> {
                    LinkEnd end = it.link();
                    At at =
                            atOf(
                                    end,
                                    it.fresh() + "\0\u00ff\u001c\u0085\u00a0",
                                    "+1-1",
                                    "1",
                                    "+1.0");
                    end.tell(at.line(), 1);
                    awaitAt(it, at);
                });
        add(
                list,
                LINK,
                "a record of a third origin is taken as it is",
                it -> {
                    LinkEnd end = it.link();
                    At at = at("Elsewhere", it.fresh(), "+1-1", "1000", "-12.000000001");
                    end.tell(at.line(), 1);
                    awaitAt(it, at);
                });
        add(
                list,
                "R5",
                "what a neighbour says does not go back to it",
                it -> {
                    LinkEnd end = it.link();
                    At at = atOf(end, it.fresh(), "+1-1", "1", "+1.000000000");
                    end.tell(at.line(), 1);
                    awaitAt(it, at);
                    expectNext(end, it.talk().iamat(it.fresh(), "+1-1", "1").id(), at.id());
                });
        for (String nonsense :
                new String[] {
                    "AT X +1.000000000 {id} +91-1 1",
                    "AT X +1.000000000 {id} +1-1 x",
                    "AT X 1.000000000 {id} +1-1 1",
                    "AT X +1.000000000 {id} +1-1",
                    "AT X +1.000000000 {id} +1-1 1 1"
                }) {
            add(
                    list,
                    LINK,
                    "refused, and the link stays: " + nonsense,
                    it -> {
                        LinkEnd end = it.link();
                        end.tell(nonsense.replace("{id}", it.fresh()), 1);
                        At at = atOf(end, it.fresh(), "+1-1", "1", "+1.000000000");
                        end.tell(at.line(), 2);
                        awaitAt(it, at);
                    });
        }
    }

    private static void addBroken(CaseList list) {
        closes(list, "a check that is wrong", "PING 0 00000000\n");
        closes(list, "no check", "PING 0\n");
        closes(list, "a check in capitals", "PING 3 " + "ABCDEF01\n");
        closes(list, "an empty line", "\n");
        closes(list, "a line without an end that is too long", "x".repeat(70_000));
        closesSaying(list, "a word that is none", "PONG 0");
        closesSaying(list, "a word in lower case", "ping 0");
        closesSaying(list, "a ping without a number", "PING");
        closesSaying(list, "a number with a leading zero", "PING 00");
        closesSaying(list, "a number that is too large", "PING 9223372036854775808");
        closesSaying(list, "a command of clients", "IAMAT kiwi +1-1 1");
        closesSaying(list, "two spaces", "PING  0");
        closesSaying(list, "an audit that lacks its sum", "AUDIT 0 0 0");
        add(
                list,
                LINK,
                "closes on the same number twice",
                it -> {
                    LinkEnd end = it.link();
                    end.tell(atOf(end, it.fresh(), "+1-1", "1", "+1.000000000").line(), 5);
                    end.tell(atOf(end, it.fresh(), "+1-1", "1", "+1.000000000").line(), 5);
                    end.expectClosed();
                });
        add(
                list,
                LINK,
                "closes on a lower number",
                it -> {
                    LinkEnd end = it.link();
                    end.tell(atOf(end, it.fresh(), "+1-1", "1", "+1.000000000").line(), 5);
                    end.say("PING 4");
                    end.expectClosed();
                });
        add(
                list,
                LINK,
                "after REWIND numbers begin again",
                it -> {
                    LinkEnd end = it.link();
                    end.tell(atOf(end, it.fresh(), "+1-1", "1", "+1.000000000").line(), 5);
                    At at = atOf(end, it.fresh(), "+1-1", "1", "+1.000000000");
                    end.say("REWIND").tell(at.line(), 1);
                    awaitAt(it, at);
                });
    }

    private static void closes(CaseList list, String what, String bytes) {
        add(
                list,
                LINK,
                "closes on " + what,
                it -> {
                    LinkEnd end = it.link();
                    end.talk().send(bytes);
                    end.expectClosed();
                });
    }

    private static void closesSaying(CaseList list, String what, String words) {
        add(
                list,
                LINK,
                "closes on " + what + ", its check being right",
                it -> {
                    LinkEnd end = it.link();
                    end.say(words);
                    end.expectClosed();
                });
    }

    static At atOf(LinkEnd end, String id, String coordinates, String time, String difference) {
        return at(end.proof().dialler(), id, coordinates, time, difference);
    }

    static At at(String origin, String id, String coordinates, String time, String difference) {
        String nine = difference.matches(".*\\.[0-9]{9}") ? difference : difference + "00000000";
        String line = String.join(" ", "AT", origin, nine, id, coordinates, time);
        return At.read(line).orElseThrow(() -> new IllegalArgumentException(line));
    }

    /** Waits until clients are given this line. */
    static void awaitAt(Bench bench, At at) {
        HerdCases.awaitAt(bench, bench.talk(), at);
    }

    /** The record of one client comes, and that of another does not come before it. */
    static void expectNext(LinkEnd end, String id, String notThis) {
        LinkEnd.Heard heard = end.hearRecord("the record of " + Shown.text(id));
        while (!heard.at().id().equals(id)) {
            require(end, !heard.at().id().equals(notThis), "nothing of " + Shown.text(notThis));
            heard = end.hearRecord("the record of " + Shown.text(id));
        }
    }

    static void require(LinkEnd end, boolean holds, String expected) {
        if (!holds) {
            throw end.talk().violation(expected, "something else");
        }
    }

    private static void add(CaseList list, String sentence, String title, Check check) {
        list.add(sentence, title, Need.PEER, check);
    }
}
