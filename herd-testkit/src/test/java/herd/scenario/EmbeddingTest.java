package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.node.HerdConfig;
import herd.node.HerdServer;
import herd.node.ServerSnapshot;
import herd.protocol.Report;
import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server as a part of somebody else's program: what {@link HerdServer} promises. */
@Timeout(60)
class EmbeddingTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final String NOON = "1520023934.918963997";
    private static final Topology ALONE = Topology.of("Hill", "");
    private static final Topology PAIR = Topology.of("Hill Smith", "Hill-Smith");

    /** The example of {@link HerdServer}, on ports that are free and with its log out of the way. */
    @Test
    void reportsAndAsksInOneProgram(@TempDir Path logs) throws Exception {
        HerdConfig config =
                HerdConfig.builder()
                        .set("Hill.client", "127.0.0.1:0")
                        .set("Hill.peer", "127.0.0.1:0")
                        .set("links", "")
                        .logDirectory(logs)
                        .build();
        try (HerdServer hill = HerdServer.start(config, "Hill")) {
            hill.report("kiwi", "+34.068930-118.445127", "1520023934.918963997").join();
            String answer = hill.whatsAt("kiwi", "10", 5).join();
            assertTrue(answer.startsWith("AT Hill +"), answer);
            assertTrue(answer.endsWith("\"status\" : \"OK\"\n}"), answer);
            assertTrue(answer.contains("\"name\" : \"Beverly Hills\""), answer);
        }
    }

    @Test
    void speaksWithTheClientsOfTheSameServer() {
        try (LiveHerd herd = LiveHerd.of(ALONE);
                RawClient client = herd.client("Hill")) {
            Report report = herd.embedded("Hill").report("kiwi", UCLA, NOON).join();
            client.send("WHATSAT kiwi 10 0\n").expect(report + "\n").readUntil("\n\n");
            String at = client.send("IAMAT lime " + UCLA + " 1\n").readLine();
            assertEquals(at, herd.embedded("Hill").find("lime").join().orElseThrow().toString());
            assertEquals(Optional.empty(), herd.embedded("Hill").find("fig").join());
        }
    }

    @Test
    void tellsListenersOfEveryRecordWhereverItComesFrom() throws Exception {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks()) {
            LinkedBlockingQueue<Report> heard = new LinkedBlockingQueue<>();
            AutoCloseable listening = herd.embedded("Smith").listen(heard::add);
            Report here = herd.embedded("Smith").report("kiwi", UCLA, NOON).join();
            assertEquals(here, heard.poll(20, TimeUnit.SECONDS));
            Report there = herd.embedded("Hill").report("lime", UCLA, NOON).join();
            assertEquals(there, heard.poll(20, TimeUnit.SECONDS));
            herd.embedded("Smith").report("kiwi", UCLA, "1").join();
            listening.close();
            herd.embedded("Smith").report("fig", UCLA, NOON).join();
            assertEquals(List.of(), List.copyOf(heard), "older, or after the end of listening");
        }
    }

    @Test
    void survivesAListenerThatThrows() {
        try (LiveHerd herd = LiveHerd.of(ALONE)) {
            herd.embedded("Hill")
                    .listen(
                            report -> {
                                throw new IllegalStateException("a listener's own trouble");
                            });
            herd.embedded("Hill").report("kiwi", UCLA, NOON).join();
            herd.embedded("Hill").report("lime", UCLA, NOON).join();
            herd.awaitLog("Hill", "a listener's own trouble");
        }
    }

    @Test
    void countsWhatItDoes() {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks();
                RawClient client = herd.client("Hill")) {
            client.send("IAMAT kiwi " + UCLA + " 1\nWHATSAT kiwi 1 1\nwhat?\n");
            client.readUntil("? what?\n");
            ServerSnapshot hill = herd.embedded("Hill").snapshot().join();
            assertEquals("Hill", hill.server());
            assertEquals(List.of(1L, 1L, 1L, 1L), counts(hill));
            assertEquals(ServerSnapshot.LinkState.UP, hill.neighbours().get(0).state());
            assertEquals(0, hill.bugs());
            herd.awaitConverged();
            assertEquals(1, herd.snapshot("Smith").records());
        }
    }

    @Test
    void refusesWhatTheProtocolDoesNotKnow() {
        try (LiveHerd herd = LiveHerd.of(ALONE)) {
            HerdServer hill = herd.embedded("Hill");
            assertInvalid(hill.report("kiwi", "somewhere", NOON));
            assertInvalid(hill.report("two words", UCLA, NOON));
            assertInvalid(hill.report("kiwi", UCLA, NOON + "\nIAMAT lime " + UCLA + " 1"));
            assertInvalid(hill.whatsAt("nobody", "10", 5));
            hill.report("kiwi", UCLA, NOON).join();
            assertInvalid(hill.whatsAt("kiwi", "51", 5));
        }
    }

    @Test
    void answersNothingMoreOnceItHasStopped() throws Exception {
        try (LiveHerd herd = LiveHerd.of(ALONE)) {
            HerdServer hill = herd.embedded("Hill");
            herd.server("Hill").stop();
            assertStopped(hill.report("kiwi", UCLA, NOON));
            assertStopped(hill.whatsAt("kiwi", "10", 5));
            assertStopped(hill.snapshot());
            hill.whenStopped().toCompletableFuture().get(20, TimeUnit.SECONDS);
            hill.close();
        }
    }

    @Test
    void leavesNobodyWaitingWhenItIsStoppedAtOnce() throws Exception {
        HeldPlaces places = new HeldPlaces();
        try (LiveHerd herd = LiveHerd.builder().topology(ALONE).places(() -> places).start()) {
            HerdServer hill = herd.embedded("Hill");
            hill.report("kiwi", UCLA, NOON).join();
            CompletableFuture<String> waiting = hill.whatsAt("kiwi", "10", 5);
            places.awaitQuestions(1);
            herd.server("Hill").kill();
            assertStopped(waiting);
            assertStopped(hill.find("kiwi"));
            hill.whenStopped().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysThatItHasDiedAndOfWhat() {
        try (LiveHerd herd = LiveHerd.of(ALONE)) {
            HerdServer hill = herd.embedded("Hill");
            CompletionStage<Void> stopped = hill.whenStopped();
            hill.listen(
                    report -> {
                        throw new AssertionError("fatal");
                    });
            assertFatal(hill.report("kiwi", UCLA, NOON));
            assertFatal(stopped.toCompletableFuture());
            assertStopped(hill.report("lime", UCLA, NOON));
            herd.awaitLog("Hill", "failure: the server stops: java.lang.AssertionError: fatal");
        }
    }

    private static List<Long> counts(ServerSnapshot it) {
        return List.of(it.records(), it.iamats(), it.whatsats(), it.invalids());
    }

    private static void assertInvalid(CompletableFuture<?> answer) {
        Throwable cause = assertThrows(CompletionException.class, answer::join).getCause();
        assertEquals(IllegalArgumentException.class, cause.getClass());
    }

    private static void assertFatal(CompletableFuture<?> answer) {
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
        assertEquals("fatal", failed.getCause().getMessage());
    }

    private static void assertStopped(CompletableFuture<?> answer) {
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
        assertEquals(RejectedExecutionException.class, failed.getCause().getClass());
    }
}
