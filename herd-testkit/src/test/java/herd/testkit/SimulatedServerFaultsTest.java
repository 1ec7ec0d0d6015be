package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.link.CloseReason;
import herd.testkit.client.RawClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What befalls a server of a simulated herd and its machine: what its neighbours and clients see of
 * it, and that it comes back.
 */
@SuppressWarnings("try") // A fault has nothing to be used for within its block: it is there.
class SimulatedServerFaultsTest {

    private final FaultsRig rig = new FaultsRig();
    private final SimulatedHerd herd = rig.herd;
    private final SimulatedLinkHandle link = rig.link;

    @Test
    void aKilledServerIsMissedAtOnceAndASilentOneBySilence() {
        herd.server("Campbell").kill();
        herd.pass(Duration.ofMillis(5));
        rig.assertSays("Singleton", CloseReason.BROKEN);
        herd.server("Jaquez").dieSilently();
        herd.pass(Duration.ofSeconds(1));
        assertFalse(herd.server("Hill").log().contains(CloseReason.SILENT.text()));
        herd.pass(Duration.ofSeconds(4));
        rig.assertSays("Hill", CloseReason.SILENT);
        herd.server("Campbell").start();
        herd.server("Jaquez").start();
        herd.awaitLinks();
    }

    @Test
    void stopsInOrder() {
        RawClient client = herd.client("Campbell");
        herd.server("Campbell").stop();
        assertFalse(herd.server("Campbell").isRunning());
        assertEquals("", client.readUntilGone());
        rig.assertSays("Smith", CloseReason.ENDED);
    }

    @Test
    void comesBackWithin200MillisecondsAndCatchesUp() {
        rig.report("kiwi");
        herd.awaitConverged();
        herd.server("Campbell").restartAfter(Duration.ofMillis(150));
        assertEquals(0, herd.server("Campbell").records());
        herd.awaitConverged();
        assertEquals(1, herd.server("Campbell").records());
        herd.server("Smith").restart();
        assertEquals(1, herd.server("Smith").records());
    }

    @Test
    void staysEmptyUntilItsLinksAreHealed() {
        rig.report("kiwi");
        herd.awaitConverged();
        try (Fault apart = herd.server("Campbell").restartEmpty()) {
            herd.pass(Duration.ofSeconds(10));
            assertEquals(0, herd.server("Campbell").records());
            herd.awaitConverged();
        }
        herd.awaitConverged();
        assertEquals(1, herd.server("Campbell").records());
    }

    @Test
    void aPausedServerJudgesNobodyForTheTimeThatItMissed() {
        try (Fault pause = herd.server("Hill").pause()) {
            herd.pass(Duration.ofSeconds(3));
            assertTrue(herd.server("Hill").isRunning());
        }
        int before = herd.history().length();
        herd.pass(Duration.ofSeconds(20));
        assertFalse(herd.history().substring(before).contains("down"), herd.history());
        assertTrue(link.isUp());
    }

    @Test
    void aServerThatWakesUpReadsBeforeItSeesHowLateItIs() {
        RawClient client = herd.client("Hill");
        herd.pass(Duration.ofMinutes(60).minusSeconds(1));
        try (Fault pause = herd.server("Hill").pause()) {
            client.send("are you there?\n");
            herd.pass(Duration.ofSeconds(2));
        }
        assertEquals("? are you there?", client.readLine());
    }

    @Test
    void aServerThatIsPausedForLongIsGivenUpByItsNeighboursAndComesBack() {
        RawClient client = herd.client("Hill");
        try (Fault pause = herd.server("Hill").pause()) {
            herd.pass(Duration.ofSeconds(20));
            rig.assertSays("Smith", CloseReason.SILENT);
            client.send("IAMAT kiwi " + FaultsRig.UCLA + ' ' + FaultsRig.NOON + '\n');
            herd.pass(Duration.ofSeconds(1));
            assertEquals("", client.transcript());
        }
        assertTrue(client.readLine().startsWith("AT Hill +2"));
        herd.awaitLinks().awaitConverged();
        assertTrue(herd.server("Campbell").find("kiwi").isPresent());
    }

    @Test
    void clocksStepAndDrift() {
        herd.server("Hill").stepClock(Duration.ofSeconds(100));
        assertTrue(rig.report("kiwi").startsWith("AT Hill +101."), herd.history());
        try (Fault drift = herd.server("Hill").driftClock(100_000)) {
            herd.pass(Duration.ofSeconds(100));
            assertTrue(rig.report("lime").startsWith("AT Hill +211."), herd.history());
        }
        link.reset();
        herd.awaitLinks();
        assertTrue(herd.server("Smith").log().contains("the clock of Hill"), herd.history());
        assertEquals("1520024035.", herd.clientTime(Duration.ZERO).substring(0, 11));
    }

    @Test
    void withoutDescriptorsConnectionsWait() {
        RawClient client;
        try (Fault none = herd.server("Hill").holdAccepts()) {
            client =
                    herd.client("Hill")
                            .send("IAMAT kiwi " + FaultsRig.UCLA + ' ' + FaultsRig.NOON + '\n');
            link.reset();
            herd.server("Smith").restart();
            herd.pass(Duration.ofSeconds(3));
            assertEquals("", client.transcript());
            assertThrows(IllegalStateException.class, () -> herd.server("Hill").holdAccepts());
        }
        assertTrue(client.readLine().startsWith("AT Hill"));
        herd.awaitLinks();
    }

    @Test
    void aFullDiskSkipsLinesAndCountsThem() {
        try (Fault full = herd.server("Hill").fillDisk()) {
            link.reset();
            herd.awaitLinks();
            rig.report("kiwi");
        }
        assertTrue(herd.server("Hill").skippedLogLines() >= 3);
        assertTrue(
                herd.server("Hill")
                        .log()
                        .contains(herd.server("Hill").skippedLogLines() + " lines skipped"));
        herd.awaitConverged();
    }
}
