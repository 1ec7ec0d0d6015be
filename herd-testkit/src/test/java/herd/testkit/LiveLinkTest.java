package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.node.ServerSnapshot.Neighbour;
import herd.testkit.client.RawClient;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each fault of a link does to a real herd. */
@Timeout(60)
class LiveLinkTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final Topology PAIR = Topology.of("East West", "East-West");

    private static LiveHerd pair() {
        return LiveHerd.of(PAIR).awaitLinks();
    }

    private static String tell(LiveHerd herd, String server, String clientId) {
        return herd.embedded(server).report(clientId, UCLA, "1").join().toString();
    }

    private static Neighbour seen(LiveHerd herd, String from, String neighbour) {
        return herd.snapshot(from).neighbours().stream()
                .filter(it -> it.name().equals(neighbour))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitDown(LiveHerd herd, String at, String neighbour, String why) {
        String down = "link to " + neighbour + " down: ";
        herd.await(
                at + " to say that the link to " + neighbour + " is down: " + why,
                () ->
                        herd.server(at)
                                .log()
                                .lines()
                                .anyMatch(line -> line.contains(down) && line.contains(why)));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Test
    @SuppressWarnings("try") // The fault is there for its scope.
    void isCutUntilTheFaultIsClosed() {
        try (LiveHerd herd = pair()) {
            LinkHandle link = herd.link("East", "West");
            try (Fault cut = link.cut()) {
                herd.await("the link to be down", () -> !link.isUp());
                tell(herd, "East", "kiwi");
                herd.awaitConverged().awaitLinks();
                assertEquals(Optional.empty(), herd.ask("West", "kiwi"), "they are apart");
                herd.await("a refusal", () -> trouble(herd, "East").equals("not connected"));
            }
            herd.awaitLinks().awaitConverged();
            assertTrue(link.isUp());
            assertTrue(herd.ask("West", "kiwi").isPresent());
        }
    }

    private static String trouble(LiveHerd herd, String server) {
        return herd.snapshot(server).neighbours().get(0).lastTrouble().orElse("");
    }

    /** Three ways of falling silent at a time, for each of them takes 3.5 s to be noticed. */
    @Test
    void isNoticedWhenItFallsSilent() {
        Topology star = Topology.of("Sun A B C", "Sun-A Sun-B Sun-C");
        try (LiveHerd herd = LiveHerd.of(star).awaitLinks()) {
            long ups = seen(herd, "B", "Sun").ups();
            Fault hole = herd.link("Sun", "A").blackhole(Direction.THERE);
            Fault half = herd.link("Sun", "B").halfOpen(Direction.BOTH);
            herd.server("C").dieSilently();
            String fromSun = tell(herd, "Sun", "from-sun");
            String fromA = tell(herd, "A", "from-a");
            assertEquals(fromA, herd.awaitKnown("Sun", "from-a"), "that way is open");
            assertEquals(Optional.empty(), herd.ask("A", "from-sun"));
            awaitDown(herd, "A", "Sun", "silent for too long");
            herd.await("either to notice", () -> seen(herd, "B", "Sun").ups() > ups);
            awaitDown(herd, "Sun", "C", "silent for too long");
            assertEquals(fromSun, herd.awaitKnown("B", "from-sun"), "by a new connection");
            hole.close();
            half.close();
            herd.server("C").start();
            herd.awaitLinks().awaitConverged();
            assertEquals(Optional.of(fromSun), herd.ask("A", "from-sun"));
            assertEquals(Optional.of(fromA), herd.ask("C", "from-a"));
        }
    }

    @Test
    void deliversWhatABlackHoleHeld() {
        try (LiveHerd herd = pair()) {
            long ups = seen(herd, "East", "West").ups();
            Fault hole = herd.link("West", "East").blackhole(Direction.BACK);
            String at = tell(herd, "East", "kiwi");
            tell(herd, "West", "lime");
            herd.awaitKnown("East", "lime");
            assertEquals(Optional.empty(), herd.ask("West", "kiwi"));
            hole.close();
            assertEquals(at, herd.awaitKnown("West", "kiwi"));
            assertEquals(ups, seen(herd, "East", "West").ups(), "it is the same connection");
        }
    }

    /** The one that is told redials; the other has to believe that it lost the link. */
    @Test
    void isReplacedWhenItIsHalfOpen() {
        try (LiveHerd herd = pair()) {
            long ups = seen(herd, "West", "East").ups();
            Fault half = herd.link("East", "West").halfOpen(Direction.THERE);
            awaitDown(herd, "West", "East", "the connection broke");
            herd.await("another link", () -> seen(herd, "West", "East").ups() > ups);
            tell(herd, "East", "kiwi");
            herd.awaitKnown("West", "kiwi");
            herd.awaitLog("East", "replaced by a newer link");
            half.close();
            assertTrue(herd.link("East", "West").isUp());
        }
    }

    @Test
    void isClosedByWhoReadsTheEndOfAHalfClosedOne() {
        try (LiveHerd herd = pair()) {
            herd.link("East", "West").halfClose(Direction.THERE);
            awaitDown(herd, "West", "East", "closed by the other side");
            herd.awaitLinks();
        }
    }

    @Test
    void comesUpAgainAfterAReset() {
        try (LiveHerd herd = pair()) {
            long ups = seen(herd, "East", "West").ups();
            herd.link("East", "West").reset();
            herd.await("another link", () -> seen(herd, "East", "West").ups() > ups);
            herd.awaitLinks();
            tell(herd, "East", "kiwi");
            herd.awaitConverged();
            assertTrue(herd.ask("West", "kiwi").isPresent());
        }
    }

    @Test
    void isSlowOneWay() {
        try (LiveHerd herd = pair()) {
            long ups = seen(herd, "East", "West").ups();
            herd.link("East", "West").slow(Direction.THERE, 20_000);
            long began = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                tell(herd, "East", "slow" + i);
            }
            tell(herd, "West", "quick");
            herd.awaitKnown("East", "quick");
            assertEquals(Optional.empty(), herd.ask("West", "slow99"));
            herd.awaitConverged();
            long millis = millisSince(began);
            assertTrue(millis >= 300, "10,000 bytes at 20,000 a second took " + millis + " ms");
            assertEquals(ups, seen(herd, "East", "West").ups());
        }
    }

    @Test
    void isLateOneWay() {
        Duration late = Duration.ofMillis(300);
        try (LiveHerd herd = pair()) {
            herd.link("East", "West").delay(Direction.THERE, late, Duration.ZERO);
            long began = System.nanoTime();
            tell(herd, "East", "late");
            tell(herd, "West", "quick");
            herd.awaitKnown("East", "quick");
            assertEquals(Optional.empty(), herd.ask("West", "late"));
            herd.awaitKnown("West", "late");
            assertTrue(millisSince(began) >= 300, millisSince(began) + " ms");
        }
    }

    /** The handshake, too, comes byte by byte. */
    @Test
    void agreesByteByByte() {
        try (LiveHerd herd = pair()) {
            long ups = seen(herd, "East", "West").ups();
            herd.link("East", "West").slice(1);
            herd.link("East", "West").reset();
            herd.await("another link", () -> seen(herd, "East", "West").ups() > ups);
            for (int i = 0; i < 5; i++) {
                tell(herd, "East", "e" + i);
                tell(herd, "West", "w" + i);
            }
            herd.awaitLinks().awaitConverged();
            assertEquals(10, herd.server("West").records());
            assertEquals(0, herd.snapshot("East").auditRepairs());
        }
    }

    @Test
    void isClosedWhenALineArrivesDamagedAndResumes() {
        try (LiveHerd herd = pair()) {
            Fault corrupt = herd.link("East", "West").corrupt(Direction.THERE);
            String at = tell(herd, "East", "kiwi");
            awaitDown(herd, "West", "East", "a line arrived damaged");
            corrupt.close();
            herd.awaitLinks().awaitConverged();
            assertEquals(Optional.of(at), herd.ask("West", "kiwi"));
        }
    }

    @Test
    void addsFaultsUpAndHealsThemAll() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            LinkHandle link = herd.link("Smith", "Hill");
            Fault cut = link.cut();
            link.blackhole();
            link.slow(1);
            link.delay(Duration.ofMinutes(1), Duration.ofMinutes(1));
            herd.link("Campbell", "Smith").corrupt();
            cut.close();
            assertFalse(link.isUp(), "the black hole is left");
            link.heal();
            herd.awaitLink("Hill", "Smith");
            herd.healAll();
            herd.awaitLinks().awaitConverged();
            cut.close();
            assertTrue(link.isUp(), "an old fault is over for good");
        }
    }

    @Test
    void neverHoldsUpAClient() {
        try (LiveHerd herd = pair();
                RawClient client = herd.client("East")) {
            herd.link("East", "West").blackhole();
            assertTrue(client.iamat("kiwi", UCLA, "1").startsWith("AT East +"));
        }
    }

    @Test
    void saysWhatMakesNoSense() {
        try (LiveHerd herd = LiveHerd.ofFive()) {
            assertSays("no link between Hill and Campbell", () -> herd.link("Hill", "Campbell"));
            assertSays("no link between Hill and Hill", () -> herd.link("Hill", "Hill"));
            assertSays("no server North in this herd of", () -> herd.link("Hill", "North"));
            LinkHandle link = herd.link("Hill", "Smith");
            assertSays("at least 1 byte a second, not 0", () -> link.slow(0));
            assertSays("at least 1 byte, not -1", () -> link.slice(-1));
            Duration past = Duration.ofMillis(-5);
            assertSays("PT-0.005S", () -> link.delay(past, Duration.ZERO));
            assertSays("PT-0.005S", () -> link.delay(Duration.ZERO, past));
            assertTrue(herd.awaitLinks().link("Smith", "Hill").isUp());
        }
    }

    private static void assertSays(String what, org.junit.jupiter.api.function.Executable wrong) {
        String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
        assertTrue(message.contains(what), message);
    }
}
