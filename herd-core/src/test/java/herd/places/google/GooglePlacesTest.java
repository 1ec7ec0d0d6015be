package herd.places.google;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.json.Json;
import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Found;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import herd.places.PlacesQuery;
import herd.places.google.LocalService.Request;
import herd.places.google.LocalService.Scene;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways of asking Google, over HTTP, with a server that stands in for it. */
@Timeout(30)
class GooglePlacesTest {

    private static final String SECRET = "AIzaSy-0123456789_abcdefghijklmnopqrstu";
    private static final ApiKey KEY = ApiKey.of(SECRET, "test");
    private static final PlacesQuery UCLA = PlacesQuery.of("+34.068930-118.445127", "10");
    private static final int MANY = 40;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String OK =
            "{\n   \"results\" : [ { \"name\" : \"caf\\u00e9 é\" } ],\n\n   \"status\" : \"OK\"\n}\n";

    private LocalService service;
    private GooglePlaces places;

    private void play(Scene... scenes) throws IOException {
        service = new LocalService(scenes);
        places = GooglePlaces.legacy(service.base(), KEY, System::nanoTime, () -> 0);
    }

    private void playNew(Scene... scenes) throws IOException {
        service = new LocalService(scenes);
        places = GooglePlaces.searchNearby(service.base(), KEY, System::nanoTime, () -> 0);
    }

    @AfterEach
    void close() throws IOException {
        if (places != null) {
            places.close();
        }
        if (service != null) {
            service.close();
        }
    }

    private PlacesAnswer ask(Duration deadline) throws Exception {
        return places.nearby(UCLA, deadline).toCompletableFuture().get(25, TimeUnit.SECONDS);
    }

    private Unavailable askInVain() throws Exception {
        Unavailable answer = assertInstanceOf(Unavailable.class, ask(LONG));
        assertFalse(answer.toString().contains(SECRET), "the key is in the detail");
        return answer;
    }

    private static String text(PlacesAnswer answer) {
        Found found = assertInstanceOf(Found.class, answer, answer.toString());
        return new String(found.json(), StandardCharsets.UTF_8);
    }

    private static String document(String status) {
        return "{\"error_message\":\"not from 192.0.2.7\",\"results\":[],\"status\":\""
                + status
                + "\"}";
    }

    @Test
    void asksTheClassicSearchAndHandsOnItsTextAsItCame() throws Exception {
        play(LocalService.answer(200, OK));
        assertEquals(OK, text(ask(LONG)));
        Request request = service.requests.get(0);
        assertEquals(
                "GET /maps/api/place/nearbysearch/json?location=34.068930,-118.445127"
                        + "&radius=10000&key="
                        + SECRET
                        + " HTTP/1.1",
                request.firstLine());
        String head = request.head().toLowerCase();
        assertFalse(head.contains("upgrade"), head);
        assertFalse(head.contains("h2c"), head);
        assertFalse(head.contains("accept-encoding"), head);
    }

    @Test
    void handsOnAnswersWithoutResults() throws Exception {
        play(LocalService.answer(200, document("ZERO_RESULTS")));
        assertEquals(document("ZERO_RESULTS"), text(ask(LONG)));
    }

