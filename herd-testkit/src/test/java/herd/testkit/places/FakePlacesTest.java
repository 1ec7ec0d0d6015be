package herd.testkit.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.places.FakeAnswer.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class FakePlacesTest {

    private static final String CLASSIC =
            "/maps/api/place/nearbysearch/json?location=34.5,-118.25&radius=500&key=secret";
    private static final String QUESTION =
            "{\"maxResultCount\":3,\"locationRestriction\":{\"circle\":{\"center\":"
                    + "{\"latitude\":34.5,\"longitude\":-118.25},\"radius\":500}}}";

    private final FakePlaces places = FakePlaces.start();

    @AfterEach
    void close() {
        places.close();
    }

    private HttpURLConnection classic() throws IOException {
        return connection(CLASSIC);
    }

    private HttpURLConnection connection(String target) throws IOException {
        URI address = URI.create(places.base() + target);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setReadTimeout(10_000);
        return connection;
    }

    private HttpURLConnection searchNearby() throws IOException {
        HttpURLConnection connection = connection("/v1/places:searchNearby");
        connection.setDoOutput(true);
        connection.setRequestProperty("X-Goog-Api-Key", "secret");
        connection.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
        return connection;
    }

    private static String text(HttpURLConnection connection) throws IOException {
        boolean isError = connection.getResponseCode() >= 400;
        try (InputStream in = isError ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** JDK 17 takes a body that is cut short for a whole one; newer JDKs throw at its end. */
    private static int bytesUntilItEnds(HttpURLConnection connection) {
        int bytes = 0;
        try (InputStream in = connection.getInputStream()) {
            while (in.read() >= 0) {
                bytes++;
            }
            return bytes;
        } catch (IOException cutShort) {
            return bytes;
        }
    }

    private static long count(String what, String text) {
        return text.split(java.util.regex.Pattern.quote(what), -1).length - 1;
    }

    @Test
    void findsPlacesAroundThePointInTheClassicForm() throws Exception {
        places.answers(FakeAnswer.places(2));
        assertEquals(
                """
                {
                   "html_attributions" : [],
                   "results" : [
                      {
                         "geometry" : {
                            "location" : {
                               "lat" : 34.5000000,
                               "lng" : -118.25
                            }
                         },
                         "name" : "Caf\\u00e9 \\"1\\"",
                         "place_id" : "fake-1",
                         "types" : [ "cafe", "establishment" ],
                         "vicinity" : "1 Fake Street"
                      },
                      {
                         "geometry" : {
                            "location" : {
                               "lat" : 34.5000090,
                               "lng" : -118.25
                            }
                         },
                         "name" : "Caf\\u00e9 \\"2\\"",
                         "place_id" : "fake-2",
                         "types" : [ "cafe", "establishment" ],
                         "vicinity" : "1 Fake Street"
                      }
                   ],
                   "status" : "OK"
                }
                """,
                text(classic()));
    }

    @Test
    void putsBracesOnLinesOfTheirOwnWhenToldTo() throws Exception {
        places.answers(new FakeAnswer.Places(1, Layout.BRACES_ON_THEIR_OWN));
        String text = text(classic());
        assertTrue(text.contains("   \"results\" : \n   [\n      {\n"), text);
        assertTrue(text.contains("         \"geometry\" : \n         {\n"), text);
    }

    @Test
    void leavesOutAllWhiteSpaceWhenToldTo() throws Exception {
        places.answers(new FakeAnswer.Places(0, Layout.COMPACT));
        assertEquals(
                "{\"html_attributions\":[],\"results\":[],\"status\":\"ZERO_RESULTS\"}",
                text(classic()));
    }

    @Test
    void findsNoMorePlacesThanTheNewFormAsksFor() throws Exception {
        String text = text(searchNearby());
        assertEquals(3, count("\"displayName\"", text), text);
        assertTrue(text.contains("\"latitude\": 34.5000000"), text);
    }

    @Test
    void remembersWhatItWasAsked() throws Exception {
        text(classic());
        text(searchNearby());
        for (FakeRequest request : places.awaitRequests(2)) {
            assertEquals("34.5,-118.25", request.point());
            assertEquals("500", request.radius());
            assertEquals("secret", request.key());
        }
        assertEquals("GET", places.requests().get(0).method());
        assertEquals(QUESTION, places.requests().get(1).body());
    }

    @Test
    void playsItsScriptAndThenTheRest() throws Exception {
        places.answersNext(FakeAnswer.httpStatus(503), FakeAnswer.garbage())
                .answers(FakeAnswer.places(0));
        assertEquals(503, classic().getResponseCode());
        assertTrue(text(classic()).startsWith("<html>"));
        assertTrue(text(classic()).contains("ZERO_RESULTS"));
        assertTrue(text(classic()).contains("ZERO_RESULTS"));
    }

    @ParameterizedTest
    @CsvSource({
        "OVER_QUERY_LIMIT, 429",
        "REQUEST_DENIED, 403",
        "INVALID_REQUEST, 400",
        "UNKNOWN_ERROR, 500"
    })
    void refusesInTheFormItIsAskedIn(String status, int http) throws Exception {
        places.answers(new FakeAnswer.Refusal(status));
        String text = text(classic());
        assertTrue(text.contains("\"status\" : \"" + status + "\""), text);
        assertEquals(http, searchNearby().getResponseCode());
    }

    @Test
    void deniesRequestsWithAnotherKey() throws Exception {
        places.requiresKey("other");
        assertTrue(text(classic()).contains("REQUEST_DENIED"));
        places.requiresKey("secret");
        assertTrue(text(classic()).contains("\"OK\""));
        assertTrue(text(searchNearby()).contains("\"places\""));
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        assertEquals(404, connection("/index.html").getResponseCode());
    }

    @Test
    void sendsHalfOfWhatItPromised() throws Exception {
        places.answers(new FakeAnswer.Truncated(FakeAnswer.places(5)));
        HttpURLConnection connection = classic();
        int promised = connection.getContentLength();
        assertEquals(promised / 2, bytesUntilItEnds(connection));
    }

    @Test
    void resetsConnections() {
        places.answers(new FakeAnswer.Reset());
        assertThrows(IOException.class, () -> text(classic()));
    }

    @Test
    void dripsAndDelaysAWholeAnswer() throws Exception {
        FakeAnswer dripping =
                new FakeAnswer.Dripping(FakeAnswer.places(1), 100, Duration.ofMillis(1));
        places.answers(new FakeAnswer.Delayed(Duration.ofMillis(1), dripping));
        assertTrue(text(classic()).endsWith("\"status\" : \"OK\"\n}\n"));
    }

    @Test
    void sendsAsMuchAsItIsTold() throws Exception {
        places.answers(new FakeAnswer.Oversize(3_000_000));
        assertEquals(3_000_000, text(classic()).length());
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

    private static String header(String name, HttpURLConnection connection) {
        return String.valueOf(connection.getHeaderField(name));
    }

    @Test
    void answersAsTheFunctionOfTheRequestSays() throws Exception {
        places.answersNext(FakeAnswer.garbage())
                .answers(it -> it.isNew() ? FakeAnswer.forbidden() : FakeAnswer.places(0));
        assertTrue(text(classic()).startsWith("<html>"), "the script goes first");
        assertTrue(text(classic()).contains("ZERO_RESULTS"));
        assertEquals(403, searchNearby().getResponseCode());
    }

    @Test
    void saysWhenTheFunctionHasNoAnswer() throws Exception {
        FakePlaces broken = FakePlaces.start().answers((FakeRequest request) -> null);
        URI target = URI.create(broken.base() + CLASSIC);
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        assertEquals(500, connection.getResponseCode());
        Exception told = assertThrows(IllegalStateException.class, broken::close);
        assertTrue(told.getMessage().contains("GET /maps/api/place/nearbysearch"), told::toString);
        assertFalse(told.getMessage().contains("key=secret"), told::toString);
        broken.close();
    }

    @ParameterizedTest
    @CsvSource({"429, RESOURCE_EXHAUSTED", "403, PERMISSION_DENIED", "503, UNAVAILABLE"})
    void failsAtTheLevelOfHttpInBothForms(int status, String word) throws Exception {
        places.answers(new FakeAnswer.HttpFailure(status));
        for (HttpURLConnection connection : new HttpURLConnection[] {classic(), searchNearby()}) {
            assertEquals(status, connection.getResponseCode());
            String text = text(connection);
            assertTrue(text.contains("\"code\": " + status + ","), text);
            assertTrue(text.contains("\"status\": \"" + word + "\""), text);
        }
    }

    @Test
    void pointsSomewhereElse() throws Exception {
        places.answers(new FakeAnswer.Redirect(URI.create("http://192.0.2.7/x")));
        HttpURLConnection connection = classic();
        connection.setInstanceFollowRedirects(false);
        assertEquals(302, connection.getResponseCode());
        assertEquals("http://192.0.2.7/x", header("Location", connection));
    }

    @Test
    void sendsChunksOfAnUntoldLength() throws Exception {
        places.answersNext(FakeAnswer.places(2), new FakeAnswer.Chunked(FakeAnswer.places(2), 7));
        String whole = text(classic());
        HttpURLConnection connection = classic();
        assertEquals(whole, text(connection));
        assertEquals("chunked", header("Transfer-Encoding", connection));
        assertEquals(-1, connection.getContentLength());
    }

    @Test
    void sendsWhatIsNotHttp() throws Exception {
        places.answers(new FakeAnswer.Raw("220 mail.example ready\r\n"));
        try (Socket socket = new Socket(places.base().getHost(), places.base().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + CLASSIC + " HTTP/1.1\r\n\r\n").getBytes("ASCII"));
            assertEquals(
                    "220 mail.example ready\r\n",
                    new String(socket.getInputStream().readAllBytes(), "ASCII"));
        }
    }

    @Test
    void callsARequestWithoutAPointInvalidAndGoesOn() throws Exception {
        String pointless = CLASSIC.replace("34.5,-118.25", "somewhere");
        assertTrue(text(connection(pointless)).contains("INVALID_REQUEST"));
        assertTrue(text(classic()).contains("\"OK\""));
    }

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
    void cannotBeToldWhatMakesNoSense() {
        for (Executable nonsense :
                List.<Executable>of(
                        () -> new FakeAnswer.Places(-1, Layout.COMPACT),
                        () -> new FakeAnswer.Refusal("OK"),
                        () -> new FakeAnswer.HttpFailure(200),
                        () -> FakeAnswer.httpStatus(100),
                        () -> new FakeAnswer.Delayed(Duration.ofMillis(-1), FakeAnswer.garbage()),
                        () -> new FakeAnswer.Dripping(FakeAnswer.garbage(), 0, Duration.ZERO),
                        () -> new FakeAnswer.Chunked(FakeAnswer.garbage(), 0),
                        () -> new FakeAnswer.Oversize(-1))) {
            Exception told = assertThrows(IllegalArgumentException.class, nonsense);
            assertTrue(told.getMessage().contains(": "), told::toString);
        }
        assertThrows(IllegalStateException.class, places::restart);
    }
}
