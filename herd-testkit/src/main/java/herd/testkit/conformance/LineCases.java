package herd.testkit.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Bytes, lines and IDs, as far as one line alone cannot show them: C11 to C18. */
final class LineCases {

    private static final String WHITE = " \t\n\013\f\r";

    private LineCases() {}

    static void addTo(CaseList list) {
        list.add(
                "C11",
                "a \\r, a \\v or a \\f alone gets no answer yet",
                it -> {
                    Talk talk = it.talk().send("one\rtwo\013three\f");
                    talk.expectSilence(Duration.ofMillis(100));
                    talk.send("\n").expectEcho("one\rtwo\013three\f").expectNothingMore();
                });
        addBytes(list);
        addLengths(list);
        addIds(list);
    }

    private static void addBytes(CaseList list) {
        list.add(
                "C12",
                "all 250 bytes that are not white space in one ID",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh() + notWhite();
                    At at = talk.iamat(id, "+1-1", "1");
                    talk.send("WHATSAT " + id + " 1 1\n");
                    it.places(talk, at);
                    talk.expectNothingMore();
                });
        list.add(
                "C12",
                "each byte that is not white space, at the end of an ID",
                it -> {
                    Talk talk = it.talk();
                    String id = it.fresh();
                    StringBuilder all = new StringBuilder();
                    notWhite()
                            .chars()
                            .forEach(c -> all.append("IAMAT " + id + (char) c + " +1-1 1\n"));
                    talk.send(all.toString());
                    notWhite().chars().forEach(c -> talk.expectAt(id + (char) c, "+1-1", "1"));
                    talk.expectNothingMore();
                });
        list.add(
                "C12",
                "each byte but \\n, in an invalid line",
                it -> {
                    Talk talk = it.talk();
                    StringBuilder all = new StringBuilder();
                    for (char c = 0; c < 256; c++) {
                        all.append(c == '\n' ? "" : "x" + c + "y\n");
                    }
                    talk.send(all.toString());
                    for (char c = 0; c < 256; c++) {
                        if (c != '\n') {
                            talk.expectEcho("x" + c + "y");
                        }
                    }
                    talk.expectNothingMore();
                });
        list.add(
                "C13",
                "each byte that is not white space separates nothing",
                it -> {
                    Talk talk = it.talk();
                    List<String> lines = new ArrayList<>();
                    notWhite().chars().forEach(c -> lines.add("IAMAT" + (char) c + "x +1-1 1"));
                    talk.send(String.join("\n", lines) + '\n');
                    lines.forEach(talk::expectEcho);
                    talk.expectNothingMore();
                });
    }

    private static void addLengths(CaseList list) {
        list.add(
                "C16",
                "an IAMAT of the limit, its \\n in a packet of its own",
                it -> {
                    Talk talk = it.talk();
                    int room = it.target().maxLineBytes() - "IAMAT  +1-1 1".length();
                    String id = (it.fresh() + "x".repeat(room)).substring(0, room);
                    talk.send("IAMAT " + id + " +1-1 1");
                    it.pause(Duration.ofMillis(5));
                    talk.send("\n").expectAt(id, "+1-1", "1");
                    talk.expectNothingMore();
                });
        list.add(
                "C16",
                "an IAMAT of the limit, behind others in the packet",
                it -> {
                    Talk talk = it.talk();
                    int room = it.target().maxLineBytes() - "IAMAT  +1-1 1".length();
                    String id = (it.fresh() + "x".repeat(room)).substring(0, room);
                    talk.send("first\nIAMAT " + id + " +1-1 1\nlast\n").expectEcho("first");
                    talk.expectAt(id, "+1-1", "1");
                    talk.expectEcho("last").expectNothingMore();
                });
        list.add(
                "C16",
                "lines at and over the limit in turns",
                it -> {
                    Talk talk = it.talk();
                    int limit = it.target().maxLineBytes();
                    talk.send(" ".repeat(limit) + '\n' + " ".repeat(limit + 1) + "\nthen\n");
                    talk.expectEcho(" ".repeat(limit + 1)).expectEcho("then");
                    talk.send(" ".repeat(limit) + '\n' + "y".repeat(limit + 1) + "\nend\n");
                    talk.expectEcho("y".repeat(limit + 1)).expectEcho("end").expectNothingMore();
                });
        list.add(
                "C16",
                "a client with the longest ID can be asked about",
                it -> {
                    Talk talk = it.talk();
                    int room = it.target().maxLineBytes() - "WHATSAT  1 1".length() - 20;
                    String id = (it.fresh() + "x".repeat(room)).substring(0, room);
                    At at = talk.iamat(id, "+1-1", "1");
                    it.places(talk.send("WHATSAT " + id + " 1 1\n"), at);
                    talk.expectNothingMore();
                });
    }

    private static void addIds(CaseList list) {
        list.add("C18", "an ID in another case is another client", it -> differs(it, "aB", "Ab"));
        list.add(
                "C18",
                "an ID that is longer by a byte is another client",
                it -> differs(it, "a", "aa"));
        list.add("C18", "IDs differ behind a NUL", it -> differs(it, "x\0a", "x\0b"));
        list.add(
                "C18", "IDs with the same hash in Java are two", it -> differs(it, "AaAa", "BBBB"));
        list.add(
                "C18",
                "composed and decomposed letters are two IDs",
                it -> {
                    differs(it, "\u00c3\u00a9", "e\u00cc\u0081");
                });
        list.add(
                "C18", "two IDs that are not UTF-8 are two", it -> differs(it, "\u00ff", "\u00fe"));
        list.add(
                "C18",
                "long IDs differ in their last byte",
                it -> {
                    differs(it, "x".repeat(30_000) + 'a', "x".repeat(30_000) + 'b');
                });
        list.add("C18", "leading zeros make another ID", it -> differs(it, "1", "01"));
    }

    private static void differs(Bench bench, String one, String other) {
        Talk talk = bench.talk();
        String id = bench.fresh();
        At at = talk.iamat(id + one, Bench.PLACE, "5");
        String unknown = "WHATSAT " + id + other + " 1 1";
        talk.send(unknown + '\n').expectEcho(unknown);
        At second = talk.iamat(id + other, Bench.ELSEWHERE, "6");
        bench.places(talk.send("WHATSAT " + id + one + " 1 1\n"), at);
        bench.places(talk.send("WHATSAT " + id + other + " 1 1\n"), second);
        talk.expectNothingMore();
    }

    private static String notWhite() {
        StringBuilder bytes = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            if (WHITE.indexOf(c) < 0) {
                bytes.append(c);
            }
        }
        return bytes.toString();
    }
}
