package herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.Starter.Running;
import herd.node.HerdConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program from its arguments to its exit code, with servers that are none. */
@Timeout(60)
class ProgramTest {

    private static final String KEY = "AIzaSySecretSecretSecret";

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, FakeServer> started =
            Collections.synchronizedMap(new LinkedHashMap<>());
    private final RunningHerd herd = new RunningHerd();
    private Optional<String> placesKey = Optional.empty();
    private String portInUse = "";
    private CountDownLatch startedAll = new CountDownLatch(1);
    private HerdConfig configUsed;

    @Test
    void saysOnlyThatItIsReadyOnStandardOutput() throws Exception {
        properties.put("places", "offline");
        int code = runUntilReady(1, "Jaquez");
        assertEquals(0, code);
        assertEquals("ready Jaquez 127.0.0.1:8001\n", text(out));
        assertEquals("", text(err));
        assertEquals(List.of("Jaquez"), List.copyOf(started.keySet()));
        assertTrue(started.get("Jaquez").closed);
    }

    @Test
    void startsAllServersOfTheHerdInOrder() throws Exception {
        runUntilReady(5, "--all");
        assertEquals(
                "ready Hill 127.0.0.1:8000, Jaquez 127.0.0.1:8001, Smith 127.0.0.1:8002,"
                        + " Campbell 127.0.0.1:8003, Singleton 127.0.0.1:8004\n",
                text(out));
        started.values().forEach(server -> assertTrue(server.closed));
    }

    @Test
    void saysOnStandardErrorWherePlacesComeFrom() throws Exception {
        runUntilReady(1, "Hill");
        assertEquals(
                "herd: places = offline: no API key is set"
                        + " (GOOGLE_PLACES_API_KEY, places.key-file)\n",
                text(err));
    }

    @Test
    void endsWithOneWhenAServerHasToStop() throws Exception {
        startedAll = new CountDownLatch(5);
        Thread failure =
                new Thread(
                        () -> {
                            await(startedAll);
                            started.get("Smith")
                                    .stopped
                                    .completeExceptionally(new IllegalStateException("a bug"));
                        });
        failure.start();
        assertEquals(1, run("--all"));
        assertTrue(
                text(err).endsWith("herd: Smith stopped: java.lang.IllegalStateException: a bug\n"),
                text(err));
        started.values().forEach(server -> assertTrue(server.closed));
    }

    @Test
    void endsWithOneWhenAPortIsTakenAndStopsWhatItStarted() {
        portInUse = "Smith";
        assertEquals(1, run("--all"));
        assertTrue(text(err).endsWith("herd: Smith.client: Address already in use\n"), text(err));
        assertEquals("", text(out));
        assertEquals(List.of("Hill", "Jaquez"), List.copyOf(started.keySet()));
        started.values().forEach(server -> assertTrue(server.closed));
    }

    @Test
    void endsWithTwoWhenTheArgumentsAreWrong() {
        assertEquals(2, run("--everything"));
        assertEquals("herd: no such option: --everything (--help tells more)\n", text(err));
    }

    @Test
    void endsWithTwoWhenThereIsNoSuchServer() {
        assertEquals(2, run("hill"));
        assertEquals(
                "herd: no server is called hill; servers are"
                        + " [Hill, Jaquez, Smith, Campbell, Singleton]\n",
                text(err));
        assertEquals("", text(out));
    }

    @Test
    void endsWithTwoWhenTheConfigurationIsWrong() throws Exception {
        Path file = Files.writeString(folder.resolve("herd.properties"), "places = google\n");
        assertEquals(2, run("Hill", "--config", file.toString()));
        assertEquals(
                "herd: "
                        + file
                        + ":1: places = google: needs an API key; set GOOGLE_PLACES_API_KEY in the"
                        + " environment, or places.key-file to a file that holds it\n",
                text(err));
    }

    @Test
    void endsWithTwoWhenThereIsNoSuchSystemProperty() {
        properties.put("max-client", "5");
        assertEquals(2, run("Hill"));
        assertEquals(
                "herd: system property herd.max-client: max-client = 5: there is no such key;"
                        + " perhaps max-clients is meant\n",
                text(err));
    }

