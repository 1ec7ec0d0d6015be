package herd.places.google;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.json.Json;
import herd.places.PlacesAnswer.Found;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import herd.places.google.LocalService.Request;
import herd.places.google.LocalService.Scene;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways of asking Google, over HTTP, and what is made of its answers. */
@Timeout(30)
class GooglePlacesTest extends AgainstStandIn {

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
}