    @Test
    void asksTheNewSearchAndWritesItsAnswerInTheClassicForm() throws Exception {
        playNew(LocalService.answer(200, "{\"places\":[{\"id\":\"x\"}]}"));
        String answer = text(ask(LONG));
        assertTrue(answer.contains("\"place_id\" : \"x\""), answer);
        Request request = service.requests.get(0);
        assertEquals("POST /v1/places:searchNearby HTTP/1.1", request.firstLine());
        assertTrue(request.hasHeader("X-Goog-Api-Key: " + SECRET), request.head());
        assertTrue(request.hasHeader("Content-Type: application/json"), request.head());
        assertTrue(request.head().contains("places.displayName,places.location"));
        assertEquals(
                "{\"maxResultCount\":20,\"locationRestriction\":{\"circle\":{\"center\":"
                        + "{\"latitude\":34.068930,\"longitude\":-118.445127},\"radius\":10000}}}",
                request.body());
        assertTrue(Json.isValid(request.body().getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "OVER_QUERY_LIMIT, OVER_QUERY_LIMIT, 1",
        "OVER_DAILY_LIMIT, OVER_QUERY_LIMIT, 1",
        "REQUEST_DENIED, REQUEST_DENIED, 1",
        "INVALID_REQUEST, INVALID_REQUEST, 1",
        "UNKNOWN_ERROR, UNKNOWN_ERROR, 4",
        "SOMETHING_NEW, UNKNOWN_ERROR, 1",
    })
    void tellsTheFailuresOfTheClassicSearchApart(String said, Status status, int tries)
            throws Exception {
        play(LocalService.answer(200, document(said)));
        Unavailable answer = askInVain();
        assertEquals(status, answer.status());
        assertTrue(answer.detailForLog().contains("192.0.2.7"), answer.detailForLog());
        assertFalse(new String(status.body(), StandardCharsets.US_ASCII).contains("192.0.2.7"));
        assertEquals(tries, service.requests.size());
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST, 1",
        "401, REQUEST_DENIED, 1",
        "403, REQUEST_DENIED, 1",
        "404, UNKNOWN_ERROR, 1",
        "429, OVER_QUERY_LIMIT, 1",
        "302, UNKNOWN_ERROR, 1",
        "204, UNKNOWN_ERROR, 1",
        "500, UNKNOWN_ERROR, 4",
        "503, UNKNOWN_ERROR, 4",
    })
    void tellsHttpStatusesApart(int http, Status status, int tries) throws Exception {
        String error = "{\"error\":{\"status\":\"S\",\"message\":\"key " + SECRET + " is bad\"}}";
        Scene scene =
                http == 204
                        ? LocalService.answer(204, "", new byte[0])
                        : LocalService.answer(
                                http,
                                "Location: http://192.0.2.1/\r\n",
                                error.getBytes(StandardCharsets.UTF_8));
        playNew(scene);
        Unavailable answer = askInVain();
        assertEquals(status, answer.status(), answer.detailForLog());
        assertEquals(tries, service.requests.size());
        assertTrue(answer.detailForLog().contains("HTTP " + http), answer.detailForLog());
    }

