package herd.testkit.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.places.FakeAnswer.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stand-in for Google does wrong when it is told to. */
@Timeout(30)
class FakePlacesFaultsTest extends AgainstFakePlaces {

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

    private static String header(String name, HttpURLConnection connection) {
        return String.valueOf(connection.getHeaderField(name));
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
    void sendsHalfOfWhatItPromised() throws Exception {
        places.answers(new FakeAnswer.Truncated(FakeAnswer.places(5)));
        HttpURLConnection connection = classic();
        int promised = connection.getContentLength();
        assertEquals(promised / 2, bytesUntilItEnds(connection));
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
    void sendsAsMuchAsItIsTold() throws Exception {
        places.answers(new FakeAnswer.Oversize(3_000_000));
        assertEquals(3_000_000, text(classic()).length());
    }

    @Test
    void dripsAndDelaysAWholeAnswer() throws Exception {
        FakeAnswer dripping =
                new FakeAnswer.Dripping(FakeAnswer.places(1), 100, Duration.ofMillis(1));
        places.answers(new FakeAnswer.Delayed(Duration.ofMillis(1), dripping));
        assertTrue(text(classic()).endsWith("\"status\" : \"OK\"\n}\n"));
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
    void pointsSomewhereElse() throws Exception {
        places.answers(new FakeAnswer.Redirect(URI.create("http://192.0.2.7/x")));
        HttpURLConnection connection = classic();
        connection.setInstanceFollowRedirects(false);
        assertEquals(302, connection.getResponseCode());
        assertEquals("http://192.0.2.7/x", header("Location", connection));
    }

    @Test
    void resetsConnections() {
        places.answers(new FakeAnswer.Reset());
        assertThrows(IOException.class, () -> text(classic()));
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
