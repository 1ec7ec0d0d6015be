package herd.testkit.conformance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a row of the table of lines, as it is written there and as it is sent. */
final class LineText {

    private static final Pattern ESCAPE =
            Pattern.compile(
                    "\\\\(?:([tvfr\\\\])|x([0-9a-f]{2}))|\\{(id|known)}"
                            + "|\\{([0-9]+)\\*((?:\\\\x[0-9a-f]{2}|\\\\[tvfr]|[^{}\\\\])+)}"
                            + "|\\{fill([+-][0-9]+)?:(\\\\x[0-9a-f]{2}|\\\\[tvfr]|[^{}\\\\])}");

    private LineText() {}

    /**
     * The bytes of a line.
     *
     * @param maxBytes how long a line may be, which {@code {fill:x}} makes it
     */
    static String expand(String written, String id, String known, int maxBytes) {
        int rest = length(written, id, known);
        StringBuilder line = new StringBuilder();
        Matcher escape = ESCAPE.matcher(written);
        int from = 0;
        while (escape.find()) {
            line.append(written, from, escape.start());
            line.append(meaning(escape, id, known, maxBytes - rest));
            from = escape.end();
        }
        return line.append(written, from, written.length()).toString();
    }

    /** Whether a row speaks of a client that must be known. */
    static boolean namesKnown(String written) {
        return written.contains("{known}");
    }

    private static int length(String written, String id, String known) {
        return written.contains("{fill")
                ? expand(written.replaceAll("\\{fill[^}]*}", ""), id, known, 0).length()
                : 0;
    }

    private static String meaning(Matcher escape, String id, String known, int room) {
        if (escape.group(1) != null || escape.group(2) != null) {
            return character(escape.group());
        } else if (escape.group(3) != null) {
            return escape.group(3).equals("id") ? id : known;
        } else if (escape.group(4) != null) {
            String unit = expand(escape.group(5), id, known, 0);
            return unit.repeat(Integer.parseInt(escape.group(4)));
        }
        int more = escape.group(6) == null ? 0 : Integer.parseInt(escape.group(6));
        return expand(escape.group(7), id, known, 0).repeat(room + more);
    }

    private static String character(String escape) {
        return switch (escape.charAt(1)) {
            case 't' -> "\t";
            case 'v' -> "\013";
            case 'f' -> "\f";
            case 'r' -> "\r";
            case '\\' -> "\\";
            default -> String.valueOf((char) Integer.parseInt(escape.substring(2), 16));
        };
    }
}
