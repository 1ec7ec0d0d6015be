package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.journal.Journal;
import herd.net.EventLoop;
import herd.net.LoopSettings;
import herd.places.offline.OfflineService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {

    private final AtomicLong clockNanos = new AtomicLong(1);

    @TempDir Path folder;

    @Test
    void logsTheCountersOnceAMinute() throws Exception {
        Path log = folder.resolve("log");
        try (EventLoop loop = EventLoop.open(LoopSettings.defaults().withClock(clockNanos::get));
                Journal journal = ServerLoops.journal(log);
                OfflineService places = new OfflineService()) {
            ServerLoop server = ServerLoops.alone(loop, journal, places);
            loop.start();
            onLoop(loop, () -> new Housekeeping(server, new WallClock()).begin());
            for (int minute = 1; minute <= 2; minute++) {
                goOn(loop, 59_999_999_999L);
                onLoop(loop, () -> server.note("just before"));
                goOn(loop, 1);
                onLoop(loop, () -> server.note("a minute has passed"));
            }
            assertTrue(journal.close(Duration.ofSeconds(10)));
        }
        List<String> minute = List.of("just before", "counters", "a minute has passed");
        assertEquals(Stream.of(minute, minute).flatMap(List::stream).toList(), words(log));
    }

    /** What each line is about, without the time that it begins with. */
    private static List<String> words(Path log) throws Exception {
        return Files.readAllLines(log).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1).replaceFirst(":.*", ""))
                .toList();
    }

    /** The loop has looked at the clock after this, and done what was due. */
    private void goOn(EventLoop loop, long nanos) throws Exception {
        clockNanos.addAndGet(nanos);
        for (int turn = 0; turn < 3; turn++) {
            onLoop(loop, () -> {});
        }
    }

    private static void onLoop(EventLoop loop, Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(
                () -> {
                    task.run();
                    done.complete(null);
                });
        done.get(10, TimeUnit.SECONDS);
    }
}
