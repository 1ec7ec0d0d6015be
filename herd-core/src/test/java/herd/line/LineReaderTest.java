package herd.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences named are those of PROTOCOL.md, Clients. */
class LineReaderTest {

    private static final int LIMIT = 8;

    /** Short, empty, just the limit, one more, long, with every other white space and NUL inside. */
    private static final String LINES =
            "ab\n\n\n12345678\n123456789\na\rb\u000b\f\t \nxxxxxxxxxxxxxxxxxxxxxxxxxxx\n \0\u00ff\u008a\n";

    /** Writes down what it is handed, and checks that pieces are handed on in their order. */
    private static final class Recorder implements LineSink {
        final List<String> lines = new ArrayList<>();
        private StringBuilder longLine;
        private int callsUntilStop;
        private boolean stopped;

        @Override
        public boolean line(byte[] bytes, int offset, int length) {
            assertFalse(stopped, "a line after the sink said to stop");
            assertTrue(longLine == null, "a line in the middle of another");
            assertTrue(length <= LIMIT, "a line over the limit is handed on whole");
            lines.add(text(bytes, offset, length));
            return goOn();
        }

        @Override
        public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
            assertEquals(longLine == null, begins, "whether this is the first piece");
            assertFalse(stopped && begins, "a line after the sink said to stop");
            if (begins) {
                longLine = new StringBuilder("long: ");
            }
            longLine.append(text(bytes, offset, length));
            if (ends) {
                lines.add(longLine.toString());
                longLine = null;
            }
            return goOn();
        }

        /** Stops at the given call from now on. */
        void stopAt(int call) {
            callsUntilStop = call;
            stopped = false;
        }

