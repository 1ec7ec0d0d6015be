package herd.testkit.conformance;

import herd.testkit.program.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one server was told and another is asked: C28, C31 and C32. */
final class HerdCases {

    private static final Duration POLL = Duration.ofMillis(2);

    private HerdCases() {}

    static void addTo(CaseList list) {
        list.add(
                "C28",
                "a location comes to the other server",
                Need.OTHER,
                it -> {
                    Talk other = it.talkToOther();
                    awaitAt(it, other, it.talk().iamat(it.fresh(), Bench.PLACE, Bench.TIME));
                });
        list.add(
                "C28",
                "a hundred locations come to the other server",
                Need.OTHER,
                it -> {
                    Talk talk = it.talk();
                    Talk other = it.talkToOther();
                    List<At> all = new ArrayList<>();
                    for (int i = 0; i < 100; i++) {
                        all.add(talk.iamat(it.fresh(), "+1-" + i, "1." + i));
                    }
                    all.forEach(at -> awaitAt(it, other, at));
                });
        list.add(
                "C28",
                "a location of a client that was reset goes on as well",
                Need.OTHER,
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    talk.reset();
                    awaitAt(it, it.talkToOther(), at);
                });
        list.add(
                "C32",
                "the same AT line, whichever server is asked",
                Need.OTHER,
                it -> {
                    At at = it.talk().iamat(it.fresh(), "+034.0680-0118.40", "001520023934.50");
                    Talk other = it.talkToOther();
                    awaitAt(it, other, at);
                    it.places(other.send("WHATSAT " + at.id() + " 1 1\n"), at);
                });
        list.add(
                "C32",
                "what the other was told, this one gives out",
                Need.OTHER,
                it -> {
                    At at = it.talkToOther().iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    awaitAt(it, it.talk(), at);
                });
        list.add(
                "C32",
                "an ID that is no text comes to the other untouched",
                Need.OTHER,
                it -> {
                    String id = it.fresh() + "\0\u00ff\u001c\u0085\u00c2\u00a0";
                    awaitAt(it, it.talkToOther(), it.talk().iamat(id, "+1-1", "1"));
                });
        list.add(
                "C32",
                "a line of the limit comes to the other",
                Need.OTHER,
                it -> {
                    int room = it.target().maxLineBytes() - "WHATSAT  1 0".length() - 10;
                    String id = (it.fresh() + "x".repeat(room)).substring(0, room);
                    awaitAt(it, it.talkToOther(), it.talk().iamat(id, "+1-1", "1"));
                });
        list.add(
                "R2",
                "of two servers' reports the newer stays at both",
                Need.OTHER,
                it -> {
                    Talk talk = it.talk();
                    Talk other = it.talkToOther();
                    String id = it.fresh();
                    At newer = talk.iamat(id, Bench.PLACE, "2000");
                    other.iamat(id, Bench.ELSEWHERE, "1000");
                    awaitAt(it, other, newer);
                    it.places(talk.send("WHATSAT " + id + " 1 1\n"), newer);
                });
    }

    /** Asks the other server until it answers with this line; it may know an older one before. */
    static void awaitAt(Bench bench, Talk other, At at) {
        String question = "WHATSAT " + at.id() + " 1 0";
        long deadline = System.nanoTime() + bench.patience().toNanos();
        String line = other.send(question + '\n').line("an answer to " + question);
        while (!line.equals(at.line())) {
            if (System.nanoTime() > deadline) {
                throw other.violation(Shown.text(at.line()), line);
            }
            if (!line.equals("? " + question)) {
                bench.skipPlaces(other);
            }
            bench.pause(POLL);
            line = other.send(question + '\n').line("an answer to " + question);
        }
        bench.skipPlaces(other);
    }
}
