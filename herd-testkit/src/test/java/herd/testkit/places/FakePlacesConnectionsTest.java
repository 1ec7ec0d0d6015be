package herd.testkit.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connections of the stand-in for Google: many at once, and none while it is down. */
@Timeout(30)
class FakePlacesConnectionsTest extends AgainstFakePlaces {

    @Test
    void answersManyConnectionsAtOnceAndEachAgainAndAgain() throws Exception {
        int clients = 64;
        int each = 10;
        byte[] question = ("GET " + CLASSIC + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes("ASCII");
        places.answers(new FakeAnswer.Document(200, "yes"));
        CyclicBarrier allConnected = new CyclicBarrier(clients);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                answers.add(threads.submit(() -> answered(question, each, allConnected)));
            }
            for (Future<Integer> answer : answers) {
                assertEquals(each, answer.get(20, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(clients * each, places.requestCount());
        assertEquals(clients, places.connectionCount());
        Map<Long, Long> byConnection =
                places.requests().stream()
                        .collect(
                                Collectors.groupingBy(
                                        FakeRequest::connection, Collectors.counting()));
        assertEquals(clients, byConnection.size());
        assertEquals(Set.of((long) each), Set.copyOf(byConnection.values()));
    }

    /** Asks that many times on one connection; returns how many answers came whole. */
    private int answered(byte[] question, int times, CyclicBarrier allConnected) throws Exception {
        try (Socket socket = new Socket(places.base().getHost(), places.base().getPort())) {
            socket.setSoTimeout(10_000);
            allConnected.await(10, TimeUnit.SECONDS);
            int whole = 0;
            for (int i = 0; i < times; i++) {
                socket.getOutputStream().write(question);
                StringBuilder text = new StringBuilder();
                while (!text.toString().endsWith("\r\n\r\nyes")) {
                    text.append((char) socket.getInputStream().read());
                }
                whole++;
            }
            return whole;
        }
    }

    @Test
    void stopsInTheMiddleOfASilence() throws Exception {
        places.answers(new FakeAnswer.Silence());
        HttpURLConnection connection = classic();
        Thread stopper =
                new Thread(
                        () -> {
                            try {
                                places.awaitRequests(1);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            places.stop();
                        });
        stopper.start();
        assertThrows(IOException.class, () -> text(connection));
        stopper.join();
    }

    @Test
    void refusesConnectionsWhileItIsDownAndComesBackOnItsPort() throws Exception {
        URI before = places.base();
        for (int i = 0; i < 3; i++) {
            places.stop();
            assertThrows(
                    ConnectException.class,
                    () -> new Socket(before.getHost(), before.getPort()).close());
            places.restart();
            assertEquals(before, places.base());
            assertFalse(text(classic()).isEmpty());
        }
    }
}
