package herd.testkit.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One answer each, in order, nothing else, however the bytes are cut: C1 to C5. */
final class ConversationCases {

    private static final Duration QUIET = Duration.ofMillis(150);
    private static final Duration BETWEEN = Duration.ofMillis(1);

    private ConversationCases() {}

    static void addTo(CaseList list) {
        addSilence(list);
        addCounts(list);
        addOrder(list);
        addOnlyTheAnswerWaits(list);
        addCuts(list);
    }

    private static void addSilence(CaseList list) {
        list.add(
                "C1",
                "no banner: the first that comes is an answer",
                it -> {
                    it.talk().send("first\n").expectEcho("first");
                });
        list.add(
                "C1",
                "nothing comes before anything was sent",
                it -> {
                    it.talk().expectSilence(QUIET).expectNothingMore();
                });
        list.add(
                "C1",
                "nothing comes behind an answer",
                it -> {
                    Talk talk = it.talk();
                    talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.expectSilence(QUIET).expectNothingMore();
                });
        list.add(
                "C1",
                "no prompt after an unfinished line",
                it -> {
                    it.talk()
                            .send("unfin")
                            .expectSilence(QUIET)
                            .send("ished\n")
                            .expectEcho("unfinished");
                });
        list.add(
                "C1",
                "no farewell to who says nothing",
                it -> {
                    it.talk().halfClose().expectEnd();
                });
        list.add(
                "C1",
                "no farewell behind the last answer",
                it -> {
                    it.talk().send("bye\n").halfClose().expectEcho("bye").expectEnd();
                });
    }

