package herd.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The cases that are one line and its answer: a table, in lines.txt beside this class. */
final class LineTable {

    private static final String FILE = "lines.txt";
    private static final String WHITE = "[ \\t\\n\\x0b\\f\\r]+";
    private static final int COLUMNS = 4;

    private LineTable() {}

    static void addTo(CaseList list) {
        String[] lines = text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
                add(list, lines[i], i + 1);
            }
        }
    }

    private static void add(CaseList list, String row, int number) {
        String[] columns = row.split(" \\| ", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException(
                    FILE + ":" + number + ": " + columns.length + " columns, not 4: " + row);
        }
        String kind = columns[1].trim();
        String text = columns[2].trim();
        Check check =
                switch (kind) {
                    case "command" -> bench -> command(bench, text);
                    case "invalid" -> bench -> invalid(bench, text);
                    case "blank" -> bench -> blank(bench, text);
                    case "coordinates" -> bench -> command(bench, "IAMAT {id} " + text + " 1.5");
                    case "no-coordinates" -> bench -> invalid(bench, "IAMAT {id} " + text + " 1.5");
                    case "time" -> bench -> command(bench, "IAMAT {id} +1-1 " + text);
                    case "no-time" -> bench -> invalid(bench, "IAMAT {id} +1-1 " + text);
                    case "radius" -> bench -> question(bench, text, "3");
                    case "no-radius" -> bench -> invalid(bench, "WHATSAT {known} " + text + " 3");
                    case "bound" -> bench -> question(bench, "30", text);
                    case "no-bound" -> bench -> invalid(bench, "WHATSAT {known} 30 " + text);
                    default ->
                            throw new IllegalStateException(
                                    FILE + ":" + number + ": no kind of text: " + kind);
                };
        list.add(columns[0].trim(), title(kind, columns[3].trim()), check);
    }

    private static String title(String kind, String about) {
        return switch (kind) {
            case "invalid" -> "invalid: " + about;
            case "blank" -> "blank: " + about;
            case "command" -> about;
            default ->
                    kind.startsWith("no-")
                            ? "not valid as " + kind.substring(3) + ": " + about
                            : kind + ": " + about;
        };
    }

    private static void command(Bench bench, String text) {
        String line = LineText.expand(text, bench.fresh(), "", bench.target().maxLineBytes());
        List<String> fields = Arrays.stream(line.split(WHITE)).filter(it -> !it.isEmpty()).toList();
        Timed.iamat(bench, bench.talk(), line, fields.get(1), fields.get(2), fields.get(3));
    }

    private static void invalid(Bench bench, String text) {
        Talk talk = bench.talk();
        String known = bench.fresh();
        if (LineText.namesKnown(text)) {
            talk.iamat(known, Bench.PLACE, Bench.TIME);
        }
        String line = LineText.expand(text, bench.fresh(), known, bench.target().maxLineBytes());
        talk.send(line + '\n').expectEcho(line).expectNothingMore();
    }

    private static void blank(Bench bench, String text) {
        String line = LineText.expand(text, "", "", bench.target().maxLineBytes());
        bench.talk().send(line + '\n').expectNothingMore();
    }

    private static void question(Bench bench, String radius, String bound) {
        Talk talk = bench.talk();
        String known = bench.fresh();
        At at = talk.iamat(known, Bench.PLACE, Bench.TIME);
        String line = LineText.expand("WHATSAT {known} " + radius + ' ' + bound, "", known, 0);
        talk.send(line + '\n');
        int most = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
        int came = bench.places(talk, at).results();
        if (came > most) {
            throw talk.violation("at most " + most + " places", came + " places");
        }
        talk.expectNothingMore();
    }

    private static String text() {
        try (InputStream in = LineTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