        private boolean goOn() {
            callsUntilStop--;
            stopped |= callsUntilStop == 0;
            return !stopped;
        }
    }

    private final LineReader reader = new LineReader(LIMIT);
    private final Recorder sink = new Recorder();

    @ParameterizedTest
    @ValueSource(strings = {LINES, LINES + "tail", LINES + "a long tail", LINES + "12345678", ""})
    void readsTheSameLinesHoweverTheyAreCut(String text) {
        List<String> expected = linesOf(text);
        assertEquals(expected, readCut(text), "all at once");
        int[] everywhere = new int[text.length()];
        Arrays.setAll(everywhere, i -> i);
        assertEquals(expected, readCut(text, everywhere), "each byte alone");
        for (int first = 0; first <= text.length(); first++) {
            assertEquals(expected, readCut(text, first), "cut at " + first);
            for (int second = first; second <= text.length(); second++) {
                if (!expected.equals(readCut(text, first, second))) {
                    assertEquals(
                            expected,
                            readCut(text, first, second),
                            "cut at " + first + " and " + second);
                }
            }
        }
    }

    @Test
    void readsTheSameLinesInEveryCutThereIs() {
        String text = "12345678\n123456789";
        List<String> expected = linesOf(text);
        for (int cuts = 0; cuts < 1 << text.length() - 1; cuts++) {
            int mask = cuts;
            int[] at =
                    IntStream.range(1, text.length())
                            .filter(i -> (mask >> i - 1 & 1) == 1)
                            .toArray();
            if (!expected.equals(readCut(text, at))) {
                assertEquals(expected, readCut(text, at), "cut at " + Arrays.toString(at));
            }
        }
    }

    /** Goes on just behind what was taken, as a session does once its client has caught up. */
    @Test
    void stopsWhereTheSinkSaysAndGoesOnFromThere() {
        byte[] bytes = (LINES + "tail").getBytes(ISO_8859_1);
        for (int size = 1; size <= bytes.length; size++) {
            for (int stop = 1; stop < 12; stop++) {
                LineReader fresh = new LineReader(LIMIT);
                Recorder recorder = new Recorder();
                for (int at = 0; at < bytes.length; ) {
                    recorder.stopAt(stop);
                    int length = Math.min(size, bytes.length - at);
                    int taken = fresh.read(bytes, at, length, recorder);
                    assertTrue(taken == length || recorder.stopped, "left bytes without reason");
                    at += taken;
                }
                recorder.stopAt(0);
                fresh.end(recorder);
                assertEquals(linesOf(LINES + "tail"), recorder.lines, size + ", " + stop);
            }
        }
    }

    @Test
    void takesALineEndTogetherWithItsLine() {
        sink.stopAt(1);
        assertEquals(3, read("ab\ncd\n"));
        sink.stopAt(2);
        assertEquals(3, read("cd\n"));
        assertEquals(List.of("ab", "cd"), sink.lines);
    }

    @Test
    void handsOnALineWhereItLies() {
        byte[] bytes = "..one\ntwo\n..".getBytes(ISO_8859_1);
        List<Integer> offsets = new ArrayList<>();
        LineSink where =
                new LineSink() {
                    @Override
                    public boolean line(byte[] in, int offset, int length) {
                        assertTrue(in == bytes, "copied");
                        return offsets.add(offset);
                    }

                    @Override
                    public boolean piece(
                            byte[] in, int at, int length, boolean first, boolean last) {
                        throw new AssertionError("not a long line");
                    }
                };
        assertEquals(8, reader.read(bytes, 2, 8, where));
        assertEquals(List.of(2, 6), offsets);
        assertEquals(0, reader.heldBytes());
    }

    @Test
    void looksOnlyAtTheBytesItIsGiven() {
        byte[] bytes = "\n\n\nabc\n\n\n".getBytes(ISO_8859_1);
        assertEquals(3, reader.read(bytes, 3, 3, sink));
        assertEquals(List.of(), sink.lines);
        assertEquals(1, reader.read(bytes, 6, 1, sink));
        assertEquals(List.of("abc"), sink.lines);
    }

    /** Only the byte 0x0A ends a line, wherever it stands, and no byte that resembles it. */
    @Test
    void findsALineEndWhereverItStandsAmongAllBytes() {
        SplittableRandom random = new SplittableRandom(7);
        LineReader wide = new LineReader(1000);
        byte[] bytes = new byte[100];
        for (int length = 0; length < 40; length++) {
            for (int end = 0; end < 2 * length; end++) {
                int offset = random.nextInt(20);
                for (int i = 0; i < bytes.length; i++) {
                    int any = random.nextInt(256);
                    bytes[i] = (byte) (any == '\n' ? 0x0B : random.nextBoolean() ? any : 0x8A);
                }
                bytes[offset + length] = '\n';
                if (end < length) {
                    bytes[offset + end] = '\n';
                }
                int[] lineLength = {-1};
                int taken = wide.read(bytes, offset, length, new LengthOnly(lineLength));
                assertEquals(end < length ? end + 1 : length, taken);
                assertEquals(end < length ? end : -1, lineLength[0]);
                wide.end(new LengthOnly(lineLength));
            }
        }
    }

    /** C7. */
    @Test
    void endsTheLastLineWithTheStreamUnlessItIsEmpty() {
        read("ab\n");
        reader.end(sink);
        assertEquals(List.of("ab"), sink.lines);
        read("cd");
        reader.end(sink);
        reader.end(sink);
        assertEquals(List.of("ab", "cd"), sink.lines);
    }

    @Test
    void endsALongLineWithTheStream() {
        read("123456789");
        reader.end(sink);
        reader.end(sink);
        assertEquals(List.of("long: 123456789"), sink.lines);
    }

    @Test
    void needsALimit() {
        assertThrows(IllegalArgumentException.class, () -> new LineReader(0));
    }

    private int read(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return reader.read(bytes, 0, bytes.length, sink);
    }

    private static List<String> readCut(String text, int... cuts) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        LineReader fresh = new LineReader(LIMIT);
        Recorder recorder = new Recorder();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : bytes.length;
            assertEquals(to - from, fresh.read(bytes, from, to - from, recorder));
            from = to;
        }
        fresh.end(recorder);
        return recorder.lines;
    }

    /** The lines of a text, by other means. */
    private static List<String> linesOf(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        lines.replaceAll(line -> line.length() > LIMIT ? "long: " + line : line);
        return lines;
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, ISO_8859_1);
    }

    private record LengthOnly(int[] length) implements LineSink {
        @Override
        public boolean line(byte[] bytes, int offset, int count) {
            length[0] = count;
            return false;
        }

        @Override
        public boolean piece(byte[] bytes, int at, int count, boolean begins, boolean ends) {
            throw new AssertionError("not a long line");
        }
    }
}
