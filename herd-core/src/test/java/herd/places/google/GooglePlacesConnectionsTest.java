package herd.places.google;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connections and threads that asking Google takes, and how they end. */
@Timeout(30)
class GooglePlacesConnectionsTest extends AgainstStandIn {

    private static final int MANY = 40;
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void reportsThatNobodyListens() throws Exception {
        try (Socket closed = new Socket()) {
            // Bound and never listening: refuses, and nobody else is given the port.
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
            places = GooglePlaces.legacy(nobody, KEY);
            Unavailable answer = askInVain();
            assertEquals(Status.UNKNOWN_ERROR, answer.status());
            assertTrue(answer.detailForLog().contains("ConnectException"), answer.toString());
        }
    }

    /** The first question of all loads the client, which may take longer than a short deadline. */
    private void getStuckAfterOneAnswer(String beginning) throws Exception {
        play(LocalService.answer(200, OK), socket -> service.stuckAfter(beginning).play(socket));
        assertEquals(OK, text(ask(LONG)));
    }

    @Test
    void stopsAtTheDeadlineWhenNoAnswerComes() throws Exception {
        getStuckAfterOneAnswer("");
        Unavailable answer = assertInstanceOf(Unavailable.class, ask(SHORT));
        assertEquals(Status.UNKNOWN_ERROR, answer.status());
        assertTrue(answer.detailForLog().startsWith("timed out"), answer.detailForLog());
        assertNotNull(service.hangUps.poll(10, TimeUnit.SECONDS), "connection left open");
    }

    @Test
    void stopsAtTheDeadlineInTheMiddleOfABody() throws Exception {
        String beginning = LocalService.headText(200, "Content-Length: 1000\r\n") + "{";
        getStuckAfterOneAnswer(beginning);
        Unavailable answer = assertInstanceOf(Unavailable.class, ask(SHORT));
        assertTrue(answer.detailForLog().startsWith("timed out"), answer.detailForLog());
        assertNotNull(service.hangUps.poll(10, TimeUnit.SECONDS), "connection left open");
    }

    @Test
    void hangsUpWhenNobodyWaitsForTheAnswerAnyMore() throws Exception {
        String beginning = LocalService.headText(200, "Content-Length: 1000\r\n") + "{";
        service = new LocalService(socket -> service.stuckAfter(beginning).play(socket));
        places = GooglePlaces.legacy(service.base(), KEY);
        CompletableFuture<PlacesAnswer> answer = places.nearby(UCLA, LONG).toCompletableFuture();
        while (service.requests.isEmpty()) {
            Thread.onSpinWait();
        }
        answer.cancel(false);
        assertNotNull(service.hangUps.poll(10, TimeUnit.SECONDS), "connection left open");
    }

    @Test
    void givesUpWhatIsUnderWayWhenClosed() throws Exception {
        service = new LocalService(socket -> service.stuckAfter("").play(socket));
        places = GooglePlaces.legacy(service.base(), KEY);
        CompletableFuture<PlacesAnswer> answer = places.nearby(UCLA, LONG).toCompletableFuture();
        places.close();
        assertInstanceOf(Unavailable.class, answer.get(10, TimeUnit.SECONDS));
        places.close();
        assertInstanceOf(Unavailable.class, ask(LONG));
    }

    @Test
    void keepsAConnectionForTheNextQuestion() throws Exception {
        play(LocalService.answer(200, OK));
        assertEquals(OK, text(ask(LONG)));
        assertEquals(OK, text(ask(LONG)));
        assertEquals(1, service.connections());
    }

    @Test
    void asksManyAtOnceAndKeepsTheirConnections() throws Exception {
        CyclicBarrier allAsked = new CyclicBarrier(MANY);
        AtomicInteger answered = new AtomicInteger();
        service =
                new LocalService(
                        socket -> {
                            if (answered.getAndIncrement() < MANY) {
                                await(allAsked);
                            }
                            return LocalService.answer(200, OK).play(socket);
                        });
        places = GooglePlaces.legacy(service.base(), KEY);
        for (int round = 0; round < 2; round++) {
            List<CompletableFuture<PlacesAnswer>> answers =
                    IntStream.range(0, MANY)
                            .mapToObj(i -> places.nearby(UCLA, LONG).toCompletableFuture())
                            .toList();
            for (CompletableFuture<PlacesAnswer> answer : answers) {
                assertEquals(OK, text(answer.get(25, TimeUnit.SECONDS)));
            }
            assertEquals(MANY, service.connections());
        }
    }

    private static void await(CyclicBarrier all) throws IOException {
        try {
            all.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("not all were asked at once", e);
        }
    }

    @Test
    void endsAllOfItsThreadsWhenItIsClosed() throws Exception {
        Set<Thread> before = threads();
        play(LocalService.answer(200, OK));
        ask(LONG);
        Set<Thread> made = threads();
        made.removeAll(before);
        assertFalse(made.isEmpty());
        places.close();
        for (Thread thread : made) {
            thread.join(5_000);
            assertFalse(thread.isAlive(), thread::toString);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getThreadGroup() != null)
                .filter(it -> it.getThreadGroup().getName().equals("places-google"))
                .collect(Collectors.toSet());
    }
}
