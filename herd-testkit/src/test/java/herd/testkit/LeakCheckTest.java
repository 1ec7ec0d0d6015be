package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import herd.testkit.client.RawClient;
import herd.testkit.places.FakePlaces;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeakCheckTest {

    private static final Duration SOON = Duration.ofMillis(200);

    private static String told(LeakCheck check) {
        return assertThrows(AssertionError.class, check::check).getMessage();
    }

    @Test
    void namesAThreadThatIsLeftAndWhatItDoes() throws Exception {
        LeakCheck check = LeakCheck.start(SOON);
        CountDownLatch end = new CountDownLatch(1);
        Thread left = new Thread(() -> waitFor(end), "the one that is left");
        left.start();
        String told = told(check);
        assertTrue(told.contains("thread \"the one that is left\""), told);
        assertTrue(told.contains("LeakCheckTest.waitFor"), told);
        end.countDown();
        left.join();
        check.check();
    }

    private static void waitFor(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void namesATimerThatIsLeft() {
        LeakCheck check = LeakCheck.start(SOON);
        Timer timer = new Timer("a timer", true);
        assertTrue(told(check).contains("thread \"a timer\""));
        timer.cancel();
        LeakCheck.start().check();
    }

    @Test
    void namesASocketASelectorAndAFileThatAreLeft(@TempDir Path folder) throws Exception {
        assumeTrue(LeakCheck.seesDescriptors(), "this system does not say what is open");
        Path file = folder.resolve("left-open");
        LeakCheck check = LeakCheck.start(SOON);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Selector selector = Selector.open();
                var writer = Files.newBufferedWriter(file)) {
            String told = told(check);
            assertTrue(told.contains("from port " + socket.getLocalPort() + " to nowhere"), told);
            assertTrue(told.contains("[eventpoll]"), told);
            assertTrue(told.contains("descriptor of " + file.toRealPath()), told);
            assertTrue(selector.isOpen());
            writer.write("done");
        }
        check.check();
    }

    @Test
    void namesWhereASecretIsAndNotTheSecret() {
        LeakCheck check = LeakCheck.start(SOON).forbid("the key of the door", "0pen-sesame");
        check.search("a diary", "went home\nsaid 0pen-sesame\nslept");
        String told = told(check);
        assertTrue(told.contains("the key of the door is in a diary, line 2"), told);
        assertFalse(told.contains("0pen-sesame"), told);
        assertThrows(IllegalArgumentException.class, () -> check.forbid("nothing", ""));
    }

    @Test
    void findsTheSecretsOfAHerdInItsLogs() {
        LeakCheck check = LeakCheck.start();
        try (LiveHerd herd = LiveHerd.of(Topology.of("Hill", ""));
                RawClient client = herd.client("Hill")) {
            check.watch(herd);
            client.send("so you know " + LiveHerdBuilder.KEY + "\n").expect("? ");
        }
        assertTrue(told(check).contains("the API key is in the log of Hill, line "));
    }

    @Test
    void findsNothingAfterAHerdThatIsClosed() {
        LeakCheck check = LeakCheck.start();
        for (boolean asNew : new boolean[] {false, true}) {
            try (FakePlaces places = FakePlaces.start();
                    LiveHerd herd = builder(places, asNew).start();
                    RawClient client = herd.client("Hill")) {
                check.watch(herd);
                client.send("IAMAT kiwi +34.06-118.44 1\nWHATSAT kiwi 1 3\n").readUntil("\n\n");
                herd.server("Smith").restart();
                assertEquals(1, places.requestCount());
            }
        }
        try (Herd herd = Herd.builder().start(Mode.SIMULATED)) {
            check.watch(herd);
            herd.awaitLinks();
        }
        check.check();
    }

    private static LiveHerdBuilder builder(FakePlaces places, boolean asNew) {
        return asNew ? LiveHerd.builder().googleNew(places) : LiveHerd.builder().google(places);
    }
}
