package herd.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the journal have in common: a folder, and a disk that does what it is told. */
abstract class OnDisk {

    static final long TIME = 1520023934918963997L;
    static final String TIME_TEXT = "2018-03-02T20:52:14.918963997Z ";
    static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;

    final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    final FaultyDisk disk = new FaultyDisk();
    private final List<Journal> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        disk.stuck.countDown();
        open.forEach(journal -> journal.close(SOON));
    }

    static void line(Journal journal, Direction direction, long connection, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        journal.line(TIME, direction, connection, bytes, 0, bytes.length, 0);
    }

    Journal open(JournalSettings settings) throws IOException {
        Journal journal = Journal.open(path(), settings, disk);
        open.add(journal);
        return journal;
    }

    JournalSettings settings(boolean messages) {
        return new JournalSettings(1 << 30, 1, messages, troubles::add);
    }

    Path path() {
        return folder.resolve("logs").resolve("Hill.log");
    }

    static Thread writer() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("herd-journal Hill.log")) {
                return thread;
            }
        }
        throw new AssertionError("no writer");
    }

    static void waitUntil(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            Thread.yield();
        }
    }
}
