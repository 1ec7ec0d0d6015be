package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.Fault;
import herd.testkit.Herd;
import herd.testkit.Mode;
import herd.testkit.client.RawClient;
import herd.testkit.junit.HerdTest;
import herd.testkit.junit.Runs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/** The same bodies on sockets and in simulation. PROTOCOL.md, what neighbours say to each other. */
@Timeout(60)
class OneSetOfVerbsTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final String NOON = "1520023934.918963997";

    @HerdTest(mode = Runs.BOTH, seed = 1)
    void floodsAnUpdateOverFourToEightLinks(Herd herd) {
        herd.client("Hill").iamat("kiwi", UCLA, NOON);
        // On sockets threads race: the long way round may be the first to arrive.
        int hops = herd.mode() == Mode.SIMULATED ? 2 : 4;
        herd.assertFlood("kiwi").messages(4, 8).withinHops(hops);
    }

    @HerdTest(mode = Runs.BOTH)
    void goesTheLongWayRoundWhenALinkIsCut(Herd herd) {
        try (Fault cut = herd.link("Hill", "Smith").cut()) {
            String at = herd.client("Hill").iamat("kiwi", UCLA, NOON);
            assertEquals(at, herd.awaitKnown("Smith", "kiwi"), cut::toString);
        }
        herd.awaitLinks();
    }

    @HerdTest(mode = Runs.BOTH)
    void catchesUpAServerThatWasKilled(Herd herd) {
        String at = herd.client("Hill").iamat("kiwi", UCLA, NOON);
        herd.awaitConverged();
        herd.server("Campbell").kill();
        assertEquals(List.of("Hill", "Jaquez", "Smith", "Singleton"), herd.running());
        herd.server("Campbell").restart();
        assertEquals(Optional.of(at), herd.ask("Campbell", "kiwi"));
    }

    @HerdTest(servers = "A B C", links = "A-B B-C", mode = Runs.BOTH)
    void joinsTwoHalvesThatWereTold(Herd herd) {
        try (Fault cut = herd.link("B", "C").cut()) {
            herd.client("A").iamat("kiwi", UCLA, NOON);
            herd.client("C").iamat("kiwi", UCLA, "1520023935");
            assertTrue(herd.ask("C", "kiwi").isPresent(), cut::toString);
        }
        herd.awaitConverged();
        assertTrue(herd.awaitKnown("A", "kiwi").endsWith(" 1520023935"));
    }

    @HerdTest(servers = "A B", links = "A-B", mode = Runs.BOTH)
    void echoesABrokenLineAndGoesOn(Herd herd) {
        RawClient client = herd.client("A");
        client.send("hello\n").expect("? hello\n");
        assertTrue(client.iamat("kiwi", UCLA, NOON).startsWith("AT A "));
    }
}
