package herd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the log holds of what happened, and what that costs. */
@Timeout(60)
class JournalTest extends OnDisk {

    @Test
    void writesMessagesAndEventsInOrder() throws Exception {
        Journal journal = open(settings(true));
        journal.event(TIME, "start Hill");
        line(journal, Direction.CLIENT_IN, 1, "IAMAT kiwi");
        line(journal, Direction.CLIENT_OUT, 1, "AT Hill");
        journal.event(TIME, "stop\nfor good");
        assertTrue(journal.close(SOON));
        assertEquals(
                TIME_TEXT
                        + "start Hill\n"
                        + TIME_TEXT
                        + "c1 < IAMAT kiwi\n"
                        + TIME_TEXT
                        + "c1 > AT Hill\n"
                        + TIME_TEXT
                        + "stop\\nfor good\n",
                Files.readString(path()));
        assertEquals(4, journal.counters().written());
        assertEquals(Files.size(path()), journal.counters().bytes());
        assertEquals(List.of(), List.copyOf(troubles));
    }

    @Test
    void writesOnlyEventsWhereMessagesAreNotWanted() throws Exception {
        Journal journal = open(settings(false));
        line(journal, Direction.CLIENT_IN, 1, "IAMAT kiwi");
        journal.event(TIME, "stop");
        journal.close(SOON);
        assertFalse(journal.takesLines());
        assertEquals(TIME_TEXT + "stop\n", Files.readString(path()));
    }

    @Test
    void writesTheFirst4KiBOfAMessageAndHowMuchMoreThereWas() throws Exception {
        Journal journal = open(settings(true));
        byte[] text = "x".repeat(5000).getBytes(StandardCharsets.US_ASCII);
        journal.line(TIME, Direction.CLIENT_IN, 1, text, 0, 4096, 0);
        journal.line(TIME, Direction.CLIENT_IN, 1, text, 0, 4097, 0);
        journal.line(TIME, Direction.CLIENT_IN, 1, text, 0, 5000, 1_000_000);
        journal.line(TIME, Direction.CLIENT_IN, 1, text, 0, 100, 7);
        journal.event(TIME, "y".repeat(10_000));
        journal.close(SOON);
        String shown = TIME_TEXT + "c1 < " + "x".repeat(4096);
        assertEquals(
                List.of(
                        shown,
                        shown + "\\+1",
                        shown + "\\+1000904",
                        TIME_TEXT + "c1 < " + "x".repeat(100) + "\\+7",
                        TIME_TEXT + "y".repeat(8192) + "\\+1808"),
                Files.readAllLines(path()));
    }

    @Test
    void writesWithoutBeingClosedAlsoAfterALongRest() throws Exception {
        Journal journal = open(settings(true));
        Thread writer = writer();
        for (int round = 1; round <= 3; round++) {
            long expected = round;
            waitUntil(() -> writer.getState() == Thread.State.WAITING, "the writer parks");
            line(journal, Direction.CLIENT_IN, 1, "round " + round);
            waitUntil(() -> journal.counters().written() == expected, "it is written");
        }
    }

    @Test
    void writesEverythingOfAStream() throws Exception {
        int lines = 400_000;
        Journal journal = open(settings(true));
        byte[] text = new byte[80];
        for (int i = 0; i < lines; i++) {
            text[i % 80] = (byte) i;
            journal.line(TIME + i, Direction.CLIENT_IN, i, text, 0, 80, 0);
            while (journal.counters().skipped() > 0) {
                throw new AssertionError("skipped at " + i);
            }
            if (i % 20_000 == 0) {
                long upTo = i;
                waitUntil(() -> journal.counters().written() >= upTo, "the writer keeps up");
            }
        }
        assertTrue(journal.close(SOON));
        int read = 0;
        for (String line : Files.readAllLines(path())) {
            if (read % 1000 == 0) {
                assertEquals("c" + read + " <", LogEntry.read(line).who());
            }
            read++;
        }
        assertEquals(lines, read);
    }

    @Test
    void putsFilesAsideWhileItIsWritten() throws Exception {
        Journal journal = open(new JournalSettings(64 << 10, 2, true, 8 << 20, troubles::add));
        byte[] text = new byte[2000];
        for (int i = 0; i < 200; i++) {
            journal.line(TIME, Direction.CLIENT_IN, i, text, 0, text.length, 0);
        }
        assertTrue(journal.close(SOON));
        long lines = 0;
        for (String name : new String[] {"Hill.log", "Hill.log.1", "Hill.log.2"}) {
            Path file = path().resolveSibling(name);
            assertTrue(Files.size(file) <= 64 << 10, name);
            lines += Files.readAllLines(file).size();
        }
        assertFalse(Files.exists(path().resolveSibling("Hill.log.3")));
        assertTrue(lines < 200);
        assertEquals(200, journal.counters().written());
    }

    @Test
    void takesNoMoreThanASmallShareOfTheHeap() {
        assertEquals(32 << 20, JournalSettings.bufferBytes(4L << 30));
        assertEquals(8 << 20, JournalSettings.bufferBytes(256 << 20));
        assertEquals(64 << 10, JournalSettings.bufferBytes(1 << 20));
        assertEquals(32 << 20, JournalSettings.bufferBytes(Long.MAX_VALUE));
    }

    @Test
    void allocatesNothingForALine() throws Exception {
        Journal journal = open(settings(true));
        byte[] text = new byte[80];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 5000; i++) {
                journal.line(TIME, Direction.CLIENT_IN, i, text, 0, 80, 0);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            long upTo = 5000L * (round + 1);
            waitUntil(() -> journal.counters().written() >= upTo, "the writer keeps up");
        }
        assertTrue(least < 100, least + " bytes for 5000 lines");
    }
}
