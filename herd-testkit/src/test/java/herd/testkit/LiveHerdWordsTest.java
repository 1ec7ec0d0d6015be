package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a live herd says when something is not as it was expected. */
@Timeout(60)
class LiveHerdWordsTest {

    private static final String KIWI = "IAMAT kiwi +34.068930-118.445127 1520023934.918963997\n";
    private static final Topology PAIR = Topology.of("East West", "East-West");

    @Test
    void saysWhoDiffersInWhatWhenTheyDoNotAgree() {
        try (LiveHerd herd =
                LiveHerd.builder()
                        .topology(PAIR)
                        .with(it -> it.sync(false))
                        .patience(Duration.ofMillis(100))
                        .start()) {
            herd.server("West").kill();
            String at = herd.client("East").iamat("kiwi", "+1-1", "2");
            herd.server("East").stop();
            herd.server("West").start();
            String other = herd.client("West").iamat("kiwi", "+2-2", "1");
            herd.server("East").start();
            herd.client("East").send("IAMAT kiwi +3-3 3\n").readLine();
            herd.server("West").kill();
            herd.server("West").start();
            herd.client("West").send("IAMAT lime +3-3 3\n").readLine();
            AssertionError vain = assertThrows(AssertionError.class, herd::awaitConverged);
            String message = vain.getMessage();
            assertTrue(message.startsWith("waited 100 ms for all to agree\n"), message);
            assertTrue(message.contains("  kiwi\n    at East: AT East +"), message);
            assertTrue(message.contains(" kiwi +3-3 3\n    at West: nothing\n"), message);
            assertFalse(message.contains(at) || message.contains(other), message);
        }
    }

    @Test
    void saysWhichServersAndLinksThereAreNot() {
        try (LiveHerd herd = LiveHerd.of(PAIR)) {
            assertEquals(
                    "no server North in this herd of [East, West]",
                    assertThrows(IllegalArgumentException.class, () -> herd.server("North").kill())
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> herd.server("../North").log());
            assertThrows(IllegalArgumentException.class, () -> herd.awaitLink("East", "East"));
        }
    }

    @Test
    void saysWhatIsWrongWithASetting() {
        LiveHerdBuilder wrong = LiveHerd.builder().with(it -> it.set("sync", "perhaps"));
        String message = assertThrows(IllegalArgumentException.class, wrong::start).getMessage();
        assertTrue(message.contains("sync") && message.contains("perhaps"), message);
    }

    @Test
    void saysWhatEachServerBelieves() {
        try (LiveHerd herd = LiveHerd.builder().topology(PAIR).with(it -> it.sync(false)).start()) {
            herd.server("West").kill();
            herd.client("East").send(KIWI).readLine();
            herd.server("West").start();
            herd.awaitLinks();
            String text = herd.describe();
            assertTrue(text.contains("1 clients, 1 of them disputed"), text);
            assertTrue(text.contains("at East: AT East +"), text);
            assertTrue(text.contains("at West: nothing"), text);
            assertTrue(text.contains("West: 0 records, East UP for "), text);
        }
    }

    @Test
    void saysWhatEachServerBelievesWhenItWaitsInVain() {
        try (LiveHerd herd =
                LiveHerd.builder().topology(PAIR).patience(Duration.ofMillis(50)).start()) {
            herd.server("West").stop();
            AssertionError vain =
                    assertThrows(AssertionError.class, () -> herd.awaitKnown("East", "kiwi"));
            assertTrue(
                    vain.getMessage()
                            .startsWith("waited 50 ms for East to know of kiwi\n0 clients"),
                    vain.getMessage());
            assertTrue(vain.getMessage().contains("East: 0 records, West D"), vain.getMessage());
        }
    }

    @Test
    void comparesClientsWhoseIdsAreNoText() {
        try (LiveHerd herd = LiveHerd.builder().topology(PAIR).with(it -> it.sync(false)).start()) {
            herd.server("West").kill();
            herd.client("East").send("IAMAT \u00ff\u00fe +1-1 1\n").readLine();
            herd.server("West").start();
            assertTrue(herd.ask("East", "\u00ff\u00fe").isPresent());
            assertTrue(herd.describe().contains("1 of them disputed"), herd.describe());
        }
    }
}
