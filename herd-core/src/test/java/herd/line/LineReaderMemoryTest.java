package herd.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of lines, for how long, and where. PROTOCOL.md, Clients. */
class LineReaderMemoryTest {

    /** Remembers where lines lay. */
    private static final class Memory implements LineSink {
        private final List<byte[]> kept = new ArrayList<>();
        private byte[] chunk = {};
        private byte[] last = {};
        private int lastOffset;
        private int lastLength;

        void feed(LineReader reader, String... chunks) {
            for (String each : chunks) {
                chunk = each.getBytes(ISO_8859_1);
                reader.read(chunk, 0, chunk.length, this);
            }
        }

        @Override
        public boolean line(byte[] bytes, int offset, int length) {
            last = bytes;
            lastOffset = offset;
            lastLength = length;
            if (bytes != chunk && kept.stream().noneMatch(array -> array == bytes)) {
                kept.add(bytes);
            }
            return true;
        }

        @Override
        public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
            throw new AssertionError("no line is too long");
        }

        /** What lies now where the last line lay. */
        String last() {
            return new String(last, lastOffset, lastLength, ISO_8859_1);
        }

        /** How many arrays of the reader's own lines lay in. */
        int arrays() {
            return kept.size();
        }
    }

    private record CountingPieces(int[] bytes) implements LineSink {
        @Override
        public boolean line(byte[] in, int offset, int length) {
            throw new AssertionError("a long line");
        }

        @Override
        public boolean piece(byte[] in, int offset, int length, boolean begins, boolean ends) {
            bytes[0] += length;
            return true;
        }
    }

    /** C44. */
    @Test
    void keepsNoMoreThanTheLimitOfALineWithoutEnd() {
        LineReader wide = new LineReader(1000);
        byte[] chunk = "x".repeat(700).getBytes(ISO_8859_1);
        for (int size : new int[] {1, 7, 699, 700}) {
            int kept = 0;
            long passedOn = 0;
            int[] pieces = {0};
            for (int i = 0; i < 5000; i++) {
                wide.read(chunk, 0, size, new CountingPieces(pieces));
                kept = Math.max(kept, wide.heldBytes());
                passedOn = pieces[0];
            }
            assertTrue(kept <= 1000, "kept " + kept);
            assertEquals(5000L * size, passedOn, "of a line that is long, nothing is held back");
            assertEquals(0, wide.heldBytes());
            wide.end(new CountingPieces(pieces));
        }
    }

    @Test
    void keepsNothingBetweenLines() {
        LineReader reader = new LineReader(100);
        Memory memory = new Memory();
        memory.feed(reader, "abc");
        assertTrue(reader.heldBytes() >= 3);
        memory.feed(reader, "def\n");
        assertEquals(0, reader.heldBytes());
    }

    @Test
    void keepsNothingOfALineThatGrewTooLong() {
        LineReader reader = new LineReader(8);
        int[] pieces = {0};
        for (String each : new String[] {"1234567", "89\n"}) {
            byte[] chunk = each.getBytes(ISO_8859_1);
            reader.read(chunk, 0, chunk.length, new CountingPieces(pieces));
        }
        assertEquals(9, pieces[0]);
        assertEquals(0, reader.heldBytes());
    }

    @Test
    void usesMemoryOfALineAgain() {
        LineReader keeping = new LineReader(1000, 100);
        Memory memory = new Memory();
        memory.feed(
                keeping, "0123456789", "ab\n0123", "\n01", "\n\n\n", "x\n", "012", "3\n0", "1\n");
        assertEquals(2, memory.arrays(), "arrays that beginnings were kept in");
        assertEquals(0, keeping.heldBytes());
    }

    @Test
    void letsMemoryOfALongLineGo() {
        LineReader keeping = new LineReader(1000, 100);
        Memory memory = new Memory();
        memory.feed(keeping, "x".repeat(101), "\nab", "c\nab", "c\nab", "c\n");
        assertEquals(3, memory.arrays(), "one that is long, and two that are used in turns");
    }

    /** A batch of lines is looked at when all of a read have come. */
    @Test
    void leavesALineAloneUntilTheNextRead() {
        for (int spare : new int[] {0, 100}) {
            LineReader keeping = new LineReader(1000, spare);
            Memory memory = new Memory();
            for (int i = 0; i < 20; i++) {
                memory.feed(keeping, i + "|" + i + "\n" + i + "<");
                String before = i == 0 ? "" : i - 1 + "<";
                assertEquals(before + i + "|" + i, memory.last(), "with " + spare + " spare bytes");
            }
        }
    }
}