    private static void addCounts(CaseList list) {
        list.add(
                "C2",
                "the same invalid line twice is answered twice",
                it -> {
                    it.talk().send("a\na\n").expectEcho("a").expectEcho("a").expectNothingMore();
                });
        list.add(
                "C2",
                "the same IAMAT three times is answered three times",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    talk.send(("IAMAT " + id + " +1-1 1\n").repeat(3));
                    for (int i = 0; i < 3; i++) {
                        talk.expectAt(id, "+1-1", "1");
                    }
                    talk.expectNothingMore();
                });
        list.add(
                "C2",
                "a hundred blank lines get no answer",
                it -> {
                    it.talk().send("\n \n\t\r\n\n".repeat(25)).expectNothingMore();
                });
        list.add(
                "C2",
                "blank lines between others change nothing",
                it -> {
                    it.talk()
                            .send("\na\n\n\nb\n \n")
                            .expectEcho("a")
                            .expectEcho("b")
                            .expectNothingMore();
                });
        list.add("C2", "a thousand lines of all kinds get one answer each", it -> mixed(it, 1000));
    }

    private static void mixed(Bench bench, int count) {
        Talk talk = bench.talk();
        String id = bench.fresh();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(i % 2 == 0 ? "IAMAT " + id + i + " +1-1 " + i : "line " + i)
                    .append("\n\r\n");
        }
        talk.send(all.toString());
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                talk.expectAt(id + i, "+1-1", String.valueOf(i));
            } else {
                talk.expectEcho("line " + i);
            }
        }
        talk.expectNothingMore();
    }

    private static void addOrder(CaseList list) {
        list.add(
                "C3",
                "an invalid line waits behind a WHATSAT",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.send("WHATSAT " + at.id() + " 10 2\nlater\n");
                    it.places(talk, at);
                    talk.expectEcho("later").expectNothingMore();
                });
        list.add(
                "C3",
                "an IAMAT waits behind a WHATSAT",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    String later = it.fresh();
                    talk.send("WHATSAT " + at.id() + " 10 2\nIAMAT " + later + " +1-1 1\n");
                    it.places(talk, at);
                    talk.expectAt(later, "+1-1", "1");
                    talk.expectNothingMore();
                });
        list.add("C3", "a WHATSAT waits behind a WHATSAT", it -> questions(it, 2, 0));
        list.add("C3", "five WHATSATs with other lines between them", it -> questions(it, 5, 20));
        list.add(
                "C3",
                "a refused WHATSAT waits behind a good one",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    String unknown = "WHATSAT " + it.fresh() + " 10 2";
                    talk.send("WHATSAT " + at.id() + " 10 2\n" + unknown + '\n');
                    it.places(talk, at);
                    talk.expectEcho(unknown).expectNothingMore();
                });
    }

    private static void questions(Bench bench, int count, int linesBetween) {
        Talk talk = bench.talk();
        List<At> known = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            known.add(talk.iamat(bench.fresh(), i % 2 == 0 ? "+51.5-0.1" : "+1-" + i, "1"));
            all.append("WHATSAT " + known.get(i).id() + " 10 2\n");
            all.append(("between " + i + '\n').repeat(linesBetween));
        }
        talk.send(all.toString());
        for (int i = 0; i < count; i++) {
            bench.places(talk, known.get(i));
            for (int j = 0; j < linesBetween; j++) {
                talk.expectEcho("between " + i);
            }
        }
        talk.expectNothingMore();
    }

    private static void addOnlyTheAnswerWaits(CaseList list) {
        list.add(
                "C4",
                "a WHATSAT answers with the location known when it arrived",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, "1000");
                    String later = "IAMAT " + at.id() + " +1-1 2000\n";
                    talk.send("WHATSAT " + at.id() + " 10 2\n" + later);
                    it.places(talk, at);
                    talk.expectAt(at.id(), "+1-1", "2000");
                    talk.expectNothingMore();
                });
        list.add(
                "C4",
                "an IAMAT behind a WHATSAT is timed when it arrives",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, "1000");
                    String id = it.fresh();
                    talk.send(
                            "IAMAT "
                                    + id
                                    + " +1-1 0\nWHATSAT "
                                    + at.id()
                                    + " 5 1\nIAMAT "
                                    + id
                                    + " +1-1 0\n");
                    At before = talk.expectAt(id, "+1-1", "0");
                    it.places(talk, at);
                    long came =
                            Timed.clockNanos(it, it.talk())
                                    .subtract(before.clockNanos())
                                    .longValue();
                    At after = talk.expectAt(id, "+1-1", "0");
                    long timed = after.clockNanos().subtract(before.clockNanos()).longValue();
                    // Only where the look-up took its time can this be told from being timed late.
                    if (came > 20_000_000 && timed > came / 2) {
                        throw talk.violation(
                                "the third command to be timed "
                                        + came
                                        + " ns before its answer went",
                                timed + " ns after the first");
                    }
                });
        list.add(
                "C4",
                "an IAMAT behind a WHATSAT is stored when it arrives",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, "1000");
                    String id = it.fresh();
                    talk.send(
                            "WHATSAT "
                                    + at.id()
                                    + " 10 1\nIAMAT "
                                    + id
                                    + " +1-1 1\nWHATSAT "
                                    + id
                                    + " 1 0\n");
                    it.places(talk, at);
                    it.places(talk, talk.expectAt(id, "+1-1", "1"));
                    talk.expectNothingMore();
                });
        list.add(
                "C4",
                "a WHATSAT in the same packet knows the IAMAT before it",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    talk.send("IAMAT " + id + " +1-1 1\nWHATSAT " + id + " 1 0\n");
                    it.places(talk, talk.expectAt(id, "+1-1", "1"));
                    talk.expectNothingMore();
                });
    }

    private static void addCuts(CaseList list) {
        for (int size : new int[] {1, 2, 3, 7, 64}) {
            list.add("C5", "commands in packets of " + size, it -> cut(it, size));
        }
        list.add("C5", "a command cut in two at every place", ConversationCases::cutEverywhere);
        list.add(
                "C5",
                "the \\n of a command alone",
                it -> {
                    Talk talk = it.talk().send("alone");
                    it.pause(BETWEEN);
                    talk.send("\n").expectEcho("alone").expectNothingMore();
                });
        list.add(
                "C5",
                "one and a half lines, and the other half",
                it -> {
                    Talk talk = it.talk().send("one\ntw").expectEcho("one");
                    talk.send("o\nthree\n")
                            .expectEcho("two")
                            .expectEcho("three")
                            .expectNothingMore();
                });
        list.add("C5", "two thousand commands in one write", it -> mixed(it, 2000));
        list.add(
                "C5",
                "unfinished lines of two connections do not meet",
                it -> {
                    Talk one = it.talk().send("on");
                    Talk two = it.talk().send("tw");
                    one.send("e\n").expectEcho("one");
                    two.send("o\n").expectEcho("two").expectNothingMore();
                    one.expectNothingMore();
                });
        list.add("C5", "thirty connections in turns, a byte each", ConversationCases::inTurns);
        list.add(
                "C5",
                "a hundred connections at once",
                it -> {
                    List<Talk> talks = new ArrayList<>();
                    for (int i = 0; i < 100; i++) {
                        talks.add(it.talk().send("I am " + i + '\n'));
                    }
                    for (int i = 0; i < 100; i++) {
                        talks.get(i).expectEcho("I am " + i);
                    }
                });
    }

    private static void cut(Bench bench, int size) {
        Talk talk = bench.talk();
        String id = bench.fresh();
        String all = "IAMAT " + id + " +1-1 1\r\n \t\n nonsense \nWHATSAT " + id + " 1 1\nend\n";
        talk.sendInPieces(all, size, Duration.ofNanos(100_000));
        At at = talk.expectAt(id, "+1-1", "1");
        talk.expectEcho(" nonsense ");
        bench.places(talk, at);
        talk.expectEcho("end").expectNothingMore();
    }

    private static void cutEverywhere(Bench bench) {
        Talk talk = bench.talk();
        String id = bench.fresh();
        String line = "IAMAT " + id + " +1.5-2.25 1520023934.5\r\n";
        for (int at = 1; at < line.length(); at++) {
            talk.sendInPieces(line.substring(0, at), at, BETWEEN);
            talk.send(line.substring(at)).expectAt(id, "+1.5-2.25", "1520023934.5");
        }
        talk.expectNothingMore();
    }

    private static void inTurns(Bench bench) {
        List<Talk> talks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            talks.add(bench.talk());
        }
        for (int at = 0; at < "turn".length(); at++) {
            String next = "turn".substring(at, at + 1);
            talks.forEach(it -> it.send(next));
        }
        for (int i = 0; i < talks.size(); i++) {
            talks.get(i).send(i + "\n").expectEcho("turn" + i).expectNothingMore();
        }
    }
}
