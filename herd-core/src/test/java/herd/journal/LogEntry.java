package herd.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a log, read back: written from the format's description alone.
 *
 * @param who {@code c12 <}, or the empty string for an event
 * @param omittedBytes -1 if the entry was cut short when it was written
 */
record LogEntry(String time, String who, byte[] text, long omittedBytes) {

    private static final Pattern FRAME =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z) "
                            + "(?:([cn]\\d+ [<>]) )?(.*)");

    private static final Pattern TOKEN =
            Pattern.compile("([ -\\[\\]-~])|\\\\([\\\\nrt])|\\\\x([0-9a-f]{2})");

    private static final Pattern OMITTED = Pattern.compile("\\\\\\+(\\d+)$");

    static LogEntry read(String line) {
        if (line.endsWith(" \\!")) {
            return new LogEntry("", "", new byte[0], -1);
        }
        Matcher frame = FRAME.matcher(line);
        if (!frame.matches()) {
            throw new AssertionError("not an entry: " + line);
        }
        String text = frame.group(3);
        long omitted = 0;
        Matcher mark = OMITTED.matcher(text);
        if (mark.find() && !endsInsideEscape(text, mark.start())) {
            omitted = Long.parseLong(mark.group(1));
            text = text.substring(0, mark.start());
        }
        String who = frame.group(2) == null ? "" : frame.group(2);
        return new LogEntry(frame.group(1), who, unescaped(text), omitted);
    }

    String string() {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Whether the backslash at this place is the second of an escaped one. */
    private static boolean endsInsideEscape(String text, int backslash) {
        int before = backslash;
        while (before > 0 && text.charAt(before - 1) == '\\') {
            before--;
        }
        return (backslash - before) % 2 == 1;
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!token.find(at) || token.start() != at) {
                throw new AssertionError("not escaped: " + text.substring(at));
            }
            if (token.group(1) != null) {
                bytes.write(token.group(1).charAt(0));
            } else if (token.group(2) != null) {
                bytes.write("\\\n\r\t".charAt("\\nrt".indexOf(token.group(2))));
            } else {
                bytes.write(Integer.parseInt(token.group(3), 16));
            }
            at = token.end();
        }
        return bytes.toByteArray();
    }
}
