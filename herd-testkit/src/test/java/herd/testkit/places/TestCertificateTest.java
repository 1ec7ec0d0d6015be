package herd.testkit.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A service over TLS, asked by the JDK's other HTTP client, with whatever is trusted then. */
@Timeout(30)
@SuppressWarnings("try") // What is trusted need not be named again.
@ResourceLock("the default context of TLS")
class TestCertificateTest {

    private static final String CLASSIC =
            "/maps/api/place/nearbysearch/json?location=34.5,-118.25&radius=500&key=secret";

    private static String ask(FakePlaces places) throws Exception {
        return ask(places.base());
    }

    private static String ask(URI base) throws Exception {
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create(base + CLASSIC).toURL().openConnection();
        connection.setSSLSocketFactory(SSLContext.getDefault().getSocketFactory());
        connection.setReadTimeout(10_000);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            connection.disconnect();
        }
    }

    @Test
    void isItsOwnAndValid() throws Exception {
        var certificate = TestCertificate.forThisMachine().certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertEquals(3, certificate.getVersion());
        assertEquals(
                List.of("127.0.0.1", "0:0:0:0:0:0:0:1", "localhost"),
                certificate.getSubjectAlternativeNames().stream().map(it -> it.get(1)).toList());
        assertThrows(
                CertificateExpiredException.class,
                () -> TestCertificate.expired().certificate().checkValidity());
    }

    @Test
    void isBelievedWhileItIsTrustedAndAtNoOtherTime() throws Exception {
        TestCertificate certificate = TestCertificate.forThisMachine();
        SSLContext before = SSLContext.getDefault();
        try (FakePlaces places = FakePlaces.startTls(certificate)) {
            assertThrows(SSLException.class, () -> ask(places));
            try (TestCertificate.Trust trust = certificate.trust()) {
                assertTrue(ask(places).contains("\"OK\""));
                assertEquals("secret", places.awaitRequests(1).get(0).key());
            }
            assertThrows(SSLException.class, () -> ask(places));
            assertEquals(1, places.requestCount());
            places.stop();
        }
        assertSame(before, SSLContext.getDefault());
    }

    @Test
    void isNoMoreBelievedThanOneThatIsTrustedInItsStead() throws Exception {
        try (FakePlaces places = FakePlaces.startTls(TestCertificate.forThisMachine());
                TestCertificate.Trust other = TestCertificate.forThisMachine().trust()) {
            assertThrows(SSLException.class, () -> ask(places));
        }
    }

    @Test
    void isBelievedTogetherWithOthers() throws Exception {
        TestCertificate one = TestCertificate.forThisMachine();
        TestCertificate two = TestCertificate.forThisMachine();
        try (FakePlaces first = FakePlaces.startTls(one);
                FakePlaces second = FakePlaces.startTls(two);
                TestCertificate.Trust outer = one.trust()) {
            try (TestCertificate.Trust inner = two.trust();
                    TestCertificate.Trust again = one.trust()) {
                assertTrue(ask(second).contains("\"OK\""));
            }
            assertTrue(ask(first).contains("\"OK\""));
            assertThrows(SSLException.class, () -> ask(second));
        }
    }

    @Test
    void isNotBelievedUnderAnotherNameNorAfterItsTime() throws Exception {
        for (TestCertificate certificate :
                List.of(
                        TestCertificate.forHosts("places.example", "192.0.2.7"),
                        TestCertificate.expired())) {
            try (FakePlaces places = FakePlaces.startTls(certificate);
                    TestCertificate.Trust trust = certificate.trust()) {
                assertThrows(IOException.class, () -> ask(places));
                assertEquals(0, places.requestCount());
            }
        }
    }

    @Test
    void isForWholeNamesToo() throws Exception {
        TestCertificate certificate = TestCertificate.forHosts("localhost");
        try (FakePlaces places = FakePlaces.startTls(certificate);
                TestCertificate.Trust trust = certificate.trust()) {
            URI byName = URI.create("https://localhost:" + places.base().getPort());
            assertTrue(ask(byName).contains("\"OK\""));
            assertThrows(IOException.class, () -> ask(places));
        }
    }

    @Test
    void cannotBeForNobody() {
        assertThrows(IllegalArgumentException.class, TestCertificate::forHosts);
        assertThrows(IllegalArgumentException.class, () -> TestCertificate.forHosts("1.2.3.4.5"));
        assertFalse(TestCertificate.forThisMachine().toString().contains("PRIVATE"));
    }
}
