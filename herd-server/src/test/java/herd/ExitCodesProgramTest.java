package herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the program says and ends with when it does not serve. */
@Timeout(120)
class ExitCodesProgramTest {

    @RegisterExtension static final Children CHILDREN = new Children();

    private static final String KEY = "AIzaSyThisIsTheKeyOfTheProgramTest";
    private static final String SECRET = "a secret that all servers of a herd share";

    @Test
    void aPortInUseEndsItWithOneAndNamesKeyAndAddress() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Child clients = solo(Map.of("Solo.client", address));
            Child peers = solo(Map.of("Solo.peer", address));
            assertEnds(1, clients, "Solo.client", address);
            assertEnds(1, peers, "Solo.peer", address);
        }
        assertFalse(Files.exists(CHILDREN.folder().resolve("logs")));
    }

    @Test
    void aLogThatCannotBeWrittenEndsItWithOne() throws Exception {
        Path file = Files.writeString(CHILDREN.folder().resolve("in-the-way"), "");
        assertEnds(1, solo(Map.of("log.dir", file.toString())), "log.dir", file.toString());
    }

    @Test
    void whatMeansNothingEndsItWithTwo() throws Exception {
        Path file = CHILDREN.folder().resolve("bad.properties");
        Files.writeString(file, "sync = true\nidle-timeout = soon\n");
        Child server = CHILDREN.start(Map.of(), "Hall");
        Child option = CHILDREN.start(Map.of(), "Hill", "--everything");
        Child key = CHILDREN.start(Map.of("max-client", "7"), "Hill");
        Child value = CHILDREN.start(Map.of(), "Hill", "--config", file.toString());
        assertEnds(2, server, "Hall", "Hill, Jaquez, Smith, Campbell, Singleton");
        assertEnds(2, option, "--everything");
        assertEnds(2, key, "herd.max-client", "max-clients");
        assertEnds(2, value, file + ":2", "idle-timeout", "soon");
    }

    @Test
    void googleWithoutAKeyEndsItWithTwo() throws Exception {
        Child child = CHILDREN.start(Map.of("places", "google"), "Hill");
        assertEnds(2, child, "herd.places", "places = google", "GOOGLE_PLACES_API_KEY");
    }

    @Test
    void tellsAboutItselfAndItsConfigurationWithoutSecrets() throws Exception {
        Path secret = Files.writeString(CHILDREN.folder().resolve("secret"), SECRET + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Child version = CHILDREN.start(Map.of(), "--version");
        Child help = CHILDREN.start(Map.of(), "--help");
        Child check = withSecrets(secret, "--check-config");
        Child print = withSecrets(secret, "--print-config");
        assertTrue(said(version, "").matches("herd \\d+\\.\\d+\\.\\d+\\S*\n"), version.toString());
        assertTrue(said(help, "").startsWith("usage: "), help.toString());
        assertEquals(
                "the configuration is good\n",
                said(check, "herd: places = google: an API key is set\n"));
        String all = said(print, "");
        assertTrue(all.contains("GOOGLE_PLACES_API_KEY") && all.contains(secret.toString()), all);
        assertFalse(all.contains(KEY) || all.contains(SECRET), all);
        assertFalse(Files.exists(CHILDREN.folder().resolve("home")));
    }

    /** A herd of one, but for what is set; its places are set, so that there is no notice. */
    private static Child solo(Map<String, String> settings) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        properties.put("servers", "Solo");
        properties.put("Solo.client", "127.0.0.1:0");
        properties.put("Solo.peer", "127.0.0.1:0");
        properties.put("places", "offline");
        properties.putAll(settings);
        return CHILDREN.start(properties, "Solo");
    }

    private static Child withSecrets(Path secret, String task) throws IOException {
        return CHILDREN.java(
                CHILDREN.folder(),
                Map.of("GOOGLE_PLACES_API_KEY", KEY),
                List.of(
                        "-Dherd.peer.secret-file=" + secret,
                        "-jar",
                        CHILDREN.jar().toString(),
                        task));
    }

    /** Checks that it ends with this code, after one line that names these. */
    private static void assertEnds(int code, Child child, String... named) throws Exception {
        assertEquals(code, child.awaitExit(), child::toString);
        assertEquals("", child.out());
        assertEquals(1, child.err().lines().count(), child::toString);
        assertTrue(child.err().startsWith("herd: "), child::toString);
        for (String each : named) {
            assertTrue(child.err().contains(each), () -> each + " is not in: " + child);
        }
    }

    /** Waits until it has ended well; returns what it said. */
    private static String said(Child child, String err) throws Exception {
        assertEquals(0, child.awaitExit(), child::toString);
        assertEquals(err, child.err());
        return child.out();
    }
}
