package herd.link;

import static herd.link.World.MILLI;
import static herd.link.World.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Flooding, rule 13. */
final class RedialTest {

    private final World world = new World();
    private final TestServer hill = TestServer.of(world, "Hill", "Campbell");

    @Test
    void dialsAtOnceAndThenWithDelaysThatDoubleUpToASecond() {
        hill.drawGreatestDelays();
        hill.links.start(world.now());
        world.runFor(6 * SECOND);
        assertEquals(List.of(50, 100, 200, 400, 800, 1000, 1000, 1000), delaysMillis(8));
    }

    @Test
    void theDelaysAreSpreadOverAllOfTheirRange() {
        Redial redial = new Redial(new LinkRules());
        for (int i = 0; i < 10; i++) {
            redial.nextDelayNanos(0);
        }
        java.util.Random random = new java.util.Random(3);
        int[] tenths = new int[11];
        for (int i = 0; i < 10_000; i++) {
            long delayNanos = redial.nextDelayNanos(random.nextLong());
            assertTrue(delayNanos >= 0 && delayNanos <= SECOND);
            tenths[(int) (delayNanos / (100 * MILLI))]++;
        }
        for (int tenth = 0; tenth < 10; tenth++) {
            assertTrue(tenths[tenth] > 850 && tenths[tenth] < 1_150, Arrays.toString(tenths));
        }
    }

    @Test
    void neverGivesUp() {
        hill.links.start(world.now());
        world.runFor(3_600 * SECOND);
        int dials = hill.dialTimes.size();
        assertTrue(dials > 6_500 && dials < 8_000, dials + " dials");
    }

    @Test
    void theLogHasTheFirstFailureOnly() {
        hill.links.start(world.now());
        world.runFor(60 * SECOND);
        assertEquals(
                List.of("no link to Campbell yet: not connected (connection refused)"), texts());
        TestServer campbell = TestServer.of(world, "Campbell", "Hill");
        campbell.unheard = true;
        world.runFor(3 * SECOND);
        assertEquals(2, hill.events.size());
        world.wires.get(0).cut();
        campbell.off = true;
        world.runFor(60 * SECOND);
        String name = campbell.ups.get(0).dialNumber() + "";
        assertEquals(
                List.of(
                        "no link to Campbell yet: not connected (connection refused)",
                        "link to Campbell up: Hill/" + name + ", version 1",
                        "link to Campbell down: Hill/" + name + ", the connection broke (reset)",
                        "no link to Campbell yet: not connected (connection refused)"),
                texts());
    }

    @Test
    void startsOverAfterTenSecondsUp() {
        assertEquals(50, firstDelayMillisAfterUpFor(10 * SECOND));
        assertEquals(1_000, firstDelayMillisAfterUpFor(10 * SECOND - 1));
    }

    private static int firstDelayMillisAfterUpFor(long upNanos) {
        RedialTest test = new RedialTest();
        test.hill.drawGreatestDelays();
        TestServer hill = test.hill;
        hill.links.start(0);
        World world = test.world;
        world.latencyNanos = 0;
        world.runFor(5 * SECOND);
        TestServer campbell = TestServer.of(world, "Campbell", "Hill");
        campbell.unheard = true;
        while (!hill.isUp()) {
            world.runUntil(hill.alarmNanos);
        }
        world.runFor(upNanos);
        int dials = hill.dialTimes.size();
        campbell.off = true;
        long cutNanos = world.now();
        world.wires.get(0).cut();
        world.runFor(2 * SECOND);
        return (int) ((hill.dialTimes.get(dials) - cutNanos) / MILLI);
    }

    @Test
    void startsOverAsSoonAsTheNeighbourDialsInButOnceInTenSeconds() {
        hill.drawGreatestDelays();
        world.latencyNanos = 0;
        hill.links.start(world.now());
        world.runFor(5 * SECOND);
        assertEquals(50, delayMillisAfterDialIn());
        world.runFor(5 * SECOND);
        assertEquals(1_000, delayMillisAfterDialIn());
        world.runFor(5 * SECOND);
        assertEquals(50, delayMillisAfterDialIn());
    }

    /** The neighbour dials in and is lost at once. */
    private int delayMillisAfterDialIn() {
        world.servers.remove("Campbell");
        TestServer campbell = TestServer.of(world, "Campbell", "Hill");
        campbell.off = true;
        campbell.links.start(world.now());
        world.runUntil(world.now());
        assertTrue(hill.isUp());
        int dials = hill.dialTimes.size();
        long cutNanos = world.now();
        campbell.unheard = true;
        campbell.asleep = true;
        world.wires.get(world.wires.size() - 1).cut();
        world.runFor(2 * SECOND);
        return (int) ((hill.dialTimes.get(dials) - cutNanos) / MILLI);
    }

    @Test
    void aDialThatHearsNothingIsGivenUpAfterTwoSeconds() {
        hill.drawGreatestDelays();
        hill.unheard = true;
        hill.links.start(world.now());
        world.runUntil(2 * SECOND - 1);
        assertEquals(LinkStatus.State.DIALLING, hill.status().state());
        world.runUntil(2 * SECOND);
        assertEquals(LinkStatus.State.DOWN, hill.status().state());
        world.runUntil(2 * SECOND + 50 * MILLI);
        assertEquals(2, hill.dialTimes.size());
    }

    @Test
    void theTwoSecondsCoverTheConnectingAndTheHandshake() {
        hill.links.start(world.now());
        world.latencyNanos = 0;
        world.sleepUntil(1_900 * MILLI);
        World.Caller mute = world.answer(hill);
        world.runUntil(2 * SECOND - 1);
        assertTrue(!mute.isClosed());
        world.runUntil(2 * SECOND);
        assertTrue(mute.isClosed());
        assertEquals(1, hill.links.closed(CloseReason.LATE));
    }

    @Test
    void aDialThatIsAnsweredAfterItWasGivenUpIsClosedAtOnce() {
        hill.unheard = true;
        hill.links.start(world.now());
        world.runUntil(2 * SECOND);
        World.Caller late = world.answer(hill);
        assertTrue(late.isClosed());
        assertEquals("", late.heard());
        hill.links.dialFailed(0, "late", world.now());
        assertEquals(LinkStatus.State.DOWN, hill.status().state());
    }

    @Test
    void aDialThatHasProvedNothingIsGivenUpWhenTheNeighbourDialsIn() {
        TestServer campbell = TestServer.of(world, "Campbell", "Hill");
        hill.links.start(world.now());
        world.knocks.clear();
        campbell.links.start(world.now());
        world.runFor(SECOND);
        assertTrue(hill.isUp());
        assertEquals(1, hill.links.closed(CloseReason.ABANDONED));
        world.runFor(60 * SECOND);
        assertEquals(1, hill.dialTimes.size());
        assertEquals(1, hill.status().ups());
    }

    private List<Integer> delaysMillis(int count) {
        List<Integer> delays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long refusedNanos = hill.dialTimes.get(i) + world.latencyNanos;
            delays.add((int) ((hill.dialTimes.get(i + 1) - refusedNanos) / MILLI));
        }
        return delays;
    }

    private List<String> texts() {
        return hill.events.stream().map(LinkEvent::text).toList();
    }
}
