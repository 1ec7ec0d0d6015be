package herd.flood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparing where a record lies, which is done in steps of eight bytes and a rest. */
class RecordStoreTest {

    private final RecordStore records = new RecordStore(Long.MAX_VALUE, new DirectMemory());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 8, 9, 15, 16, 17, 23, 24, 25, 40})
    void tellsIdsApartInEveryByteAndInLength(int length) {
        String id = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz".substring(0, length);
        int handle = record(Lines.line("Hill", id, Lines.PLACE, "1", "1"));
        byte[] bytes = ("--" + id + "more").getBytes(StandardCharsets.US_ASCII);
        assertTrue(records.hasId(handle, bytes, 2, length));
        assertFalse(records.hasId(handle, bytes, 2, length - 1));
        assertFalse(records.hasId(handle, bytes, 2, length + 1));
        for (int i = 2; i < 2 + length; i++) {
            bytes[i]++;
            assertFalse(records.hasId(handle, bytes, 2, length), id + " at " + i);
            bytes[i]--;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 20_000})
    void tellsLinesApartInEveryByte(int idLength) {
        String text = Lines.line("Hill", "x".repeat(idLength), Lines.PLACE, "1", "1");
        int handle = record(text);
        AtLine line = Lines.read(text);
        assertTrue(records.hasLine(handle, line));
        for (int i = 0; i < line.length(); i++) {
            line.bytes()[i]++;
            assertFalse(records.hasLine(handle, line), text + " at " + i);
            line.bytes()[i]--;
        }
    }

    @Test
    void copiesALineOverALongerOne() {
        HeldLine held = new HeldLine();
        for (int length : new int[] {500, 3, 20_000, 7}) {
            String text = Lines.line("Hill", "x".repeat(length), Lines.PLACE, "1", "1");
            held.of(records, record(text));
            assertEquals(text.length(), held.length());
            assertArrayEquals(
                    text.getBytes(StandardCharsets.US_ASCII),
                    Arrays.copyOf(held.bytes(), held.length()));
        }
    }

    private int record(String text) {
        AtLine line = Lines.read(text);
        int handle = records.allocate(line);
        records.fill(handle, line, 1, 1, 1);
        return handle;
    }
}
