package herd.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Entries as they stand in the file, gathered for one write.
 *
 * <pre>
 *   2018-03-02T20:52:14.918963997Z c12 &lt; IAMAT kiwi +34.068930-118.445127 1520023934.9
 *   2018-03-02T20:52:14.918963997Z c12 &gt; AT Hill +0.26 kiwi +34.068930-118.445127 1520023934.9
 *   2018-03-02T20:52:14.919001203Z n3 &lt; ...
 *   2018-03-02T20:52:15.100000000Z link Smith up
 * </pre>
 *
 * <p>After the time stands either a connection, {@code c} for a client's or {@code n} for a
 * neighbour's and its number, with {@code <} for what came in and {@code >} for what went out; or an
 * event, which begins with a word. An entry is one line of printable ASCII: in its text a backslash
 * is written {@code \\}, line feed, carriage return and tab {@code \n \r \t}, and every other byte
 * outside 0x20 to 0x7e {@code \x} and two hexadecimal digits, so that nobody who sends text can forge
 * an entry or reach a terminal, and {@code printf %b} gives the bytes back. Two things after a text
 * are no part of it: {@code \+123} says that 123 more bytes were left out, and a blank with {@code
 * \!} that the entry was cut short when it was written. A text cannot hold either.
 */
final class Page {

    static final int BYTES = 64 << 10;

    /** The most bytes that one byte of a text takes. */
    private static final int LONGEST_ESCAPE = 4;

    /** Time, connection, direction, bytes left out, line end. */
    private static final int LONGEST_FRAME = TimeText.LENGTH + 64;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final byte[] bytes = new byte[BYTES];
    private final ByteBuffer written = ByteBuffer.wrap(bytes);
    private final TimeText times = new TimeText();
    private int end;
    private long entries;

    /** Whether an entry with a text of this length may not fit any more. */
    boolean isFullFor(int length) {
        return end + LONGEST_FRAME + LONGEST_ESCAPE * length > BYTES;
    }

    /** Adds a message; there must be room. */
    void message(
            long wallNanos,
            Direction direction,
            long connection,
            Chunk chunk,
            int from,
            int count) {
        begin(wallNanos);
        plain(direction.before());
        number(connection);
        plain(direction.after());
        escaped(chunk, from, count);
    }

    /** Adds an event; there must be room. */
    void event(long wallNanos, Chunk chunk, int from, int count) {
        begin(wallNanos);
        escaped(chunk, from, count);
    }

    /** Adds an event of the log's own; there must be room. */
    void note(long wallNanos, String text) {
        begin(wallNanos);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isSpecial(b)) {
                escape(b);
            } else {
                bytes[end++] = b;
            }
        }
        endEntry(0);
    }

    /** Ends the entry that was added last. */
    void endEntry(long omittedBytes) {
        if (omittedBytes > 0) {
            bytes[end++] = '\\';
            bytes[end++] = '+';
            number(omittedBytes);
        }
        bytes[end++] = '\n';
        entries++;
    }

    /** What is to be written; whoever writes moves its position. */
    ByteBuffer unwritten() {
        return written.limit(end);
    }

    boolean isEmpty() {
        return written.position() == end;
    }

    /** Entries added since it was emptied. */
    long entries() {
        return entries;
    }

    /** Forgets everything, written or not. */
    void empty() {
        end = 0;
        entries = 0;
        written.clear();
    }

    /**
     * Leaves out the rest of an entry that was written in part: it cannot be gone on with.
     *
     * @return whether there was one
     */
    boolean dropBegunEntry() {
        int at = written.position();
        if (at == 0 || at == end || bytes[at - 1] == '\n') {
            return false;
        }
        while (bytes[at++] != '\n') {}
        written.limit(end).position(at);
        return true;
    }

    private void begin(long wallNanos) {
        times.spell(wallNanos, bytes, end);
        end += TimeText.LENGTH;
        bytes[end++] = ' ';
    }

    private void plain(byte[] ascii) {
        System.arraycopy(ascii, 0, bytes, end, ascii.length);
        end += ascii.length;
    }

    private void number(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = end + digits - 1; i >= end; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        end += digits;
    }

    private void escaped(Chunk chunk, int from, int count) {
        byte[] text = chunk.bytes;
        int stop = from + count;
        int at = from;
        while (at < stop) {
            int special = firstSpecial(chunk, at, stop);
            System.arraycopy(text, at, bytes, end, special - at);
            end += special - at;
            at = special;
            while (at < stop && isSpecial(text[at])) {
                escape(text[at++]);
            }
        }
    }

    /** Looks at eight bytes at once, for nearly all of them are plain. */
    private static int firstSpecial(Chunk chunk, int from, int stop) {
        int at = from;
        while (at + Long.BYTES <= stop && !hasSpecial(chunk.view.getLong(at))) {
            at += Long.BYTES;
        }
        while (at < stop && !isSpecial(chunk.bytes[at])) {
            at++;
        }
        return at;
    }

    /** Whether one of eight bytes needs an escape; never no when it should be yes. */
    private static boolean hasSpecial(long eight) {
        long control = eight - EACH * 0x20;
        long delete = (eight ^ EACH * 0x7f) - EACH;
        long backslash = (eight ^ EACH * '\\') - EACH;
        return ((eight | control | delete | backslash) & HIGH) != 0;
    }

    private static boolean isSpecial(byte b) {
        return b < 0x20 || b == 0x7f || b == '\\';
    }

    private void escape(byte b) {
        bytes[end++] = '\\';
        switch (b) {
            case '\\' -> bytes[end++] = '\\';
            case '\n' -> bytes[end++] = 'n';
            case '\r' -> bytes[end++] = 'r';
            case '\t' -> bytes[end++] = 't';
            default -> {
                bytes[end++] = 'x';
                bytes[end++] = HEX[b >> 4 & 15];
                bytes[end++] = HEX[b & 15];
            }
        }
    }
}
