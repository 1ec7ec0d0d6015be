package herd.testkit.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same answers however the bytes are cut, and whoever else talks: C5. */
final class CutCases {

    private static final Duration BETWEEN = Duration.ofMillis(1);

    private CutCases() {}

    static void addTo(CaseList list) {
        for (int size : new int[] {1, 2, 3, 7, 64}) {
            list.add("C5", "commands in packets of " + size, it -> cut(it, size));
        }
        list.add("C5", "a command cut in two at every place", CutCases::cutEverywhere);
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
        list.add(
                "C5",
                "two thousand commands in one write",
                it -> ConversationCases.mixed(it, 2000));
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
        list.add("C5", "thirty connections in turns, a byte each", CutCases::inTurns);
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
