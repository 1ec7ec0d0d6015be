package herd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the log when the disk is full, stuck, or gone. */
@Timeout(60)
class JournalTroubleTest extends OnDisk {

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
}
