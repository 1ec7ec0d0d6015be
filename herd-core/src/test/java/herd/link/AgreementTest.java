package herd.link;

import static herd.link.Pair.with;
import static herd.link.TestServer.settings;
import static herd.link.World.MILLI;
import static herd.link.World.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Links between servers: versions, settings and clocks that differ. */
final class AgreementTest {

    private final World world = new World();

    @Test
    void speaksTheGreatestVersionThatBothSpeak() {
        assertVersion(1, 1, 1, 1, 1);
        assertVersion(1, 3, 2, 5, 3);
        assertVersion(2, 5, 1, 3, 3);
        assertVersion(1, 9, 4, 4, 4);
        assertVersion(1, 1, 2, 2, 0);
        assertVersion(3, 4, 1, 2, 0);
    }

    private static void assertVersion(int min, int max, int otherMin, int otherMax, int common) {
        World world = new World();
        Pair pair =
                new Pair(
                        world,
                        with(settings("Campbell", "Hill"), new VersionRange(min, max)),
                        with(settings("Hill", "Campbell"), new VersionRange(otherMin, otherMax)));
        pair.meet();
        assertEquals(common > 0, pair.dialler.isUp());
        assertEquals(common > 0, pair.acceptor.isUp());
        if (common > 0) {
            assertEquals(common, ((LinkEvent.Up) pair.dialler.events.get(0)).version());
            assertEquals(common, ((LinkEvent.Up) pair.acceptor.events.get(0)).version());
        } else {
            assertEquals(1, pair.acceptor.links.closed(CloseReason.NO_COMMON_VERSION));
        }
    }

    @Test
    void doesNotTakeAVersionThatItDidNotOffer() {
        TestServer hill = TestServer.of(world, "Hill", "Campbell");
        hill.links.start(world.now());
        World.Caller acceptor = world.answer(hill);
        acceptor.heard();
        acceptor.say("NONCE 2 " + "ab".repeat(32));
        assertTrue(acceptor.isClosed());
        assertEquals(1, hill.links.closed(CloseReason.NO_COMMON_VERSION));
    }

    @Test
    void settingsThatMustBeTheSameKeepTwoServersApartAndBothLogsSayWhich() {
        HerdSettings herd = TestServer.HERD;
        assertApart(new HerdSettings(Duration.ofHours(1), 65_536, true, 1_000), "max-future");
        assertApart(new HerdSettings(herd.maxFuture(), 1_024, true, 1_000), "max-line-bytes");
        assertApart(new HerdSettings(herd.maxFuture(), 65_536, false, 1_000), "sync");
    }

    private static void assertApart(HerdSettings other, String key) {
        World world = new World();
        Pair pair =
                new Pair(
                        world,
                        settings("Campbell", "Hill"),
                        with(settings("Hill", "Campbell"), other));
        pair.dialler.links.start(0);
        world.runFor(30 * SECOND);
        assertTrue(pair.dialler.dialTimes.size() > 10);
        for (TestServer server : List.of(pair.dialler, pair.acceptor)) {
            assertTrue(server.ups.isEmpty());
            assertEquals(1, server.events.size(), "only the first of many tries is reported");
            LinkEvent.SettingsDiffer event =
                    assertInstanceOf(LinkEvent.SettingsDiffer.class, server.events.get(0));
            assertEquals(1, event.conflicts().size());
            assertTrue(event.conflicts().get(0).startsWith(key + " is "), event.text());
        }
    }

    @Test
    void differentClientLimitsOnlyWarn() {
        HerdSettings fewer = new HerdSettings(Duration.ofHours(24), 65_536, true, 10);
        Pair pair =
                new Pair(
                        world,
                        settings("Campbell", "Hill"),
                        with(settings("Hill", "Campbell"), fewer));
        pair.meet();
        assertTrue(pair.dialler.isUp() && pair.acceptor.isUp());
        assertEquals(10, pair.dialler.ups.get(0).settings().maxClients());
        assertEquals(
                new LinkEvent.MaxClientsDiffer("Campbell", 10, 1_000), pair.acceptor.events.get(1));
    }

    @Test
    void clocksASecondApartAreReportedAndADayApartRefused() {
        assertClocks(SECOND - 10 * MILLI, false, false);
        assertClocks(-SECOND + 10 * MILLI, false, false);
        assertClocks(SECOND + 10 * MILLI, true, false);
        assertClocks(-SECOND - 10 * MILLI, true, false);
        assertClocks(24 * 3_600 * SECOND - 10 * MILLI, true, false);
        assertClocks(24 * 3_600 * SECOND + 10 * MILLI, true, true);
        assertClocks(-24 * 3_600 * SECOND - 10 * MILLI, true, true);
    }

    private static void assertClocks(long aheadNanos, boolean reported, boolean refused) {
        World world = new World();
        Pair pair = new Pair(world, settings("Campbell", "Hill"), settings("Hill", "Campbell"));
        pair.dialler.clockAheadNanos = aheadNanos;
        pair.meet();
        for (TestServer server : List.of(pair.dialler, pair.acceptor)) {
            assertEquals(!refused, server.isUp());
            List<LinkEvent.ClocksApart> events =
                    server.events.stream()
                            .filter(LinkEvent.ClocksApart.class::isInstance)
                            .map(LinkEvent.ClocksApart.class::cast)
                            .toList();
            assertEquals(reported ? 1 : 0, events.size());
            for (LinkEvent.ClocksApart event : events) {
                long expected = server == pair.acceptor ? aheadNanos : -aheadNanos;
                assertTrue(Math.abs(expected - event.aheadNanos()) <= 5 * MILLI, event.text());
                assertEquals(refused, event.refused());
            }
        }
    }
}
