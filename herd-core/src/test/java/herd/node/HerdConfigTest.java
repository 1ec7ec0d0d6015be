package herd.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.node.ServerConfig.Neighbour;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration as a whole: defaults, the file, what is wrong in it, and what is said of it. */
class HerdConfigTest {

    private static final String KEY = "AIzaSySecretSecretSecret";

    @TempDir Path folder;

    @Test
    void beginsWithTheBuiltInHerd() throws Exception {
        HerdConfig config = HerdConfig.builder().build();
        assertEquals(List.of("Hill", "Jaquez", "Smith", "Campbell", "Singleton"), config.servers());
        assertEquals(
                "[Hill-Jaquez, Hill-Smith, Singleton-Jaquez, Singleton-Smith,"
                        + " Singleton-Campbell, Smith-Campbell]",
                config.links().toString());
        ServerConfig smith = config.server("Smith");
        assertEquals("127.0.0.1:8002", smith.client().toString());
        assertEquals("127.0.0.1:8102", smith.peer().toString());
        assertEquals("127.0.0.1:8202", smith.http().orElseThrow().toString());
        assertEquals(
                List.of(
                        new Neighbour("Hill", new HostPort("127.0.0.1", 8100)),
                        new Neighbour("Singleton", new HostPort("127.0.0.1", 8104)),
                        new Neighbour("Campbell", new HostPort("127.0.0.1", 8103))),
                smith.neighbours());
        assertEquals("127.0.0.1:8004", config.server("Singleton").client().toString());
        assertEquals(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8000),
                config.server("Hill").resolveClient());
    }

    @Test
    void hasTheDefaultsOfTheContract() throws Exception {
        HerdConfig config = HerdConfig.builder().build();
        assertEquals(new LogConfig(Path.of("logs"), 64 << 20, 4, true), config.log());
        assertEquals(Path.of("logs/Hill.log"), config.log().file("Hill"));
        assertEquals(
                new Limits(65536, 1_000_000, 0, 0, 0, Duration.ofHours(1), Duration.ofHours(24)),
                config.limits());
        assertEquals(
                new PlacesConfig(
                        PlacesSource.OFFLINE, URI.create(""), "", Duration.ofSeconds(5), 32, 0),
                config.places());
        assertTrue(config.sync());
    }

    @Test
    void readsEveryKeyFromAFile() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        Path secret = secretFile();
        HerdConfig config =
                ConfigFile.read(
                        folder,
                        """
                        servers = A-B, C
                        links = A-B-C
                        A-B.client = 0.0.0.0:9000
                        A-B.peer = ab.example.org:9100
                        A-B.http = off
                        C.client = [::1]:9001
                        C.peer = 10.0.0.2:9101
                        C.http = 127.0.0.1:9201
                        log.dir = /var/log/herd
                        log.max-bytes = 1m
                        log.keep = 0
                        log.messages = false
                        places = google-new
                        places.url = http://127.0.0.1:9999/
                        places.key-file = %s
                        places.timeout = 200ms
                        places.max-in-flight = 7
                        places.per-minute = 600
                        peer.secret-file = %s
                        sync = false
                        max-line-bytes = 1k
                        max-clients = 12
                        max-record-bytes = 3g
                        max-connections = 100
                        max-connections-per-address = 10
                        idle-timeout = 90s
                        max-future = 10m
                        """
                                .formatted(key, secret));
        assertEquals(List.of("A-B", "C"), config.servers());
        assertEquals(List.of(new HerdLink("A-B", "C")), config.links());
        assertEquals("0.0.0.0:9000", config.server("A-B").client().toString());
        assertEquals(Optional.empty(), config.server("A-B").http());
        assertEquals(Optional.empty(), config.server("A-B").resolveHttp());
        assertEquals("127.0.0.1:9201", config.server("C").http().orElseThrow().toString());
        assertEquals(
                List.of(new Neighbour("A-B", new HostPort("ab.example.org", 9100))),
                config.server("C").neighbours());
        assertEquals(new LogConfig(Path.of("/var/log/herd"), 1 << 20, 0, false), config.log());
        assertEquals(
                new PlacesConfig(
                        PlacesSource.GOOGLE_NEW,
                        URI.create("http://127.0.0.1:9999"),
                        KEY,
                        Duration.ofMillis(200),
                        7,
                        600),
                config.places());
        assertFalse(config.sync());
        assertEquals(
                new Limits(
                        1024,
                        12,
                        3L << 30,
                        100,
                        10,
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(10)),
                config.limits());
        assertArrayEquals(
                "correct horse battery".getBytes(StandardCharsets.UTF_8),
                config.peerSecret().current());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "servers= | servers = : name from 1 to 1024 servers",
                "servers=A,,B | \"\" cannot name a server; use letters, digits, _, and - inside",
                "servers=A b | \"A b\" cannot name a server; use letters, digits, _, and - inside",
                "servers=-A | \"-A\" cannot name a server; use letters, digits, _, and - inside",
                "servers=A.b | \"A.b\" cannot name a server; use letters, digits, _, and - inside",
                "servers=A,B,A | two servers are called A; rename one",
                "servers=A,a | two servers are called a; rename one",
                "links=Hill-Hill | \"Hill-Hill\" links a server to itself; leave it out",
                "links=Hill-Smith,Smith-Hill | Smith-Hill is there twice; leave one out",
                "links=Hill | \"Hill\" is not two servers with a - between; servers are [Hill,"
                        + " Jaquez, Smith, Campbell, Singleton]",
                "Hill.client=localhost | give host:port, or [::1]:port",
                "Hill.client=localhost:65536 | the port must be a number from 0 to 65535",
                "Hill.client=127.0.0.1:8001 | Jaquez.client = 127.0.0.1:8001: Hill.client ="
                        + " 127.0.0.1:8001 takes that port; change one of them",
                "Hill.peer=127.0.0.1:8000 | Hill.peer = 127.0.0.1:8000: Hill.client ="
                        + " 127.0.0.1:8000 takes that port; change one of them",
                "Hill.http=0.0.0.0:8100 | Hill.http = 0.0.0.0:8100: Hill.peer ="
                        + " 127.0.0.1:8100 takes that port; change one of them",
                "Hill.peer=127.0.0.1:0 | neighbours could not find it; give a port",
                "Hill.peer=off | give host:port, or [::1]:port",
                "Foo.client=127.0.0.1:1 | there is no server Foo; servers are [Hill, Jaquez, Smith,"
                        + " Campbell, Singleton]",
                "max-client=5 | there is no such key; perhaps max-clients is meant",
                "Hill.cleint=127.0.0.1:1 | there is no such key; perhaps Hill.client is meant",
                "completely.else=5 | there is no such key; keys are listed by --help",
                "log.dir= | log.dir = : give a path",
                "log.max-bytes=63k | give a size from 64k to 1024g, as 64k",
                "log.keep=-1 | give a whole number from 0 to 1000",
                "log.messages=yes | give true or false",
                "places=bing | give google, google-new or offline",
                "places=google | places = google: needs an API key; set GOOGLE_PLACES_API_KEY in"
                        + " the environment, or places.key-file to a file that holds it",
                "places.key-file=/none | cannot be read: no such file",
                "places.timeout=5 | give a duration from 1ms to 10m, written as 200ms, 5s, 10m or"
                        + " 24h",
                "places.max-in-flight=0 | give a whole number from 1 to 10000",
                "places.per-minute=many | give a whole number from 0 to 1000000000",
                "peer.secret-file= x | peer.secret-file = x: cannot be read: no such file",
                "sync=TRUE | give true or false",
                "max-line-bytes=1023 | give a size from 1k to 8m, as 64k",
                "max-line-bytes=9m | give a size from 1k to 8m, as 64k",
                "max-clients=0 | give a whole number from 1 to 1000000000",
                "max-clients=1e6 | give a whole number from 1 to 1000000000",
                "max-record-bytes=lots | give a size from 0 to 1048576g, as 64k",
                "max-connections=-1 | give a whole number from 0 to 1000000000",
                "max-connections-per-address=1.0 | give a whole number from 0 to 1000000000",
                "idle-timeout=0s | give a duration from 1ms to 8760h, written as 200ms, 5s, 10m or"
                        + " 24h",
                "max-future=1d | give a duration from 1ms to 8760h, written as 200ms, 5s, 10m or"
                        + " 24h"
            })
    void namesWhatIsWrongAndWhere(String line, String problem) throws Exception {
        Path file = Files.writeString(folder.resolve("herd.properties"), "# one\n" + line + "\n");
        ConfigException e =
                assertThrows(
                        ConfigException.class,
                        () -> HerdConfig.builder().read(file).home(folder).build().peerSecret());
        assertTrue(e.getMessage().endsWith(problem), e.getMessage());
        String key = line.substring(0, line.indexOf('='));
        assertTrue(e.getMessage().contains(key + " = "), e.getMessage());
        assertTrue(e.getMessage().startsWith(file + ":2: ") || problem.startsWith("Jaquez"));
        assertFalse(e.key().isEmpty());
    }

    @Test
    void letsALaterWordReplaceAnEarlierOne() throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "max-clients = 7\nsync = false\n");
        HerdConfig config =
                HerdConfig.builder()
                        .read(file)
                        .set("max-clients", "8", "system property herd.max-clients")
                        .build();
        assertEquals(8, config.limits().maxClients());
        String all = config.describe();
        assertTrue(all.contains("(system property herd.max-clients)"), all);
        assertTrue(all.contains("(" + file + ":2)"), all);
        assertTrue(all.lines().anyMatch(line -> line.matches("idle-timeout +=.*1h.*default.")));
    }

    @Test
    void describesEveryKey() throws Exception {
        String all = HerdConfig.builder().build().describe();
        for (ConfigKey key : ConfigKey.values()) {
            String text = key.isPerServer() ? "Campbell" + key.text() : key.text();
            assertTrue(all.lines().anyMatch(line -> line.startsWith(text + " ")), text);
            assertTrue(HerdConfig.help().contains("  " + key.title() + " "), text);
        }
    }

    private Path secretFile() throws Exception {
        Path file = Files.createTempFile(folder, "secret", "");
        return Files.writeString(file, "correct horse battery\n");
    }
}
