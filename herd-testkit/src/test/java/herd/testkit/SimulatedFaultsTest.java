package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.link.CloseReason;
import herd.testkit.client.RawClient;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each fault of a simulated herd: what the servers see of it, and that they get over it. */
@SuppressWarnings("try") // A fault has nothing to be used for within its block: it is there.
class SimulatedFaultsTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final String NOON = "1520023934";

    private final SimulatedHerd herd = SimulatedHerd.ofFive(7).awaitLinks();
    private final SimulatedLinkHandle link = herd.link("Hill", "Smith");

    SimulatedFaultsTest() {
        // Both ends have dialled: let it be settled which link stays.
        herd.pass(Duration.ofSeconds(1));
    }

    @Test
    void cutsForAsLongAsTheBlock() {
        try (Fault cut = link.cut()) {
            herd.pass(Duration.ofSeconds(3));
            assertFalse(link.isUp());
            assertTrue(herd.server("Hill").log().contains("connection reset"));
        }
        herd.awaitLinks();
        assertTrue(link.isUp());
    }

    @Test
    void addsCutsUp() {
        Fault one = link.cut();
        Fault two = link.cut();
        one.close();
        one.close();
        herd.pass(Duration.ofSeconds(3));
        assertFalse(link.isUp());
        two.close();
        herd.awaitLinks();
        assertTrue(link.isUp());
    }

    @Test
    void aBlackHoleOneWayIsNoticedBySilence() {
        try (Fault hole = link.blackhole(Direction.BACK)) {
            herd.pass(Duration.ofSeconds(5));
            assertSays("Hill", CloseReason.SILENT);
        }
        herd.awaitLinks();
    }

    @Test
    void aShortBlackHoleLosesNothing() {
        try (Fault hole = link.blackhole()) {
            report("kiwi");
            herd.pass(Duration.ofSeconds(1));
        }
        herd.pass(Duration.ofSeconds(1));
        assertTrue(link.isUp());
        assertFalse(herd.server("Hill").log().contains("down: Hill/1, silent"));
        herd.awaitConverged();
    }

    @Test
    void halfOpenTakesTheConnectionFromOneEndOnly() {
        Fault halfOpen = link.halfOpen(Direction.THERE);
        assertTrue(herd.server("Smith").log().endsWith("connection reset)"));
        assertFalse(herd.server("Hill").log().contains("connection reset"));
        herd.awaitLinks();
        halfOpen.close();
        herd.pass(Duration.ofSeconds(10));
        assertTrue(link.isUp());
    }

    @Test
    void halfOpenBothWaysIsNoticedBySilence() {
        try (Fault halfOpen = link.halfOpen(Direction.BOTH)) {
            herd.pass(Duration.ofSeconds(5));
            String log = herd.server("Hill").log() + herd.server("Smith").log();
            assertTrue(log.contains(CloseReason.SILENT.text()), log);
            assertFalse(log.contains("connection reset"), log);
        }
        herd.awaitLinks();
    }

    @Test
    void halfCloseIsReadAsTheEnd() {
        link.halfClose(Direction.THERE);
        herd.pass(Duration.ofMillis(5));
        assertSays("Smith", CloseReason.ENDED);
        herd.awaitLinks();
    }

    @Test
    void resetsOnce() {
        link.reset();
        assertFalse(link.isUp());
        assertSays("Hill", CloseReason.BROKEN);
        herd.awaitLinks();
    }

    @Test
    void damageIsNoticedByTheCheckAndRepairedByTheNextLink() {
        try (Fault damage = link.corrupt()) {
            report("kiwi");
            herd.pass(Duration.ofSeconds(2));
        }
        herd.awaitLinks().awaitConverged();
        assertTrue(
                (herd.server("Hill").log() + herd.server("Smith").log())
                        .contains(CloseReason.DAMAGED.text()),
                herd.history());
        assertEquals(0, herd.auditRepairs());
    }

    @Test
    void slowDelayedAndSlicedLinksConvergeAllTheSame() {
        try (Fault slow = link.slow(2_000);
                Fault delay = link.delay(Duration.ofMillis(100), Duration.ofMillis(100));
                Fault slice = link.slice(3);
                Fault parts = link.partialWrites(Direction.BOTH)) {
            for (int i = 0; i < 20; i++) {
                report("c" + i);
            }
            herd.awaitConverged();
        }
        assertTrue(link.isUp());
    }

    @Test
    void aDelayIsAsLongAsItSays() {
        SimulatedHerd pair = pair(Duration.ofMillis(10)).awaitLinks();
        pair.link("A", "B").delay(Direction.THERE, Duration.ofMillis(90), Duration.ZERO);
        pair.client("A").iamat("kiwi", UCLA, NOON);
        pair.pass(Duration.ofMillis(89));
        assertTrue(pair.server("B").find("kiwi").isEmpty());
        pair.pass(Duration.ofMillis(1));
        assertTrue(pair.server("B").find("kiwi").isPresent());
    }

    /** What is under way trickles on, so that Smith is not the first to lose patience. */
    @Test
    void aLinkThatTakesNothingForFiveSecondsIsStuck() {
        try (Fault slow = link.slow(Direction.THERE, 10)) {
            report("kiwi");
            try (Fault clog = link.clog(Direction.THERE)) {
                herd.pass(Duration.ofMillis(5_900));
                assertTrue(link.isUp());
                herd.pass(Duration.ofMillis(200));
                assertFalse(link.isUp());
                assertSays("Hill", CloseReason.STUCK);
            }
        }
        herd.awaitLinks();
    }

    @Test
    void aClogHoldsUpWhatIsWrittenAndNotWhatIsUnderWay() {
        try (Fault clog = link.clog(Direction.THERE)) {
            herd.pass(Duration.ofSeconds(6));
            assertFalse(link.isUp());
        }
        herd.awaitLinks();
    }

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
            assertSays("Hill", CloseReason.LATE);
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
    void aKilledServerIsMissedAtOnceAndASilentOneBySilence() {
        herd.server("Campbell").kill();
        herd.pass(Duration.ofMillis(5));
        assertSays("Singleton", CloseReason.BROKEN);
        herd.server("Jaquez").dieSilently();
        herd.pass(Duration.ofSeconds(1));
        assertFalse(herd.server("Hill").log().contains(CloseReason.SILENT.text()));
        herd.pass(Duration.ofSeconds(4));
        assertSays("Hill", CloseReason.SILENT);
        herd.server("Campbell").start();
        herd.server("Jaquez").start();
        herd.awaitLinks();
    }

    @Test
    void aDarkMachineAnswersNoDial() {
        herd.server("Jaquez").dieSilently();
        herd.pass(Duration.ofSeconds(9));
        assertSays("Hill", CloseReason.LATE);
        assertFalse(herd.server("Hill").log().contains("refused"));
    }

    @Test
    void stopsInOrder() {
        RawClient client = herd.client("Campbell");
        herd.server("Campbell").stop();
        assertFalse(herd.server("Campbell").isRunning());
        assertEquals("", client.readUntilGone());
        assertSays("Smith", CloseReason.ENDED);
    }

    @Test
    void comesBackWithin200MillisecondsAndCatchesUp() {
        report("kiwi");
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
        report("kiwi");
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
            assertSays("Smith", CloseReason.SILENT);
            client.send("IAMAT kiwi " + UCLA + ' ' + NOON + '\n');
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
        assertTrue(report("kiwi").startsWith("AT Hill +101."), herd.history());
        try (Fault drift = herd.server("Hill").driftClock(100_000)) {
            herd.pass(Duration.ofSeconds(100));
            assertTrue(report("lime").startsWith("AT Hill +211."), herd.history());
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
            client = herd.client("Hill").send("IAMAT kiwi " + UCLA + ' ' + NOON + '\n');
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
            report("kiwi");
        }
        assertTrue(herd.server("Hill").skippedLogLines() >= 3);
        assertTrue(
                herd.server("Hill")
                        .log()
                        .contains(herd.server("Hill").skippedLogLines() + " lines skipped"));
        herd.awaitConverged();
    }

    @Test
    void strangersAreShownOut() {
        SimulatedServerHandle hill = herd.server("Hill");
        hill.hearGarbage(1_000);
        herd.pass(Duration.ofSeconds(6));
        assertTrue(hill.log().contains("stranger left"), hill.log());
        hill.hearForgedProof("Smith");
        herd.pass(Duration.ofMillis(10));
        assertSays("Hill", CloseReason.WRONG_PROOF);
        assertTrue(link.isUp());
        SimulatedHerd again = SimulatedHerd.ofFive(8).awaitLinks();
        int before = again.server("Hill").log().split("did not prove").length;
        again.server("Hill").hearReplay("Smith");
        again.pass(Duration.ofSeconds(6));
        assertEquals(before + 1, (again.server("Hill").log() + ' ').split("did not prove").length);
        assertEquals("", herd.stranger("Hill").halfClose().readUntilGone());
    }

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
        String at = forgetful.client("Hill").iamat("kiwi", UCLA, NOON);
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
        String at = report("kiwi");
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
        String at = open.client("Hill").iamat("kiwi", UCLA, NOON);
        assertTrue(open.server("Hill").log().contains("c2 > " + at), open.history());
        open.awaitConverged();
        assertTrue(open.server("Smith").log().contains(" < " + at), open.history());
        assertTrue(open.server("Hill").log().contains("a\\x5cb"), open.history());
        assertFalse(herd.history().contains("IAMAT"));
    }

    private String report(String id) {
        return herd.client("Hill").iamat(id, UCLA, NOON);
    }

    private void assertSays(String server, CloseReason why) {
        String log = herd.server(server).log();
        assertTrue(log.contains(why.text()), log);
    }

    private static SimulatedHerd pair(Duration latency) {
        return SimulatedHerd.builder()
                .topology(Topology.of("A B", "A-B"))
                .latency(latency, Duration.ZERO)
                .start();
    }
}
