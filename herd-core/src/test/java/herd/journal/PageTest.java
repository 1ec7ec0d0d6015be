package herd.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final long TIME = 1520023934918963997L;
    private static final String TIME_TEXT = "2018-03-02T20:52:14.918963997Z ";

    private final Page page = new Page();
    private final Chunk chunk = new Chunk();

    @Test
    void writesAMessageWithTimeConnectionAndDirection() {
        assertEquals(
                TIME_TEXT + "c12 < IAMAT kiwi +34-118 1\n",
                message(Direction.CLIENT_IN, 12, "IAMAT kiwi +34-118 1", 0));
        assertEquals(TIME_TEXT + "c0 > AT\n", message(Direction.CLIENT_OUT, 0, "AT", 0));
        assertEquals(TIME_TEXT + "c7 > ? x\n", message(Direction.CLIENT_ECHO, 7, "x", 0));
        assertEquals(TIME_TEXT + "n3 < x\n", message(Direction.LINK_IN, 3, "x", 0));
        assertEquals(
                TIME_TEXT + "n9223372036854775807 > \n",
                message(Direction.LINK_OUT, Long.MAX_VALUE, "", 0));
    }

    @Test
    void saysHowMuchWasLeftOut() {
        assertEquals(
                TIME_TEXT + "c1 < abc\\+4294967296\n",
                message(Direction.CLIENT_IN, 1, "abc", 1L << 32));
    }

    @Test
    void escapesWhatIsNotPrintableAsciiAndTheBackslash() {
        assertEquals(
                TIME_TEXT + "c1 < a\\n\\r\\t\\\\ \\x00\\x1b[31m\\x7f\\xc3\\xa9\\xff~\n",
                message(
                        Direction.CLIENT_IN,
                        1,
                        "a\n\r\t\\ \0\u001b[31m\u007f\u00c3\u00a9\u00ff~",
                        0));
    }

    @Test
    void letsNobodyForgeWhatTheLogItselfSays() {
        for (String forged :
                new String[] {
                    "a\\+5", "a \\!", "\\", "\\\\+5", "x\n" + TIME_TEXT + "link Smith down", "\\n"
                }) {
            String line = message(Direction.CLIENT_IN, 1, forged, 0);
            assertEquals(line.length() - 1, line.indexOf('\n'));
            LogEntry entry = LogEntry.read(line.strip());
            assertEquals(forged, entry.string());
            assertEquals(0, entry.omittedBytes());
            assertEquals("c1 <", entry.who());
        }
    }

    @Test
    void findsEveryByteThatNeedsAnEscapeAtEveryPlace() {
        for (int length = 1; length <= 26; length++) {
            for (int place = 0; place < length; place++) {
                for (int value = 0; value < 256; value++) {
                    byte[] text = "abcdefghijklmnopqrstuvwxyz".substring(0, length).getBytes();
                    text[place] = (byte) value;
                    assertRoundTrip(text, "byte " + value + " at " + place + " of " + length);
                }
            }
        }
    }

    @Test
    void canBeReadBackWhateverIsSent() {
        long seed = 4711;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[random.nextInt(200)];
            random.nextBytes(text);
            for (int i = 0; i < text.length; i++) {
                if (random.nextInt(8) < round % 8) {
                    text[i] = (byte) "abc \\+x19".charAt(random.nextInt(9));
                }
            }
            assertRoundTrip(text, "seed " + seed + ", round " + round);
        }
    }

    @Test
    void hasRoomForTheLongestEntry() {
        page.empty();
        byte[] worst = new byte[Journal.MAX_EVENT_BYTES];
        System.arraycopy(worst, 0, chunk.bytes, 0, worst.length);
        assertFalse(page.isFullFor(worst.length));
        page.event(TIME, chunk, 0, worst.length);
        page.endEntry(Long.MAX_VALUE);
        assertEquals(
                TimeText.LENGTH + 1 + 4 * worst.length + 2 + 19 + 1, page.unwritten().remaining());
        assertTrue(page.isFullFor(worst.length));
    }

    @Test
    void leavesOutTheRestOfAnEntryThatWasWrittenInPart() {
        page.empty();
        page.note(TIME, "one");
        int first = page.unwritten().remaining();
        page.note(TIME, "two");
        page.note(TIME, "three");
        page.unwritten().position(first);
        assertFalse(page.dropBegunEntry());
        page.unwritten().position(first + 1);
        assertTrue(page.dropBegunEntry());
        assertEquals(TIME_TEXT + "three\n", text(page.unwritten()));
        assertFalse(page.dropBegunEntry());
    }

    private void assertRoundTrip(byte[] text, String what) {
        String line =
                message(Direction.CLIENT_IN, 1, new String(text, StandardCharsets.ISO_8859_1), 0);
        for (int i = 0; i < line.length() - 1; i++) {
            assertTrue(line.charAt(i) >= ' ' && line.charAt(i) <= '~', what);
        }
        LogEntry entry = LogEntry.read(line.substring(0, line.length() - 1));
        assertArrayEquals(text, entry.text(), what);
        assertEquals(0, entry.omittedBytes(), what);
    }

    private String message(Direction direction, long connection, String latin1, long omitted) {
        byte[] text = latin1.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, chunk.bytes, 5, text.length);
        page.empty();
        page.message(TIME, direction, connection, chunk, 5, text.length);
        page.endEntry(omitted);
        return text(page.unwritten());
    }

    private static String text(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new String(copy, StandardCharsets.US_ASCII);
    }
}
