package herd.testkit.fuzz;

import java.nio.charset.StandardCharsets;

/** What was expected, and what came instead, for people. */
final class Difference {

    /** So much is shown before and behind the first byte that differs. */
    private static final int SHOWN_CHARS = 200;

    private Difference() {}

    /** Of two texts of bytes that are not the same. */
    static String of(String expected, String actual) {
        int at = 0;
        while (at < Math.min(expected.length(), actual.length())
                && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return "expected "
                + shown(expected, at)
                + "\n     but was "
                + shown(actual, at)
                + "\n     from byte "
                + at
                + " on";
    }

    private static String shown(String text, int at) {
        int from = Math.max(0, at - SHOWN_CHARS);
        int to = Math.min(text.length(), at + SHOWN_CHARS);
        byte[] part = text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
        return (from > 0 ? "…" : "")
                + Escapes.escaped(part)
                + (to < text.length() ? "…" : "")
                + " ("
                + text.length()
                + " bytes)";
    }
}
