package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a simulated herd says to the test: what is not there, what differs, what an update cost, and
 * what happened.
 */
class SimulatedMessagesTest {

    private final FaultsRig rig = new FaultsRig();
    private final SimulatedHerd herd = rig.herd;
    private final SimulatedLinkHandle link = rig.link;

    @Test
    void saysWhatIsNotThere() {
        assertThrows(IllegalArgumentException.class, () -> herd.server("Bona"));
        assertThrows(IllegalArgumentException.class, () -> herd.link("Hill", "Campbell"));
        assertThrows(IllegalArgumentException.class, () -> herd.link("Hill", "Bona"));
        assertThrows(IllegalArgumentException.class, () -> herd.client("Bona"));
        assertThrows(IllegalArgumentException.class, () -> link.slow(0));
        assertThrows(IllegalArgumentException.class, () -> link.slice(0));
        assertThrows(IllegalArgumentException.class, () -> herd.server("Hill").hearGarbage(0));
        assertThrows(
                IllegalArgumentException.class, () -> herd.server("Hill").hearForgedProof("Bona"));
        assertThrows(IllegalArgumentException.class, () -> herd.pass(Duration.ofNanos(-1)));
        assertThrows(IllegalStateException.class, () -> herd.server("Hill").start());
        herd.server("Hill").kill();
        assertThrows(IllegalStateException.class, () -> herd.server("Hill").kill());
        assertThrows(IllegalStateException.class, () -> herd.server("Hill").pause());
        assertThrows(IllegalStateException.class, () -> herd.client("Hill"));
        herd.close();
        herd.close();
        assertThrows(IllegalStateException.class, () -> herd.client("Smith"));
    }

    @Test
    void namesServersAndLinesThatDiffer() {
        SimulatedHerd forgetful = SimulatedHerd.builder().sync(false).start().awaitLinks();
        String at = forgetful.client("Hill").iamat("kiwi", FaultsRig.UCLA, FaultsRig.NOON);
        forgetful.awaitConverged();
        forgetful.server("Campbell").kill();
        forgetful.server("Campbell").start();
        AssertionError error = assertThrows(AssertionError.class, forgetful::awaitConverged);
        assertTrue(error.getMessage().contains("Campbell differ: \"" + at), error.getMessage());
        assertTrue(error.getMessage().contains("seed 1"));
        assertTrue(error.getMessage().contains("Campbell: kill"));
    }

    @Test
    void checksWhatAnUpdateCost() {
        String at = rig.report("kiwi");
        herd.assertFlood("kiwi").messages(4, 8).withinHops(2);
        assertEquals(Optional.of(at), herd.ask("Campbell", "kiwi"));
        assertThrows(AssertionError.class, () -> herd.assertFlood("kiwi").messages(0, 3));
        assertThrows(AssertionError.class, () -> herd.assertFlood("kiwi").withinHops(1));
        assertThrows(AssertionError.class, () -> herd.assertFlood("lime"));
        assertThrows(IllegalArgumentException.class, () -> herd.assertFlood("kiwi").messages(4, 3));
    }

    @Test
    void keepsTheLinesOfMessagesWhenAsked() {
        SimulatedHerd open = SimulatedHerd.builder().messagesInHistory(true).start().awaitLinks();
        open.client("Hill").send("a\\b\n").readLine();
        String at = open.client("Hill").iamat("kiwi", FaultsRig.UCLA, FaultsRig.NOON);
        assertTrue(open.server("Hill").log().contains("c2 > " + at), open.history());
        open.awaitConverged();
        assertTrue(open.server("Smith").log().contains(" < " + at), open.history());
        assertTrue(open.server("Hill").log().contains("a\\x5cb"), open.history());
        assertFalse(herd.history().contains("IAMAT"));
    }
}
