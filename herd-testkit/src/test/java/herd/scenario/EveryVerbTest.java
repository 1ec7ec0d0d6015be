package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.Direction;
import herd.testkit.Fault;
import herd.testkit.Herd;
import herd.testkit.LinkHandle;
import herd.testkit.ServerHandle;
import herd.testkit.client.RawClient;
import herd.testkit.junit.HerdTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/** Each verb by itself, on sockets and in simulation, and what comes of it in both. */
@Timeout(120)
class EveryVerbTest {

    private static final String UCLA = "+34.068930-118.445127";

    private static String told(Herd herd, String server, String time) {
        return herd.client(server).iamat("kiwi", UCLA, time);
    }

    @HerdTest(servers = "A B", links = "A-B")
    void serversStopDieAndComeBack(Herd herd) {
        ServerHandle b = herd.server("B");
        List<Runnable> ends = List.of(b::stop, b::kill, b::dieSilently);
        for (Runnable end : ends) {
            end.run();
            assertFalse(b.isRunning());
            assertThrows(IllegalStateException.class, b::stop);
            assertThrows(IllegalStateException.class, b::kill);
            assertThrows(IllegalStateException.class, b::dieSilently);
            assertThrows(IllegalStateException.class, () -> herd.client("B"));
            String at = told(herd, "A", "1");
            b.start();
            assertThrows(IllegalStateException.class, b::start);
            herd.awaitLinks();
            assertEquals(at.split(" ")[3], herd.awaitKnown("B", "kiwi").split(" ")[3]);
        }
        assertTrue(b.log().contains("start"), b.log());
    }

    @HerdTest(servers = "A B", links = "A-B")
    void serversRestartWithAndWithoutWhatTheyKnew(Herd herd) {
        String at = told(herd, "A", "1");
        herd.awaitConverged();
        herd.server("B").restart();
        assertEquals(Optional.of(at), herd.server("B").find("kiwi"));
        try (Fault alone = herd.server("B").restartEmpty()) {
            assertEquals(0, herd.server("B").records(), alone::toString);
            assertEquals(Optional.empty(), herd.server("B").find("kiwi"));
        }
        assertEquals(at, herd.awaitKnown("B", "kiwi"));
    }

    @HerdTest(servers = "A B", links = "A-B")
    void pausedServersAreSilentAndGoOn(Herd herd) {
        RawClient client = herd.client("B");
        try (Fault pause = herd.server("B").pause()) {
            client.send("late?\n").within(Duration.ofMillis(100));
            assertThrows(AssertionError.class, client::readLine, pause::toString);
        }
        client.within(Duration.ofSeconds(20)).expect("? late?\n");
    }

    @HerdTest(servers = "A B", links = "A-B")
    @SuppressWarnings("try")
    void faultsOfALinkAreOverWithTheirBlock(Herd herd) {
        LinkHandle link = herd.link("A", "B");
        int time = 0;
        for (Direction way : Direction.values()) {
            try (Fault slow = link.slow(way, 20_000);
                    Fault late = link.delay(way, Duration.ofMillis(5), Duration.ofMillis(5));
                    Fault sliced = link.slice(way, 1)) {
                time++;
                assertEquals(told(herd, "A", "" + time), awaitTime(herd, time));
            }
            try (Fault hole = link.blackhole(way)) {
                time++;
                told(herd, "A", "" + time);
            }
            assertEquals(time, Long.parseLong(awaitTime(herd, time).split(" ")[5]));
            try (Fault half = link.halfOpen(way)) {
                herd.pass(Duration.ofMillis(1));
            }
            herd.awaitLinks();
            try (Fault damage = link.corrupt(way)) {
                time++;
                told(herd, "A", "" + time);
            }
            assertEquals(time, Long.parseLong(awaitTime(herd, time).split(" ")[5]));
        }
        try (Fault cut = link.cut()) {
            herd.await("the link to be down", () -> !link.isUp());
        }
        herd.awaitLinks();
        link.halfClose(Direction.THERE);
        link.reset();
        herd.awaitLinks();
        assertTrue(link.isUp());
    }

    private static String awaitTime(Herd herd, int time) {
        herd.await(
                "the time " + time + " at B",
                () -> herd.ask("B", "kiwi").filter(it -> it.endsWith(" " + time)).isPresent());
        return herd.ask("B", "kiwi").orElseThrow();
    }

    @HerdTest(servers = "A B", links = "A-B")
    void healingEndsFaultsThatNobodyHasClosed(Herd herd) {
        herd.link("A", "B").cut();
        herd.link("A", "B").blackhole(Direction.THERE);
        herd.link("A", "B").heal();
        assertEquals(told(herd, "A", "1"), awaitTime(herd, 1));
        herd.link("A", "B").cut();
        herd.healAll();
        assertEquals(told(herd, "A", "2"), awaitTime(herd, 2));
    }

    @HerdTest(servers = "A", links = "")
    void clientsSayAndHearToTheByte(Herd herd) {
        RawClient client = herd.client("A");
        client.sendSlowly("one\ntwo\n", 3, Duration.ofMillis(1));
        assertEquals("? one\n", client.readUntil("\n"));
        client.expect("? two\n");
        client.iamat("kiwi", UCLA, "1");
        assertTrue(client.whatsat("kiwi", "10", 1).endsWith("\n\n"));
        client.send("last").halfClose();
        assertEquals("? last", client.readLine());
        client.expectEnd();
        assertTrue(client.transcript().startsWith("? one\n? two\nAT A "), client::transcript);
        assertTrue(client.transcript().endsWith("\n\n? last\n"), client::transcript);
        client.close();
        herd.await("the connection to be over", client::isClosed);
    }

    @HerdTest(servers = "A", links = "")
    void clientsThatNeverReadGetStuckAndHarmNobody(Herd herd) {
        RawClient stuck = herd.client("A");
        long taken = stuck.sendUntilStuck("x".repeat(50_000) + '\n', Duration.ofMillis(300));
        assertTrue(taken > 50_000, taken + " bytes");
        assertTrue(taken < 64 << 20, taken + " bytes, and not one answer read");
        herd.client("A").send("well?\n").expect("? well?\n");
        herd.close();
        herd.close();
    }

    @HerdTest(servers = "A", links = "")
    void clientsThatBreakOffHarmNobody(Herd herd) {
        RawClient broken = herd.client("A");
        broken.send("half a line").reset();
        herd.await("the connection to be over", broken::isClosed);
        herd.client("A").send("still?\n").expect("? still?\n");
    }

    @HerdTest(servers = "A B", links = "")
    void whatIsNotThereIsNamed(Herd herd) {
        assertNames("C", () -> herd.server("C").kill());
        assertNames("C", () -> herd.client("C"));
        assertNames("C", () -> herd.link("A", "C").cut());
        assertNames("A and B", () -> herd.link("A", "B").cut());
        assertNames("PT-1S", () -> herd.pass(Duration.ofSeconds(-1)));
    }

    private static void assertNames(String what, Runnable wrong) {
        String told = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
        assertTrue(told.contains(what), told);
    }

    @HerdTest(servers = "A B", links = "A-B")
    void aClosedHerdStaysClosed(Herd herd) {
        herd.close();
        assertEquals(List.of(), herd.running());
        assertThrows(IllegalStateException.class, () -> herd.server("A").start());
        assertThrows(IllegalStateException.class, () -> herd.client("A"));
    }
}
