package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.LiveHerd;
import herd.testkit.LiveHerdBuilder;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import herd.testkit.places.FakeAnswer;
import herd.testkit.places.FakePlaces;
import herd.testkit.places.TestCertificate;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places over HTTPS, from the client's command to its answer. PROTOCOL.md, WHATSAT. */
@Timeout(60)
@SuppressWarnings("try") // What is trusted need not be named again.
@ResourceLock("the default context of TLS")
class SecurePlacesTest {

    private static final Topology ONE = Topology.of("Hill", "");
    private static final String KIWI = "IAMAT kiwi +34.068930-118.445127 1520023934.918963997\n";
    private static final String WHATSAT = "WHATSAT kiwi 0.5 3\n";

    private static LiveHerdBuilder herd(FakePlaces places, boolean asNew) {
        LiveHerdBuilder builder = LiveHerd.builder().topology(ONE);
        return asNew ? builder.googleNew(places) : builder.google(places);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void looksUpPlacesOverTlsAgainAndAgainOnOneConnection(boolean asNew) throws Exception {
        TestCertificate certificate = TestCertificate.forThisMachine();
        try (TestCertificate.Trust trust = certificate.trust();
                FakePlaces places = FakePlaces.startTls(certificate);
                LiveHerd herd = herd(places, asNew).start();
                RawClient hill = herd.client("Hill")) {
            places.answers(new FakeAnswer.Chunked(FakeAnswer.places(20), 1000));
            String at = hill.send(KIWI).readLine();
            for (int i = 0; i < 3; i++) {
                String answer = hill.send(WHATSAT).readUntil("\n\n");
                assertTrue(answer.startsWith(at + "\n{"), answer);
                assertEquals(3, answer.split("\"place_id\"", -1).length - 1, answer);
            }
            assertEquals(3, places.requestCount());
            assertEquals(1, places.connectionCount());
        }
    }

    @Test
    void answersThoughItDoesNotTrustTheService() {
        assertFailsOver(FakePlaces.startTls(TestCertificate.forThisMachine()), "PKIX path");
    }

    @Test
    void answersThoughTheServiceHasAnotherName() {
        TestCertificate certificate = TestCertificate.forHosts("places.example");
        try (TestCertificate.Trust trust = certificate.trust()) {
            assertFailsOver(FakePlaces.startTls(certificate), "127.0.0.1");
        }
    }

    @Test
    void answersThoughTheCertificateIsTooOld() {
        TestCertificate certificate = TestCertificate.expired();
        try (TestCertificate.Trust trust = certificate.trust()) {
            assertFailsOver(FakePlaces.startTls(certificate), "NotAfter");
        }
    }

    /** Checks that a look-up fails in order, that the log says why, and that nothing else suffers. */
    private static void assertFailsOver(FakePlaces places, String why) {
        try (places;
                LiveHerd herd = herd(places, false).start();
                RawClient hill = herd.client("Hill")) {
            String at = hill.send(KIWI).readLine();
            String answer = hill.send(WHATSAT).readUntil("\n\n");
            assertTrue(answer.startsWith(at + "\n{\n   \"error_message\" : "), answer);
            assertTrue(answer.contains("\"results\" : [],\n"), answer);
            assertTrue(answer.contains("\"status\" : \"UNKNOWN_ERROR\""), answer);
            assertFalse(answer.contains(why), "that is for the log, not for clients: " + answer);
            herd.awaitLog("Hill", "look-up failed: UNKNOWN_ERROR");
            assertTrue(herd.server("Hill").log().contains(why), () -> herd.server("Hill").log());
            assertEquals(0, places.requestCount(), "what is not trusted is not told the key");
            assertTrue(places.connectionCount() > 0);
            hill.send("IAMAT pear +1-2 3\n").expect("AT Hill +");
        }
    }

    @Test
    void answersThoughTheServiceSpeaksNoTls() {
        try (FakePlaces plain = FakePlaces.start();
                LiveHerd herd =
                        herd(plain, false)
                                .with(
                                        it ->
                                                it.placesUrl(
                                                        URI.create(
                                                                "https://127.0.0.1:"
                                                                        + plain.base().getPort())))
                                .with(it -> it.placesTimeout(Duration.ofSeconds(3)))
                                .start();
                RawClient hill = herd.client("Hill")) {
            String at = hill.send(KIWI).readLine();
            String answer = hill.send(WHATSAT).readUntil("\n\n");
            assertTrue(answer.startsWith(at + "\n{\n   \"error_message\" : "), answer);
            assertEquals(0, plain.requestCount());
        }
    }

    @Test
    void asksAgainWhenAnEncryptedConnectionBreaks() throws Exception {
        TestCertificate certificate = TestCertificate.forThisMachine();
        try (TestCertificate.Trust trust = certificate.trust();
                FakePlaces places = FakePlaces.startTls(certificate);
                LiveHerd herd = herd(places, false).start();
                RawClient hill = herd.client("Hill")) {
            places.answersNext(
                    new FakeAnswer.Reset(), new FakeAnswer.Truncated(FakeAnswer.places(20)));
            hill.send(KIWI).readLine();
            String answer = hill.send(WHATSAT).readUntil("\n\n");
            assertEquals(3, answer.split("\"place_id\"", -1).length - 1, answer);
            // The JDK's client may ask once more by itself, on top of the herd's own tries.
            assertTrue(places.requestCount() >= 3, () -> "" + places.requests());
        }
    }
}
