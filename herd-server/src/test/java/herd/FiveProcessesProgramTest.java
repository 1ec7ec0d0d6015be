package herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The five, each a process of its own, started at the same time in a home without a secret. */
@Timeout(120)
class FiveProcessesProgramTest {

    @RegisterExtension static final Children CHILDREN = new Children();

    private static final String UCLA = "+34.068930-118.445127";
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Map<String, List<String>> NEIGHBOURS =
            Map.of(
                    "Hill", List.of("Jaquez", "Smith"),
                    "Jaquez", List.of("Hill", "Singleton"),
                    "Smith", List.of("Hill", "Singleton", "Campbell"),
                    "Campbell", List.of("Singleton", "Smith"),
                    "Singleton", List.of("Jaquez", "Smith", "Campbell"));

    private static final Map<String, Child> SERVERS = new LinkedHashMap<>();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static HerdFile herd;

    @BeforeAll
    static void startAll() throws Exception {
        herd = new HerdFile(CHILDREN, "herd.properties");
        for (String server : HerdFile.SERVERS) {
            start(server);
        }
        for (String server : HerdFile.SERVERS) {
            assertEquals(
                    "ready " + server + " 127.0.0.1:" + herd.port(server),
                    SERVERS.get(server).awaitReady());
        }
        for (String server : HerdFile.SERVERS) {
            awaitLinks(server);
        }
    }

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @Test
    void campbellTellsWhatHillWasToldAndWhatIsNearThere() throws Exception {
        String at =
                NetClient.ask(
                        herd.port("Hill"),
                        "IAMAT kiwi.cs.ucla.edu " + UCLA + " 1520023934.918963997\n");
        assertTrue(
                at.matches(
                        "AT Hill \\+\\d+\\.\\d{9} kiwi\\.cs\\.ucla\\.edu \\+34\\.068930-118\\.445127"
                                + " 1520023934\\.918963997\n"),
                at);
        awaitKnown("Campbell", "kiwi.cs.ucla.edu", at);
        String answer = NetClient.ask(herd.port("Campbell"), "WHATSAT kiwi.cs.ucla.edu 10 5\n");
        List<String> names = Places.nearUcla(at, answer, 5, 10);
        assertTrue(names.contains("Santa Monica") && names.contains("Beverly Hills"), answer);
    }

    @Test
    void fiveFirstStartsAgreeOnOneSecretThatOnlyTheUserCanRead() throws IOException {
        Path secret = CHILDREN.folder().resolve("home").resolve(".herd").resolve("peer-secret");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        String shared = Files.readString(secret).strip();
        for (String server : HerdFile.SERVERS) {
            Child child = SERVERS.get(server);
            assertEquals("", child.err());
            assertTrue(!log(server).contains(shared) && !child.out().contains(shared));
        }
    }

    @Test
    void theOthersGoOnAnsweringWhenOneIsKilledAndItCatchesUpWhenStartedAgain() throws Exception {
        for (String server : HerdFile.SERVERS) {
            killAndStartAgain(server);
        }
    }

    private void killAndStartAgain(String victim) throws Exception {
        String before = "told-" + victim;
        String at =
                NetClient.ask(herd.port(victim), "IAMAT " + before + " " + UCLA + " 1520023934\n");
        Map<String, Prober> probers = new LinkedHashMap<>();
        for (String other : HerdFile.SERVERS) {
            if (!other.equals(victim)) {
                awaitKnown(other, before, at);
                String id = "probe-" + victim + "-" + other;
                probers.put(id, new Prober(THREADS, herd.port(other), id));
            }
        }
        SERVERS.get(victim).kill();
        Child again = start(victim);
        again.awaitReady();
        awaitKnown(victim, before, at);
        awaitLinks(victim);
        int answers = 0;
        long longest = 0;
        for (Map.Entry<String, Prober> each : probers.entrySet()) {
            String last = each.getValue().stop();
            awaitKnown(victim, each.getKey(), last);
            answers += each.getValue().answers();
            longest = Math.max(longest, each.getValue().longestMillis());
        }
        System.out.printf(
                "%s killed and started again: exec to ready %d ms, from then %s; meanwhile the"
                        + " others answered %d times, after %d ms at most%n",
                victim, again.readyMillis(), figures(victim, before), answers, longest);
        assertTrue(longest < 10_000, () -> "the others did not answer at once: " + probers);
    }

