package herd.testkit.conformance;

import java.time.Duration;

/** Invalid lines and their neighbours, and endless ones: C41, C42 and C44. */
final class InvalidCases {

    private static final int MEBIBYTE = 1 << 20;

    private InvalidCases() {}

    static void addTo(CaseList list) {
        list.add(
                "C41",
                "an AT line, even a newer one, is not taken for a neighbour's word",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, "1000");
                    String forged = "AT " + at.server() + " +1.000000000 " + at.id() + " +1-1 2000";
                    talk.send(forged + '\n').expectEcho(forged);
                    it.places(talk.send("WHATSAT " + at.id() + " 1 1\n"), at);
                });
        list.add(
                "C41",
                "an AT line makes no client known",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    String forged = "AT Hill +1.000000000 " + id + " +1-1 2000";
                    String question = "WHATSAT " + id + " 1 1";
                    talk.send(forged + '\n' + question + '\n')
                            .expectEcho(forged)
                            .expectEcho(question);
                });
        list.add(
                "C41",
                "a whole greeting of a neighbour is a line as any other",
                it -> {
                    String hello = "HERD 1 1 Campbell Hill " + "c0".repeat(32);
                    it.talk().send(hello + "\nnext\n").expectEcho(hello).expectEcho("next");
                });
        addHarmless(list);
        addEndless(list);
    }

    private static void addHarmless(CaseList list) {
        harmless(list, "an IAMAT with bad coordinates", "IAMAT {id} +91-1 9000");
        harmless(list, "an IAMAT with a bad time", "IAMAT {id} +1-1 9e3");
        harmless(list, "an IAMAT in lower case", "iamat {id} +1-1 9000");
        harmless(list, "an IAMAT with five fields", "IAMAT {id} +1-1 9000 9000");
        harmless(list, "a WHATSAT with a bad bound", "WHATSAT {id} 10 21");
        harmless(list, "a line over the limit", "IAMAT {id} +1-1 9000{fill+1:\\x20}");
        list.add(
                "C42",
                "a hundred invalid lines, and then a good one",
                it -> {
                    Talk talk = it.talk().send("nonsense\n".repeat(100));
                    for (int i = 0; i < 100; i++) {
                        talk.expectEcho("nonsense");
                    }
                    talk.iamat(it.fresh(), "+1-1", "1");
                });
        list.add(
                "C42",
                "the connection stays open",
                it -> {
                    Talk talk = it.talk().send("nonsense\n").expectEcho("nonsense");
                    talk.expectSilence(Duration.ofMillis(100)).expectNothingMore();
                });
    }

    private static void harmless(CaseList list, String what, String text) {
        list.add(
                "C42",
                what + " changes nothing, before or behind it",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    String invalid = LineText.expand(text, id, "", it.target().maxLineBytes());
                    String good = "IAMAT " + id + " +3-3 ";
                    talk.send(good + "1\n" + invalid + '\n' + good + "2\nWHATSAT " + id + " 1 1\n");
                    talk.expectAt(id, "+3-3", "1");
                    talk.expectEcho(invalid);
                    it.places(talk, talk.expectAt(id, "+3-3", "2"));
                    talk.expectNothingMore();
                });
    }

    private static void addEndless(CaseList list) {
        list.add("C44", "a line of one mebibyte comes back", it -> echo(it, MEBIBYTE));
        list.add("C44", "a line of five mebibytes comes back", it -> echo(it, 5 * MEBIBYTE));
        list.add(
                "C44",
                "white space of one mebibyte comes back",
                it -> {
                    String line = " \t\r".repeat(MEBIBYTE / 3);
                    it.talk().send(line + '\n').expectEcho(line).expectNothingMore();
                });
        list.add(
                "C44",
                "the echo comes before the line has ended",
                it -> {
                    Talk talk = it.talk();
                    String start = "never-ending ".repeat(3 * it.target().maxLineBytes() / 13);
                    talk.send(start);
                    String first =
                            talk.bytes(it.target().maxLineBytes(), "the beginning of the echo");
                    String rest = talk.send("end\nnext\n").line("the rest of the echo");
                    if (!(first + rest).equals("? " + start + "end")) {
                        throw talk.violation("the line as it was sent", first + rest);
                    }
                    talk.expectEcho("next").expectNothingMore();
                });
        list.add(
                "C44",
                "a line that breaks off by a half-close comes back whole",
                it -> {
                    String line = "x".repeat(MEBIBYTE);
                    it.talk().send(line).halfClose().expectEcho(line).expectEnd();
                });
        list.add(
                "C44",
                "a line that breaks off by a reset harms nobody",
                it -> {
                    Talk other = it.talk();
                    for (int i = 0; i < 3; i++) {
                        it.talk().send("x".repeat(MEBIBYTE / 4)).reset();
                    }
                    other.expectNothingMore();
                    it.talk().expectNothingMore();
                });
        list.add(
                "C44",
                "an endless line behind a WHATSAT waits for its places",
                it -> {
                    Talk talk = it.talk();
                    At at = talk.iamat(it.fresh(), Bench.PLACE, Bench.TIME);
                    String line = "x".repeat(2 * it.target().maxLineBytes());
                    talk.send("WHATSAT " + at.id() + " 1 1\n" + line + "\nlast\n");
                    it.places(talk, at);
                    talk.expectEcho(line).expectEcho("last").expectNothingMore();
                });
        list.add(
                "C44",
                "a line of 256 mebibytes comes back",
                Need.SLOW,
                it -> {
                    echo(it, 256 * MEBIBYTE);
                });
    }

    /** Sends a line, and reads its echo at the same pace. */
    private static void echo(Bench bench, int bytes) {
        Talk talk = bench.talk();
        String piece = "0123456789abcdef".repeat(1024);
        talk.send(piece);
        int limit = bench.target().maxLineBytes();
        int sent = piece.length();
        int read = 0;
        for (; sent < bytes; sent += piece.length()) {
            talk.send(piece);
            if (sent > limit + 4 * piece.length()) {
                read += take(talk, read, piece);
            }
        }
        talk.send("\n");
        while (read < sent) {
            read += take(talk, read, piece);
        }
        talk.expectLine("").expectNothingMore();
    }

    /** Takes as much of the echo as one piece of the line, the mark at its beginning aside. */
    private static int take(Talk talk, int read, String piece) {
        if (read == 0) {
            String mark = talk.bytes(2, "the mark of an invalid line");
            if (!mark.equals("? ")) {
                throw talk.violation("\"? \"", mark);
            }
        }
        String came = talk.bytes(piece.length(), "the line as it was sent");
        if (!came.equals(piece)) {
            throw talk.violation("the line as it was sent", came);
        }
        return piece.length();
    }
}
