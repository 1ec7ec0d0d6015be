package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.link.CloseReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What is wrong with a link of a simulated herd: what the servers see of it, and that they get over
 * it.
 */
@SuppressWarnings("try") // A fault has nothing to be used for within its block: it is there.
class SimulatedLinkFaultsTest {

    private final FaultsRig rig = new FaultsRig();
    private final SimulatedHerd herd = rig.herd;
    private final SimulatedLinkHandle link = rig.link;

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
            rig.assertSays("Hill", CloseReason.SILENT);
        }
        herd.awaitLinks();
    }

    @Test
    void aShortBlackHoleLosesNothing() {
        try (Fault hole = link.blackhole()) {
            rig.report("kiwi");
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
        rig.assertSays("Smith", CloseReason.ENDED);
        herd.awaitLinks();
    }

    @Test
    void resetsOnce() {
        link.reset();
        assertFalse(link.isUp());
        rig.assertSays("Hill", CloseReason.BROKEN);
        herd.awaitLinks();
    }

    @Test
    void damageIsNoticedByTheCheckAndRepairedByTheNextLink() {
        try (Fault damage = link.corrupt()) {
            rig.report("kiwi");
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
                rig.report("c" + i);
            }
            herd.awaitConverged();
        }
        assertTrue(link.isUp());
    }

    @Test
    void aDelayIsAsLongAsItSays() {
        SimulatedHerd pair = pair(Duration.ofMillis(10)).awaitLinks();
        pair.link("A", "B").delay(Direction.THERE, Duration.ofMillis(90), Duration.ZERO);
        pair.client("A").iamat("kiwi", FaultsRig.UCLA, FaultsRig.NOON);
        pair.pass(Duration.ofMillis(89));
        assertTrue(pair.server("B").find("kiwi").isEmpty());
        pair.pass(Duration.ofMillis(1));
        assertTrue(pair.server("B").find("kiwi").isPresent());
    }

    /** What is under way trickles on, so that Smith is not the first to lose patience. */
    @Test
    void aLinkThatTakesNothingForFiveSecondsIsStuck() {
        try (Fault slow = link.slow(Direction.THERE, 10)) {
            rig.report("kiwi");
            try (Fault clog = link.clog(Direction.THERE)) {
                herd.pass(Duration.ofMillis(5_900));
                assertTrue(link.isUp());
                herd.pass(Duration.ofMillis(200));
                assertFalse(link.isUp());
                rig.assertSays("Hill", CloseReason.STUCK);
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

    private static SimulatedHerd pair(Duration latency) {
        return SimulatedHerd.builder()
                .topology(Topology.of("A B", "A-B"))
                .latency(latency, Duration.ZERO)
                .start();
    }
}
