package herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What SIGTERM does. */
@Timeout(120)
class ShutdownProgramTest {

    @RegisterExtension static final Children CHILDREN = new Children();

    private static final String KEY = "AIzaSyThisIsTheKeyOfTheProgramTest";

    @Test
    void sigtermFinishesWhatIsInProgressAndFreesThePort() throws Exception {
        int port = CHILDREN.port();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket silentPlaces = new ServerSocket(0, 5, loopback)) {
            silentPlaces.setSoTimeout(20_000);
            Child child = start(port, silentPlaces.getLocalPort());
            child.awaitReady();
            try (NetClient idle = new NetClient(port);
                    NetClient asking = new NetClient(port)) {
                asking.send(
                        "IAMAT kiwi +34.068930-118.445127 1520023934\n"
                                + "WHATSAT kiwi 10 5\nAnything else?\n");
                String at = asking.line();
                try (Socket lookUp = silentPlaces.accept()) {
                    assertTrue(requestLine(lookUp).contains("key=" + KEY));
                    Instant told = Instant.now();
                    long began = System.nanoTime();
                    child.terminate();
                    assertAnsweredInOrder(at, asking.rest());
                    assertEquals("", idle.rest());
                    int code = child.awaitExit();
                    System.out.println(
                            "SIGTERM, with a look-up out, to gone: "
                                    + (System.nanoTime() - began) / 1_000_000
                                    + " ms");
                    assertTrue(code == 143 || code == 0, () -> "exit code " + code);
                    assertTrue(System.nanoTime() - began < 10_000_000_000L);
                    assertLogTellsAll(told);
                }
                try (ServerSocket next = new ServerSocket(port, 5, loopback)) {
                    assertEquals(port, next.getLocalPort());
                }
            }
            for (String text : List.of(child.out(), child.err())) {
                assertFalse(text.contains(KEY), text);
            }
        }
    }

    private static Child start(int port, int placesPort) throws IOException {
        return CHILDREN.java(
                CHILDREN.folder(),
                Map.of("GOOGLE_PLACES_API_KEY", KEY),
                List.of(
                        "-Dherd.servers=Solo",
                        "-Dherd.Solo.client=127.0.0.1:" + port,
                        "-Dherd.Solo.peer=127.0.0.1:0",
                        "-Dherd.places.url=http://127.0.0.1:" + placesPort,
                        "-cp",
                        CHILDREN.jar().toString(),
                        "herd.Main",
                        "Solo"));
    }

    private static String requestLine(Socket connection) throws IOException {
        connection.setSoTimeout(20_000);
        return new BufferedReader(
                        new InputStreamReader(
                                connection.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
    }

    private static void assertAnsweredInOrder(String at, String answers) {
        assertTrue(answers.startsWith(at + "{\n"), answers);
        assertTrue(answers.contains("\"status\" : \"UNKNOWN_ERROR\""), answers);
        assertTrue(answers.endsWith("}\n\n? Anything else?\n"), answers);
    }

    private static void assertLogTellsAll(Instant told) throws IOException {
        Path file = CHILDREN.folder().resolve("logs").resolve("Solo.log");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String log = Files.readString(file);
        List<String> lines = log.lines().toList();
        assertTrue(lines.get(0).contains(" start: clients at "), log);
        assertTrue(lines.get(lines.size() - 1).endsWith("Z stop"), log);
        assertFalse(log.contains(KEY), log);
        String answered =
                lines.stream()
                        .filter(line -> line.contains("\"status\" : \"UNKNOWN_ERROR\""))
                        .toList()
                        .get(0);
        Instant when = Instant.parse(answered.substring(0, answered.indexOf(' ')));
        assertTrue(when.isAfter(told.minusMillis(10)), told + " comes after " + answered);
    }
}
