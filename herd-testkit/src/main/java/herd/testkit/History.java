package herd.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What happened lately, from several sources, as one text: a line each, in order of time. Bounded: what
 * happened first is forgotten first.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class History {

    /** A quarter of an hour of a quiet herd, some seconds of a busy one. */
    private static final int MAX_EVENTS = 20_000;

    /** Of one delivery; more of it is in the servers' logs. */
    private static final int SHOWN_BYTES = 160;

    /** What a text holds at most, for people. */
    private static final int MAX_LINES = 5_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
                    .withZone(ZoneOffset.UTC);

    private static final int TIME_CHARS = "2018-03-02T20:52:14.918963997Z".length();

    private record Event(Instant time, String what, byte[] bytes) {

        @Override
        public String toString() {
            String shown = bytes.length == 0 ? "" : " \"" + shown(bytes) + '"';
            return TIME.format(time) + ' ' + what + shown;
        }
    }

    private static final byte[] NOTHING = {};

    private final Deque<Event> events = new ArrayDeque<>();

    void note(String what) {
        add(new Event(Instant.now(), what, NOTHING));
    }

    void note(String what, byte[] bytes, int offset, int length) {
        int count = Math.min(length, SHOWN_BYTES);
        byte[] kept = new byte[count];
        System.arraycopy(bytes, offset, kept, 0, count);
        String more = length > count ? ", the first " + count : "";
        add(new Event(Instant.now(), what + ' ' + length + " bytes" + more, kept));
    }

    /**
     * Everything together.
     *
     * @param logs of servers, by name; each line begins with its time
     */
    String text(Map<String, String> logs) {
        List<String> lines = new ArrayList<>();
        for (Event event : events()) {
            lines.add(event.toString());
        }
        logs.forEach(
                (name, log) ->
                        log.lines()
                                .filter(line -> line.length() > TIME_CHARS)
                                .map(line -> named(name, line))
                                .forEach(lines::add));
        lines.sort(Comparator.comparing(line -> line.substring(0, TIME_CHARS)));
        int left = Math.max(0, lines.size() - MAX_LINES);
        String head = left == 0 ? "" : "(" + left + " lines before these are left out)\n";
        return head + String.join("\n", lines.subList(left, lines.size())) + '\n';
    }

    private synchronized void add(Event event) {
        if (events.size() == MAX_EVENTS) {
            events.remove();
        }
        events.add(event);
    }

    private synchronized List<Event> events() {
        return List.copyOf(events);
    }

    private static String named(String name, String line) {
        return line.substring(0, TIME_CHARS) + ' ' + name + ':' + line.substring(TIME_CHARS);
    }

    /** Everything that is not printed escaped, so that no bytes can pass for another line. */
    private static String shown(byte[] bytes) {
        StringBuilder shown = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\\' -> shown.append("\\\\");
                default -> shown.append(c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : c);
            }
        }
        return shown.toString();
    }
}
