package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.client.HerdClient;
import herd.client.InvalidCommandException;
import herd.client.Nearby;
import herd.protocol.Report;
import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client that comes with a server, against a server: what {@link HerdClient} promises. */
@Timeout(60)
class HerdClientTest {

    private static final String UCLA = "+34.068930-118.445127";

    private final HeldPlaces places = new HeldPlaces();
    private final LiveHerd herd =
            LiveHerd.builder().topology(Topology.of("Hill", "")).places(() -> places).start();
    private final HerdClient client = of(HerdClient.connect(herd.address("Hill")));

    @AfterEach
    void close() {
        client.close();
        herd.close();
    }

    private static <T> T of(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Throwable failure(CompletableFuture<?> future) {
        return assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS))
                .getCause();
    }

    @Test
    void tellsAndAsksWithoutWaitingForAnswers() {
        List<CompletableFuture<Report>> told = new ArrayList<>();
        List<CompletableFuture<Nearby>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            told.add(client.iamat("kiwi", UCLA, "1520023934." + i));
            asked.add(client.whatsat("kiwi", "10", 5));
        }
        places.letGo();
        for (int i = 0; i < 100; i++) {
            assertEquals("1520023934." + i, of(told.get(i)).time());
            assertEquals("Hill", of(asked.get(i)).report().server());
            assertEquals(HeldPlaces.text(), of(asked.get(i)).json() + "\n\n");
        }
    }

    @Test
    void saysWhatTheServerTakesForInvalid() {
        CompletableFuture<Nearby> unknown = client.whatsat("nobody", "10", 5);
        CompletableFuture<Report> nowhere = client.iamat("kiwi", "nowhere", "1");
        CompletableFuture<Report> good = client.iamat("kiwi", UCLA, "1");
        assertInstanceOf(InvalidCommandException.class, failure(unknown));
        assertTrue(failure(nowhere).getMessage().contains("? IAMAT kiwi nowhere 1"));
        assertEquals("kiwi", of(good).clientId());
        assertInstanceOf(
                IllegalArgumentException.class, failure(client.iamat("a\nIAMAT b", UCLA, "1")));
    }

    @Test
    void saysThatTheServerIsGone() throws Exception {
        of(client.iamat("kiwi", UCLA, "1"));
        CompletableFuture<Nearby> waiting = client.whatsat("kiwi", "10", 5);
        places.awaitQuestions(1);
        herd.server("Hill").kill();
        assertInstanceOf(IOException.class, failure(waiting));
        assertInstanceOf(IOException.class, failure(client.iamat("kiwi", UCLA, "2")));
        assertInstanceOf(IOException.class, failure(HerdClient.connect(herd.address("Hill"))));
    }

    @Test
    void saysThatItIsClosed() {
        client.close();
        client.close();
        assertInstanceOf(
                RejectedExecutionException.class, failure(client.iamat("kiwi", UCLA, "1")));
    }
}
