package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.link.CloseReason;
import java.time.Duration;

/** Five simulated servers whose links are up, one of which is the one to do something to. */
final class FaultsRig {

    static final String UCLA = "+34.068930-118.445127";
    static final String NOON = "1520023934";

    final SimulatedHerd herd = SimulatedHerd.ofFive(7).awaitLinks();
    final SimulatedLinkHandle link = herd.link("Hill", "Smith");

    FaultsRig() {
        // Both ends have dialled: let it be settled which link stays.
        herd.pass(Duration.ofSeconds(1));
    }

    /** Reports a client to Hill; returns the answer. */
    String report(String id) {
        return herd.client("Hill").iamat(id, UCLA, NOON);
    }

    void assertSays(String server, CloseReason why) {
        String log = herd.server(server).log();
        assertTrue(log.contains(why.text()), log);
    }
}