    @Test
    void tellsABadKeyFromABadQuestion() throws Exception {
        playNew(
                LocalService.answer(
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":"
                                + "\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"x\",\"reason\":"
                                + "\"API_KEY_INVALID\"}]}}"));
        assertEquals(Status.REQUEST_DENIED, askInVain().status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>captive portal</html>",
                "{\"status\":\"OK\"",
                "{\"results\":[]}",
                "[]",
                "{\"status\":\"OK\"} trailing",
                "{\"x\":{\"status\":\"OK\"}}"
            })
    void takesGarbageForAFailure(String garbage) throws Exception {
        play(LocalService.answer(200, garbage));
        assertEquals(Status.UNKNOWN_ERROR, askInVain().status());
        assertEquals(1, service.requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{\"places\":[", "{\"error\":{\"code\":3}}"})
    void takesGarbageForAFailureOfTheNewSearch(String garbage) throws Exception {
        playNew(LocalService.answer(200, garbage));
        assertEquals(Status.UNKNOWN_ERROR, askInVain().status());
    }

    @Test
    void triesAgainAfterFailuresInPassing() throws Exception {
        play(
                LocalService.answer(503, ""),
                LocalService.reset(),
                LocalService.truncated(OK),
                LocalService.answer(200, OK));
        assertEquals(OK, text(ask(LONG)));
    }

    @Test
    void triesThePostOfTheNewSearchAgainToo() throws Exception {
        playNew(LocalService.reset(), LocalService.answer(500, ""), LocalService.answer(200, "{}"));
        assertTrue(text(ask(LONG)).contains("ZERO_RESULTS"));
    }

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

    @Test
    void saysOfABrokenAnswerWhatTheClientFirstSaidOfIt() throws Exception {
        play(
                socket -> {
                    socket.getOutputStream()
                            .write("hello\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    return false;
                });
        String detail = askInVain().detailForLog();
        assertTrue(detail.startsWith("ProtocolException: "), detail);
    }

    @Test
    void neverFollowsWhereAnAnswerPointsTo() throws Exception {
        try (LocalService other = new LocalService(LocalService.answer(200, OK))) {
            play(LocalService.answer(302, "Location: " + other.base() + "/\r\n", new byte[0]));
            askInVain();
            assertEquals(0, other.requests.size());
        }
    }

    @Test
    void stopsAtTheDeadlineWhenNoAnswerComes() throws Exception {
        service = new LocalService(socket -> service.stuckAfter("").play(socket));
        places = GooglePlaces.legacy(service.base(), KEY);
        Unavailable answer = assertInstanceOf(Unavailable.class, ask(SHORT));
        assertEquals(Status.UNKNOWN_ERROR, answer.status());
        assertTrue(answer.detailForLog().startsWith("timed out"), answer.detailForLog());
        assertNotNull(service.hangUps.poll(10, TimeUnit.SECONDS), "connection left open");
    }

    @Test
    void stopsAtTheDeadlineInTheMiddleOfABody() throws Exception {
        String beginning = LocalService.headText(200, "Content-Length: 1000\r\n") + "{";
        service = new LocalService(socket -> service.stuckAfter(beginning).play(socket));
        places = GooglePlaces.legacy(service.base(), KEY);
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
    void stopsReadingABodyThatIsTooLarge() throws Exception {
        play(LocalService.endless());
        Unavailable answer = askInVain();
        assertEquals(Status.UNKNOWN_ERROR, answer.status());
        String detail = answer.detailForLog();
        assertTrue(detail.startsWith("TooLarge: the answer is larger than 1048576"), detail);
        assertEquals(1, service.requests.size());
    }

    @Test
    void takesABodyOfJustTheLargestSize() throws Exception {
        byte[] largest = document("OK").getBytes(StandardCharsets.UTF_8);
        byte[] padded = java.util.Arrays.copyOf(largest, BoundedBody.MAX_BYTES);
        java.util.Arrays.fill(padded, largest.length, padded.length, (byte) ' ');
        play(LocalService.answer(200, "", padded));
        assertArrayEquals(padded, assertInstanceOf(Found.class, ask(LONG)).json());
    }

    @Test
    void leavesAServiceAloneThatFailedFiveTimesInARow() throws Exception {
        play(LocalService.answer(503, ""));
        askInVain();
        askInVain();
        assertEquals(Breaker.FAILURES, service.requests.size());
        assertTrue(askInVain().detailForLog().startsWith("not asked"));
        assertEquals(Breaker.FAILURES, service.requests.size());
    }

    @Test
    void takesTheKeyOutOfAnAnswerThatRepeatsIt() throws Exception {
        play(
                LocalService.answer(
                        200, "{\"status\":\"OK\",\"html_attributions\":[\"" + SECRET + "\"]}"));
        assertEquals("{\"status\":\"OK\",\"html_attributions\":[\"***\"]}", text(ask(LONG)));
    }

    @Test
    void showsNothingOfTheKeyItself() {
        places = GooglePlaces.legacy(GooglePlaces.LEGACY_BASE, KEY);
        assertEquals("GooglePlaces[LegacyApi]", places.toString());
    }

    @Test
    void takesAnAddressWithASlashAtItsEnd() throws Exception {
        play(LocalService.answer(200, OK));
        places.close();
        places = GooglePlaces.legacy(URI.create(service.base() + "/"), KEY);
        assertEquals(OK, text(ask(LONG)));
        String line = service.requests.get(0).firstLine();
        assertTrue(line.startsWith("GET /maps/api/"), line);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org",
                "http:/path",
                "//example.org",
                "http://example.org/path",
                "http://example.org?q",
                "http://example.org#f",
                "http://user@example.org",
                "http://example.org:99999",
                "example.org"
            })
    void refusesAnAddressThatIsMoreOrLessThanSchemeHostAndPort(String base) {
        assertThrows(
                IllegalArgumentException.class, () -> GooglePlaces.legacy(URI.create(base), KEY));
    }

    /** An idle thread of the pool would else stay for {@link Http}'s 10 seconds. */
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
