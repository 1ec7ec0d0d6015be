package herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways to start the program, and what it leaves behind. */
@Timeout(120)
class LaunchProgramTest {

    @RegisterExtension static final Children CHILDREN = new Children();

    private static final String KEY = "AIzaSyThisIsTheKeyOfTheProgramTest";

    @Test
    void oneProcessIsAWholeHerdFromWhereverItIsStarted() throws Exception {
        HerdFile herd = new HerdFile(CHILDREN, "all.properties");
        Path elsewhere = Files.createDirectory(CHILDREN.folder().resolve("elsewhere"));
        Child child =
                CHILDREN.java(
                        elsewhere,
                        Map.of(),
                        List.of(
                                "-jar",
                                CHILDREN.jar().toString(),
                                "--all",
                                "--config",
                                herd.path()));
        assertEquals(herd.allReady(), child.awaitReady());
        System.out.println("all five in one process: exec to ready " + child.readyMillis() + " ms");
        String at = NetClient.ask(herd.port("Hill"), "IAMAT kiwi +34.068930-118.445127 1520023934");
        String answer = whatsAt(child, herd.port("Campbell"), "kiwi 10 5");
        Places.nearUcla(at, answer, 5, 10);
        assertEquals(
                "? Is anybody there?\n",
                NetClient.ask(herd.port("Singleton"), "Is anybody there?\n"));
        terminate(child);
        assertEquals(herd.allReady() + "\n", child.out());
        assertEquals("", child.err());
        for (String server : HerdFile.SERVERS) {
            String log = Files.readString(elsewhere.resolve("logs").resolve(server + ".log"));
            assertTrue(log.endsWith(" stop\n"), log);
        }
    }

    @Test
    void bothJarsWorkSideBySide() throws Exception {
        Path side = Files.createDirectory(CHILDREN.folder().resolve("side"));
        Path core = CHILDREN.jar().resolve("../../../herd-core/target/herd-core.jar").normalize();
        for (Path jar : List.of(CHILDREN.jar(), core)) {
            Files.copy(jar, side.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Child child =
                CHILDREN.java(
                        side,
                        Map.of(),
                        List.of(
                                "-Dherd.servers=Solo",
                                "-Dherd.Solo.client=127.0.0.1:0",
                                "-Dherd.Solo.peer=127.0.0.1:0",
                                "-jar",
                                "herd-server.jar",
                                "Solo"));
        String ready = child.awaitReady();
        System.out.println("one server: exec to ready " + child.readyMillis() + " ms");
        String at = NetClient.ask(port(ready), "IAMAT kiwi +34.068930-118.445127 1520023934\n");
        Places.nearUcla(at, NetClient.ask(port(ready), "WHATSAT kiwi 10 5\n"), 5, 10);
        assertEquals(
                "herd: places = offline: no API key is set (GOOGLE_PLACES_API_KEY,"
                        + " places.key-file)\n",
                child.err());
        terminate(child);
    }

    @Test
    void theApiKeyGoesToThePlacesServiceOnly() throws Exception {
        Child child =
                CHILDREN.java(
                        CHILDREN.folder(),
                        Map.of("GOOGLE_PLACES_API_KEY", KEY),
                        List.of(
                                "-Dherd.servers=Solo",
                                "-Dherd.Solo.client=127.0.0.1:0",
                                "-Dherd.Solo.peer=127.0.0.1:0",
                                "-Dherd.log.dir=keyed",
                                "-Dherd.places.timeout=2s",
                                "-Dherd.places.url=http://127.0.0.1:" + CHILDREN.port(),
                                "-cp",
                                CHILDREN.jar().toString(),
                                "herd.Main",
                                "Solo"));
        int port = port(child.awaitReady());
        String at = NetClient.ask(port, "IAMAT kiwi +34.068930-118.445127 1520023934\n");
        String answer = NetClient.ask(port, "WHATSAT kiwi 10 5\n");
        assertTrue(answer.startsWith(at + "{"), answer);
        assertTrue(answer.contains("\"results\" : []"), answer);
        assertTrue(answer.contains("\"status\" : \"UNKNOWN_ERROR\""), answer);
        terminate(child);
        String log = Files.readString(CHILDREN.folder().resolve("keyed").resolve("Solo.log"));
        assertTrue(log.contains("look-up failed: UNKNOWN_ERROR"), log);
        for (String text : List.of(answer, log, child.out(), child.err())) {
            assertFalse(text.contains(KEY), text);
        }
    }

    /** Asks until the server knows, which is when word of it has come round. */
    private static String whatsAt(Child child, int port, String what) throws Exception {
        long began = System.nanoTime();
        String answer;
        do {
            child.staysAlive();
            answer = NetClient.ask(port, "WHATSAT " + what + "\n");
        } while (answer.startsWith("? ") && System.nanoTime() - began < 30_000_000_000L);
        return answer;
    }

    private static void terminate(Child child) throws InterruptedException {
        child.terminate();
        int code = child.awaitExit();
        assertTrue(code == 143 || code == 0, () -> "exit code " + code + ": " + child);
    }

    private static int port(String ready) {
        return Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
    }
}
