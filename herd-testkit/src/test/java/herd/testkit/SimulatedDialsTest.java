package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.link.CloseReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who dials in a simulated herd, neighbours and strangers, and is not answered as he would like. */
@SuppressWarnings("try") // A fault has nothing to be used for within its block: it is there.
class SimulatedDialsTest {

    private final FaultsRig rig = new FaultsRig();
    private final SimulatedHerd herd = rig.herd;
    private final SimulatedLinkHandle link = rig.link;

    @Test
    void dialsAreRefusedWhileWhatIsConnectedStays() {
        try (Fault refusal = link.refuseDials()) {
            herd.pass(Duration.ofSeconds(10));
            assertTrue(link.isUp());
            link.reset();
            herd.pass(Duration.ofSeconds(3));
            assertFalse(link.isUp());
            assertTrue(herd.server("Hill").log().contains("connection refused"));
        }
        herd.awaitLinks();
    }

    @Test
    void dialsThatAreNotAnsweredTakeTooLong() {
        try (Fault silence = link.ignoreDials()) {
            link.reset();
            herd.pass(Duration.ofSeconds(4));
            rig.assertSays("Hill", CloseReason.LATE);
        }
        herd.awaitLinks();
    }

    @Test
    void dialsCrossAndOneLinkStays() {
        int before = herd.history().length();
        link.crossDials();
        herd.pass(Duration.ofSeconds(2));
        assertTrue(link.isUp());
        String log = herd.history().substring(before);
        assertTrue(
                log.contains(CloseReason.CROSSED.text())
                        || log.contains(CloseReason.REPLACED.text()),
                log);
    }

    @Test
    void aDarkMachineAnswersNoDial() {
        herd.server("Jaquez").dieSilently();
        herd.pass(Duration.ofSeconds(9));
        rig.assertSays("Hill", CloseReason.LATE);
        assertFalse(herd.server("Hill").log().contains("refused"));
    }

    @Test
    void strangersAreShownOut() {
        SimulatedServerHandle hill = herd.server("Hill");
        hill.hearGarbage(1_000);
        herd.pass(Duration.ofSeconds(6));
        assertTrue(hill.log().contains("stranger left"), hill.log());
        hill.hearForgedProof("Smith");
        herd.pass(Duration.ofMillis(10));
        rig.assertSays("Hill", CloseReason.WRONG_PROOF);
        assertTrue(link.isUp());
        SimulatedHerd again = SimulatedHerd.ofFive(8).awaitLinks();
        int before = again.server("Hill").log().split("did not prove").length;
        again.server("Hill").hearReplay("Smith");
        again.pass(Duration.ofSeconds(6));
        assertEquals(before + 1, (again.server("Hill").log() + ' ').split("did not prove").length);
        assertEquals("", herd.stranger("Hill").halfClose().readUntilGone());
    }
}
