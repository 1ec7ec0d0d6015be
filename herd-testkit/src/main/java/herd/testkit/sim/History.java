package herd.testkit.sim;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What happened in a simulated herd, in order of time: what servers log, and what was done to them. Only
 * the latest lines are kept.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class History {

    /** Enough for minutes of trouble; a line takes some hundred bytes. */
    private static final int MOST_LINES = 20_000;

    private static final int MOST_BYTES_SHOWN = 512;

    private record Line(long nanos, String who, String text) {
        @Override
        public String toString() {
            Duration time = Duration.ofNanos(nanos);
            return "%d.%09d %s: %s".formatted(time.toSeconds(), time.toNanosPart(), who, text);
        }
    }

    private final LongSupplier nowNanos;
    private final Deque<Line> lines = new ArrayDeque<>();
    private long left;
    private boolean keepsMessages;

    History(LongSupplier nowNanos) {
        this.nowNanos = nowNanos;
    }

    /** Sets whether every line that crosses a connection is kept as well. Off unless set. */
    public void keepsMessages(boolean it) {
        keepsMessages = it;
    }

    public boolean keepsMessages() {
        return keepsMessages;
    }

    /** Something happened to somebody. */
    public void add(String who, String text) {
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
            left++;
        }
        lines.addLast(new Line(nowNanos.getAsLong(), who, text));
    }

    /** A line crossed a connection, if such are kept. */
    void message(
            String who, String connection, byte[] bytes, int offset, int length, String after) {
        int shown = Math.min(length, MOST_BYTES_SHOWN);
        String text = new String(bytes, offset, shown, StandardCharsets.ISO_8859_1);
        String rest = shown < length ? " and " + (length - shown) + " bytes more" : "";
        add(who, connection + ' ' + printable(text) + rest + after);
    }

    /** All lines, with time and name; if some were dropped, it says so. */
    public String text() {
        return text(lines.stream().map(Line::toString).toList());
    }

    /** The lines of one server, with time. */
    public String text(String who) {
        return text(lines.stream().filter(it -> it.who.equals(who)).map(Line::toString).toList());
    }

    private String text(List<String> which) {
        String all = String.join("\n", which);
        return left == 0 ? all : "(" + left + " earlier lines left out)\n" + all;
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '\\' || c >= 0x7f) {
                shown.append("\\x%02x".formatted((int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }
}
