package herd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {

    private static final long TIME = 1520023934918963997L;
    private static final String TIME_TEXT = "2018-03-02T20:52:14.918963997Z ";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final FaultyDisk disk = new FaultyDisk();
    private final List<Journal> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        disk.stuck.countDown();
        open.forEach(journal -> journal.close(SOON));
    }

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
    void skipsWhatTheBufferCannotHoldAndCountsItInTheLog() throws Exception {
        disk.stuck = new CountDownLatch(1);
        Journal journal = open(new JournalSettings(1 << 30, 1, true, 1 << 20, troubles::add));
        byte[] text = new byte[1000];
        line(journal, Direction.CLIENT_IN, 0, "first");
        disk.writing.await();
        long before = System.nanoTime();
        for (int i = 0; i < 5000; i++) {
            journal.line(TIME, Direction.CLIENT_IN, 1, text, 0, text.length, 0);
        }
        assertTrue(System.nanoTime() - before < SOON.toNanos());
        long skipped = journal.counters().skipped();
        assertEquals(5000 - (1 << 20) / 1028, skipped, 100);
        journal.event(TIME, "link Smith down");
        assertEquals(skipped, journal.counters().skipped());
        disk.stuck.countDown();
        assertTrue(journal.close(SOON));
        List<String> lines = Files.readAllLines(path());
        assertEquals(1 + 5000 - skipped + 1 + 1, lines.size());
        assertEquals(TIME_TEXT + "link Smith down", lines.get(lines.size() - 2));
        assertEquals(
                "skipped " + skipped + " entries, for the buffer was full",
                LogEntry.read(lines.get(lines.size() - 1)).string());
    }

    @Test
    void survivesAFullDiskAndSaysSoOnce() throws Exception {
        Journal journal = open(settings(true));
        line(journal, Direction.CLIENT_IN, 1, "before");
        waitUntil(() -> journal.counters().written() == 1, "it is written");
        disk.room = 40; // enough for half of an entry
        line(journal, Direction.CLIENT_IN, 1, "cut in two by the end of the disk");
        line(journal, Direction.CLIENT_IN, 1, "waits");
        disk.failed.await();
        waitUntil(() -> journal.counters().failures() >= 2, "it is tried again");
        assertTrue(journal.counters().failing());
        line(journal, Direction.CLIENT_IN, 1, "waits, too");
        disk.room = Long.MAX_VALUE;
        waitUntil(() -> !journal.counters().failing(), "it is written again");
        line(journal, Direction.CLIENT_IN, 1, "after");
        assertTrue(journal.close(SOON));

        List<LogEntry> entries = Files.readAllLines(path()).stream().map(LogEntry::read).toList();
        assertEquals("before", entries.get(0).string());
        assertEquals(-1, entries.get(1).omittedBytes());
        assertEquals("waits", entries.get(2).string());
        assertTrue(
                entries.get(3)
                        .string()
                        .matches("log written again after \\d+ s: No space left on device"),
                entries.get(3).string());
        assertEquals("waits, too", entries.get(4).string());
        assertEquals("after", entries.get(5).string());
        assertEquals(6, entries.size());
        assertEquals(1, journal.counters().lost());
        assertEquals(2, troubles.size(), troubles.toString());
    }

    @Test
    void makesTheFileAgainWhenItsFolderIsGone() throws Exception {
        Journal journal = open(settings(true));
        line(journal, Direction.CLIENT_IN, 1, "before");
        waitUntil(() -> journal.counters().written() == 1, "it is written");
        Files.delete(path());
        Files.delete(path().getParent());
        waitUntil(
                () -> {
                    line(journal, Direction.CLIENT_IN, 1, "after");
                    return Files.exists(path());
                },
                "the file is there again");
        assertTrue(journal.close(SOON));
        assertEquals(TIME_TEXT + "c1 < after", Files.readAllLines(path()).get(0));
    }

    @Test
    void leavesAStuckDiskToItself() throws Exception {
        disk.stuck = new CountDownLatch(1);
        Journal journal = open(settings(true));
        line(journal, Direction.CLIENT_IN, 1, "never written");
        disk.writing.await();
        long before = System.nanoTime();
        assertFalse(journal.close(Duration.ofMillis(50)));
        assertTrue(System.nanoTime() - before < SOON.toNanos());
        assertTrue(writer().isDaemon());
    }

    @Test
    void saysWhatItCouldNotWriteWhenItIsClosed() throws Exception {
        disk.room = 0;
        Journal journal = open(settings(true));
        line(journal, Direction.CLIENT_IN, 1, "one");
        disk.failed.await();
        line(journal, Direction.CLIENT_IN, 1, "two");
        assertTrue(journal.close(SOON));
        assertEquals(2, journal.counters().lost());
        assertEquals(0, journal.counters().written());
        assertEquals(
                path() + " was closed without its last 2 entries",
                new ArrayList<>(troubles).get(troubles.size() - 1));
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

    private static void line(Journal journal, Direction direction, long connection, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        journal.line(TIME, direction, connection, bytes, 0, bytes.length, 0);
    }

    private Journal open(JournalSettings settings) throws IOException {
        Journal journal = Journal.open(path(), settings, disk);
        open.add(journal);
        return journal;
    }

    private JournalSettings settings(boolean messages) {
        return new JournalSettings(1 << 30, 1, messages, troubles::add);
    }

    private Path path() {
        return folder.resolve("logs").resolve("Hill.log");
    }

    private static Thread writer() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("herd-journal Hill.log")) {
                return thread;
            }
        }
        throw new AssertionError("no writer");
    }

    private static void waitUntil(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            Thread.yield();
        }
    }
}