    @Test
    void letsTheCommandLineGoBeforePropertiesAndTheseBeforeAFile() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("herd.properties"),
                        "log.dir = file\nmax-clients = 7\nsync = false\n");
        properties.put("log.dir", "property");
        properties.put("max-clients", "8");
        runUntilReady(1, "Hill", "--config", file.toString(), "--log-dir", "option");
        assertEquals(Path.of("option"), configUsed.log().directory());
        assertEquals(8, configUsed.limits().maxClients());
        assertFalse(configUsed.sync());
    }

    @Test
    void printsEachValueAndWhereItComesFromWithoutSecrets() {
        placesKey = Optional.of(KEY);
        properties.put("sync", "false");
        assertEquals(0, run("--print-config"));
        String all = text(out);
        assertTrue(has(all, "sync +=.*false.*\\(system property herd.sync\\)"), all);
        assertTrue(has(all, "places +=.*google.*\\(default\\)"), all);
        assertTrue(has(all, "Campbell.peer +=.*127.0.0.1:8103.*\\(default\\)"), all);
        assertTrue(
                has(all, "places.key +=.*hidden.*environment variable GOOGLE_PLACES_API_KEY.*"),
                all);
        assertFalse(all.contains(KEY), all);
        assertTrue(started.isEmpty());
    }

    @Test
    void checksAConfigurationWithoutStartingAnything() {
        assertEquals(0, run("--check-config"));
        assertEquals("the configuration is good\n", text(out));
        assertFalse(Files.exists(folder.resolve(".herd")));
        properties.put("Hill.client", "there-is-none.invalid:1");
        assertEquals(0, run("--check-config", "Smith"));
        assertEquals(2, run("--check-config", "Hill"));
        assertTrue(started.isEmpty());
    }

    @Test
    void tellsHowItIsUsed() {
        assertEquals(0, run("--help"));
        assertTrue(text(out).startsWith("usage: "), text(out));
        assertTrue(text(out).contains("peer.secret-file"), text(out));
    }

    @Test
    void tellsItsVersion() {
        assertEquals(0, run("--version"));
        assertEquals("herd 1.2.3\n", text(out));
    }

    @Test
    void doesNotWaitForAServerThatDoesNotStop() throws Exception {
        properties.put("places", "offline");
        FakeServer stuck = new FakeServer(new InetSocketAddress("127.0.0.1", 1));
        stuck.mayClose = new CountDownLatch(1);
        started.put("Hill", stuck);
        long before = System.nanoTime();
        assertEquals(0, runUntilReady(1, "Hill"));
        assertTrue(System.nanoTime() - before < 20_000_000_000L);
        assertFalse(stuck.closed);
        stuck.mayClose.countDown();
    }

    @Test
    void stopsAServerThatWasStartingWhenItWasToldToStop() {
        herd.close();
        assertEquals(0, run("Hill"));
        assertEquals("", text(out));
        assertTrue(started.isEmpty());
    }

    private int runUntilReady(int servers, String... arguments) throws Exception {
        startedAll = new CountDownLatch(servers);
        Thread signal =
                new Thread(
                        () -> {
                            await(startedAll);
                            waitForReady();
                            herd.close();
                        });
        signal.start();
        int code = run(arguments);
        signal.join();
        return code;
    }

    private void waitForReady() {
        while (!text(out).endsWith("\n")) {
            Thread.yield();
        }
    }

    private int run(String... arguments) {
        Surroundings surroundings = new Surroundings(properties, placesKey, folder, "1.2.3");
        Program program =
                new Program(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        surroundings,
                        this::start,
                        herd);
        return program.run(arguments);
    }

    private Running start(HerdConfig config, String name) throws IOException {
        configUsed = config;
        if (name.equals(portInUse)) {
            throw new IOException(name + ".client: Address already in use");
        }
        try {
            FakeServer server = new FakeServer(config.server(name).resolveClient());
            FakeServer before = started.putIfAbsent(name, server);
            return before == null ? server : before;
        } catch (herd.node.ConfigException e) {
            throw new AssertionError(e);
        } finally {
            startedAll.countDown();
        }
    }

    private static boolean has(String text, String line) {
        return text.lines().anyMatch(each -> each.matches(line));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
