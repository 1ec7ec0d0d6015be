package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The program around the conformance kit: arguments in, findings and an exit code out. */
@Timeout(60)
class ConformanceProgramTest {

    private static LiveHerd herd;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        herd = LiveHerd.of(Topology.of("Hill", ""));
    }

    @AfterAll
    static void close() {
        herd.close();
    }

    @Test
    void saysThatAServerConforms() {
        assertEquals(0, run(address(), "--only", "C26,C20,1"));
        assertTrue(out.toString().endsWith("conforms\n"), out::toString);
        assertTrue(out.toString().contains(" cases passed, 0 failed"), out::toString);
    }

    @Test
    void saysInOneLineWhatIsWrong(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.xml");
        // Against a greater limit than the server has, its limit is wrong.
        int code =
                run(
                        address(),
                        "--only",
                        "C16",
                        "--max-line-bytes",
                        "70000",
                        "--timeout",
                        "2s",
                        "--junit-xml",
                        report.toString());
        assertEquals(1, code, out::toString);
        String[] lines = out.toString().split("\n");
        assertTrue(lines[0].matches("FAIL \\d+ C16 .*: sent .*; expected .*; came .*"), lines[0]);
        assertTrue(out.toString().endsWith("does not conform, in C16\n"), out::toString);
        Element suite =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getDocumentElement();
        int failures = suite.getElementsByTagName("failure").getLength();
        assertEquals(String.valueOf(failures), suite.getAttribute("failures"));
        assertTrue(failures > 0);
        assertEquals(
                suite.getAttribute("tests"),
                String.valueOf(suite.getElementsByTagName("testcase").getLength()));
    }

    @Test
    void listsTheCasesAndWhatTheyNeed() {
        assertEquals(0, run("--list"));
        assertTrue(out.toString().lines().count() >= 300, out::toString);
        assertTrue(out.toString().startsWith("1 C1 "), out::toString);
        assertTrue(out.toString().contains("(needs another server of the herd)"), out::toString);
    }

    @Test
    void explainsItself() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().startsWith("usage: "), out::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:0",
                "localhost:65536",
                "localhost:8000 --timeout soon",
                "localhost:8000 --only C99",
                "localhost:8000 --only",
                "localhost:8000 --connections 0",
                "localhost:8000 --connections many",
                "localhost:8000 --max-line-bytes 10",
                "localhost:8000 --peer localhost:8100",
                "localhost:8000 --wrong",
                "localhost:8000 localhost:8001"
            })
    void saysWhatIsWrongWithItsArguments(String arguments) {
        assertEquals(2, run(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        assertEquals(2, err.toString().lines().count(), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void saysThatThereIsNoServer() {
        try (LiveHerd down = LiveHerd.builder().topology(Topology.of("Hill", "")).stopped()) {
            assertEquals(2, run("127.0.0.1:" + down.address("Hill").getPort()));
            assertTrue(err.toString().contains("no connection to"), err::toString);
        }
    }

    /** The system takes connections for who listens, also if that one never does anything. */
    @Test
    void doesNotWaitAgainAndAgainForAServerThatSaysNothing() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertEquals(2, run("127.0.0.1:" + mute.getLocalPort(), "--timeout", "200ms"));
            assertTrue(err.toString().startsWith("no answer from /127.0.0.1:"), err::toString);
            assertEquals("", out.toString());
        }
    }

    @Test
    void judgesAServerThatHangsUp() throws IOException {
        try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread hangsUp = new Thread(() -> hangUpOnAll(rude));
            hangsUp.start();
            String[] one = {"127.0.0.1:" + rude.getLocalPort(), "--only", "1", "--timeout", "9s"};
            assertEquals(1, run(one), err::toString);
        }
        assertTrue(out.toString().contains("does not conform, in C1\n"), out::toString);
    }

    private static void hangUpOnAll(ServerSocket listener) {
        try {
            while (true) {
                listener.accept().close();
            }
        } catch (IOException e) {
            assertTrue(listener.isClosed(), e::toString);
        }
    }

    @Test
    void knowsBeforeTheFirstCaseThatThereIsNoPlaceForAReport(@TempDir Path folder) {
        for (Path wrong : List.of(folder, folder.resolve("none").resolve("report.xml"))) {
            err.reset();
            assertEquals(2, run(address(), "--only", "1", "--junit-xml", wrong.toString()));
            assertTrue(err.toString().contains("--junit-xml is no file in a folder: "));
            assertEquals("", out.toString());
        }
    }

    private static String address() {
        return "127.0.0.1:" + herd.address("Hill").getPort();
    }

    private int run(String... arguments) {
        return new Conformance(
                        new PrintStream(out, true, StandardCharsets.US_ASCII),
                        new PrintStream(err, true, StandardCharsets.US_ASCII))
                .run(arguments);
    }
}
