package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.client.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live herd, and many: started, run and closed. */
@Timeout(60)
class LiveHerdTest {

    private static final Topology PAIR = Topology.of("East West", "East-West");

    /** The example of the class, and of this module's README. */
    @Test
    void isAHerdInTenLines() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks();
                RawClient kiwi = herd.client("Hill")) {
            kiwi.send("IAMAT kiwi +34.068930-118.445127 1520023934.918963997\n");
            String at = kiwi.readLine();
            herd.server("Smith").kill();
            herd.awaitKnown("Campbell", "kiwi");
            assertEquals(Optional.of(at), herd.ask("Campbell", "kiwi"));
        }
    }

    @Test
    void isShownInTheReadmeAsItIsTested() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String test = Files.readString(Path.of("src/test/java/herd/testkit/LiveHerdTest.java"));
        int start = readme.indexOf("    try (LiveHerd herd");
        String example = readme.substring(start, readme.indexOf("\n    }\n", start));
        assertTrue(test.contains(example.indent(4).stripTrailing()), example);
    }

    @Test
    void isUpInNoTime() {
        for (int i = 0; i < 5; i++) {
            long began = System.nanoTime();
            long started;
            long linked;
            try (LiveHerd herd = LiveHerd.ofFive()) {
                started = System.nanoTime();
                herd.awaitLinks();
                linked = System.nanoTime();
            }
            System.out.printf(
                    "five servers: started in %d ms, linked %d ms later, closed in %d ms%n",
                    millis(began, started),
                    millis(started, linked),
                    millis(linked, System.nanoTime()));
        }
    }

    /** Ports, threads, logs and proxies of each are its own. */
    @Test
    void isOneOfSixteen() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        long began = System.nanoTime();
        try {
            List<Future<Integer>> messages = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String id = "only-in-" + i;
                messages.add(threads.submit(() -> liveOn(id)));
            }
            for (Future<Integer> each : messages) {
                assertEquals(1, each.get());
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf("sixteen herds at once: %d ms%n", millis(began, System.nanoTime()));
    }

    /** How many clients a herd knows of that is told of one, loses a server, and takes it back. */
    private static int liveOn(String clientId) {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks();
                RawClient client = herd.client("Hill")) {
            client.iamat(clientId, "+1-1", "1");
            herd.server("Smith").kill();
            herd.link("Hill", "Jaquez").reset();
            herd.server("Smith").restart();
            herd.awaitLinks().awaitConverged();
            assertTrue(herd.ask("Campbell", clientId).isPresent());
            return (int) herd.server("Smith").records();
        }
    }

    /** Who connects again and again for hours must not fill the memory with what came. */
    @Test
    void forgetsClientsThatAreClosed() {
        try (LiveHerd herd = LiveHerd.of(Topology.of("East", ""))) {
            WeakReference<RawClient> gone = new WeakReference<>(herd.client("East"));
            Optional.ofNullable(gone.get()).ifPresent(RawClient::close);
            herd.client("East").send("?\n").expect("? ?\n");
            herd.await(
                    "nobody to hold a client that was closed",
                    () -> {
                        System.gc();
                        return gone.get() == null;
                    });
        }
    }

    @Test
    void letsTimePass() {
        try (LiveHerd herd = LiveHerd.of(PAIR)) {
            assertThrows(IllegalArgumentException.class, () -> herd.pass(Duration.ofNanos(-1)));
            Duration before = herd.now();
            herd.pass(Duration.ofMillis(20));
            assertTrue(herd.now().minus(before).toMillis() >= 20);
        }
    }

    @Test
    void knowsHowLongASoundHerdMayTake() {
        assertEquals(Duration.ofSeconds(19), Deadlines.converged(5, Duration.ZERO));
        assertEquals(Duration.ofSeconds(39), Deadlines.converged(5, Duration.ofSeconds(1)));
        assertEquals(Duration.ofSeconds(24), Deadlines.converged(1, Duration.ofSeconds(1)));
    }

    @Test
    void keepsThePortsOfAServerThatIsDown() {
        try (LiveHerd herd = LiveHerd.of(PAIR)) {
            InetSocketAddress address = herd.address("East");
            for (int i = 0; i < 3; i++) {
                herd.server("East").kill();
                assertThrows(UncheckedIOException.class, () -> RawClient.connect(address));
                for (ServerSocket other : pickedPorts(50)) {
                    assertFalse(other.getLocalPort() == address.getPort());
                }
                herd.server("East").start();
                assertEquals(address, herd.embedded("East").clientAddress());
                herd.client("East").send("?\n").expect("? ?\n").close();
            }
        }
    }

    @Test
    void knowsWhoRuns() {
        try (LiveHerd herd = LiveHerd.builder().topology(PAIR).stopped()) {
            assertEquals(List.of(), herd.running());
            herd.server("West").start();
            assertEquals(List.of("West"), herd.running());
            assertThrows(IllegalStateException.class, () -> herd.server("West").start());
            assertThrows(IllegalStateException.class, () -> herd.server("East").stop());
            assertThrows(IllegalStateException.class, () -> herd.server("East").kill());
            assertThrows(IllegalStateException.class, () -> herd.client("East"));
        }
    }

    @Test
    void closesSoonThoughClientsAreStuck() {
        List<RawClient> stuck = new ArrayList<>();
        LiveHerd herd = LiveHerd.ofFive();
        for (String server : herd.running()) {
            RawClient client = RawClient.connect(herd.address(server), 4096);
            client.sendUntilStuck("never read\n".repeat(1000), Duration.ofMillis(100));
            stuck.add(client);
        }
        long began = System.nanoTime();
        herd.close();
        herd.close();
        long millis = millis(began, System.nanoTime());
        stuck.forEach(RawClient::close);
        System.out.printf("closed with stuck clients in %d ms%n", millis);
        assertTrue(millis < 5_000, millis + " ms");
    }

    @Test
    void leavesNoThreadBehind() {
        Set<Thread> before = threads();
        LiveHerd herd = LiveHerd.ofFive().awaitLinks();
        herd.server("Smith").kill();
        herd.server("Hill").stop();
        herd.close();
        Changes none = new Changes(Duration.ofSeconds(20));
        none.await("all threads to end", () -> before.containsAll(threads()), () -> "" + threads());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("herd"))
                .collect(Collectors.toSet());
    }

    @Test
    void removesItsLogsButNotThoseOfSomebodyElse(@TempDir Path folder) {
        Path removed;
        try (LiveHerd herd = LiveHerd.of(PAIR)) {
            removed = herd.logFile("East");
            assertTrue(Files.exists(removed));
        }
        assertFalse(Files.exists(removed.getParent()));
        LiveHerd.builder().topology(PAIR).logDirectory(folder).start().close();
        assertTrue(Files.exists(folder.resolve("East.log")));
    }

    /** Ports that the system picks for somebody else, all at the same time. */
    private static List<ServerSocket> pickedPorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sockets;
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