    @Test
    void anAsyncioClientGetsWholeAnswers() throws Exception {
        assumePython();
        String ats = "AT Smith \\+\\d+\\.\\d{9} py \\+34\\.068930-118\\.445127 1520023934\\.5\n";
        String at = python("once\tSmith\tIAMAT py " + UCLA + " 1520023934.5").get(0);
        assertTrue(at.matches(ats), at);
        for (String server : HerdFile.SERVERS) {
            awaitKnown(server, "py", at);
        }
        List<String> conversations = new ArrayList<>();
        for (String server : HerdFile.SERVERS) {
            conversations.add("once\t" + server + "\tWHATSAT py 20 3");
            conversations.add("once\t" + server + "\tWHERE IS  py?");
            conversations.add(
                    "keep\t"
                            + server
                            + "\tWHATSAT py 10 2\tIAMAT py\tWHATSAT py 10 1\tIAMAT "
                            + server
                            + " "
                            + UCLA
                            + " 1520023934");
        }
        List<String> answers = python(String.join("\n", conversations));
        assertEquals(7 * HerdFile.SERVERS.size(), answers.size());
        for (String server : HerdFile.SERVERS) {
            List<String> its = answers.subList(0, 7);
            Places.nearUcla(at, its.get(0), 3, 20);
            assertEquals("? WHERE IS  py?\n", its.get(1));
            Places.nearUcla(at, its.get(2), 2, 10);
            assertEquals("? IAMAT py\n", its.get(3));
            Places.nearUcla(at, its.get(4), 1, 10);
            assertTrue(its.get(5).startsWith("AT " + server + " +"), its.get(5));
            assertEquals("", its.get(6));
            answers = answers.subList(7, answers.size());
        }
    }

    /** Python's own asyncio is the client: returns the answers to these conversations. */
    private static List<String> python(String conversations) throws Exception {
        String input = conversations;
        for (String server : HerdFile.SERVERS) {
            input = input.replace("\t" + server + "\t", "\t" + herd.port(server) + "\t");
        }
        Path file = Files.writeString(CHILDREN.folder().resolve("conversations"), input);
        Path script = Path.of("src", "test", "resources", "herd", "asyncio_client.py");
        Process process =
                new ProcessBuilder("python3", script.toString())
                        .redirectInput(file.toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), out);
            return out.lines().map(FiveProcessesProgramTest::decode).toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static void assumePython() throws InterruptedException {
        String reason = "";
        try {
            Process process = new ProcessBuilder("python3", "-c", "import asyncio").start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                reason = "python3 has no asyncio, or does not start";
                process.destroyForcibly();
            }
        } catch (IOException e) {
            reason = e.getMessage();
        }
        if (!reason.isEmpty()) {
            System.out.println("skipped, no asyncio client: " + reason);
        }
        assumeTrue(reason.isEmpty(), reason);
    }

    private static Child start(String server) throws IOException {
        Child child =
                CHILDREN.start(
                        Map.of("log.dir", CHILDREN.folder().resolve("logs").toString()),
                        server,
                        "--config",
                        herd.path());
        SERVERS.put(server, child);
        return child;
    }

    /** Waits until a server tells of a client what another one was told. */
    private static void awaitKnown(String server, String id, String at) throws Exception {
        long began = System.nanoTime();
        try (NetClient client = new NetClient(herd.port(server))) {
            String answer;
            do {
                SERVERS.get(server).staysAlive();
                client.send("WHATSAT " + id + " 0 0\n");
                answer = client.places();
                if (System.nanoTime() - began > PATIENCE_NANOS) {
                    throw new AssertionError(server + " does not know " + at + ": " + answer);
                }
            } while (!answer.startsWith(at));
        }
    }

    /** Waits until a server's log says that it has all of its links, since it last started. */
    private static void awaitLinks(String server) throws Exception {
        long began = System.nanoTime();
        for (String neighbour : NEIGHBOURS.get(server)) {
            while (!log(server).contains(" link to " + neighbour + " up")) {
                SERVERS.get(server).staysAlive();
                if (System.nanoTime() - began > PATIENCE_NANOS) {
                    throw new AssertionError(server + " has no link to " + neighbour);
                }
            }
        }
    }

    /** How long after its start a server had links, and a record, as its own log tells. */
    private static String figures(String server, String id) throws IOException {
        List<String> lines = log(server).lines().toList();
        Instant start = time(lines.get(0));
        long first = Long.MAX_VALUE;
        long last = 0;
        long known = Long.MAX_VALUE;
        for (String line : lines) {
            long millis = Duration.between(start, time(line)).toMillis();
            if (line.contains(" link to ") && line.contains(" up")) {
                first = Math.min(first, millis);
                last = millis;
            } else if (line.matches("\\S+ n\\d+ < AT .* " + id + " .*")) {
                known = Math.min(known, millis);
            }
        }
        return String.format(
                "to its first link %d ms, to its last %d ms, to knowing %d ms", first, last, known);
    }

    /** What a server has logged since it last started. */
    private static String log(String server) throws IOException {
        String all = Files.readString(CHILDREN.folder().resolve("logs").resolve(server + ".log"));
        int start = Math.max(0, all.lastIndexOf(" start: clients at "));
        return all.substring(all.lastIndexOf('\n', start) + 1);
    }

    private static Instant time(String line) {
        return Instant.parse(line.substring(0, line.indexOf(' ')));
    }
}
