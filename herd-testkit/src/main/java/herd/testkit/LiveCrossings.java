package herd.testkit;

import herd.line.LineReader;
import herd.line.LineSink;
import herd.testkit.proxy.Tap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Which records crossed which links lately: reads along on established links. Bounded: what crossed
 * first is forgotten first.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Source.</b> PROTOCOL.md, An established link.
 */
final class LiveCrossings {

    /** All lines together; a hundred thousand records with short names. */
    private static final long MAX_CHARS = 16 << 20;

    /** What a crossing takes besides its line, more or less. */
    private static final int CROSSING_CHARS = 64;

    /** No line of a link is longer with any setting that a herd can be tested with. */
    private static final int MAX_LINE_BYTES = 1 << 20;

    private static final int CHECK_CHARS = 9;

    private final Deque<Crossing> crossings = new ArrayDeque<>();
    private long chars;
    private long forgotten;

    /** Reads along on one connection, one way. */
    Tap tap(String from, String to) {
        LineReader reader = new LineReader(MAX_LINE_BYTES);
        LineSink sink = new Lines(from, to);
        return (bytes, offset, length) -> reader.read(bytes, offset, length, sink);
    }

    /**
     * How one record crossed links, in order.
     *
     * @throws IllegalStateException if so much crossed since that this is not remembered
     */
    synchronized List<Crossing> of(String atLine) {
        List<Crossing> found = crossings.stream().filter(it -> it.line().equals(atLine)).toList();
        String origin = atLine.split(" ", 3)[1];
        if (forgotten > 0 && found.stream().noneMatch(it -> it.from().equals(origin))) {
            throw new IllegalStateException(
                    "too much has crossed since to say how this did; check sooner: " + atLine);
        }
        return found;
    }

    private synchronized void add(Crossing crossing) {
        crossings.add(crossing);
        chars += crossing.line().length() + CROSSING_CHARS;
        while (chars > MAX_CHARS) {
            chars -= crossings.remove().line().length() + CROSSING_CHARS;
            forgotten++;
        }
    }

    /** Finds the records among the lines; everything else, a handshake also, is left aside. */
    private final class Lines implements LineSink {
        private final String from;
        private final String to;

        Lines(String from, String to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public boolean line(byte[] bytes, int offset, int length) {
            boolean isRecord =
                    length > CHECK_CHARS
                            && bytes[offset] == 'A'
                            && bytes[offset + 1] == 'T'
                            && bytes[offset + 2] == ' ';
            if (isRecord) {
                String line = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
                int end = line.length() - CHECK_CHARS;
                if (line.endsWith(" " + check(bytes, offset, end))) {
                    String record = line.substring(0, line.lastIndexOf(' ', end - 1));
                    add(new Crossing(System.nanoTime(), from, to, record));
                }
            }
            return true;
        }

        @Override
        public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
            return true;
        }

        private static String check(byte[] bytes, int offset, int length) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, offset, length);
            return "%08x".formatted(crc.getValue());
        }
    }
}
