package herd.link;

import static herd.link.World.MILLI;
import static herd.link.World.SECOND;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Flooding, rule 12, in virtual time: the figures are exact. */
final class LivenessTest {

    private final World world = new World();
    private final TestServer campbell = TestServer.of(world, "Campbell", "Hill");
    private final TestServer hill = TestServer.of(world, "Hill", "Campbell");
    private final List<String> saidByCampbell = new ArrayList<>();
    private Wire wire;
    private long upNanos;

    @BeforeEach
    void linkUp() {
        world.latencyNanos = 0;
        campbell.links.start(world.now());
        world.runUntil(0);
        wire = world.wires.get(0);
        assertTrue(campbell.isUp() && hill.isUp());
        upNanos = world.now();
        campbell.told.clear();
        hill.told.clear();
        world.middleman =
                (byDialler, line) -> {
                    if (byDialler && line.length > LinkLine.CHECK_BYTES) {
                        int length = line.length - LinkLine.CHECK_BYTES - 1;
                        String said = new String(line, 0, length, ISO_8859_1);
                        saidByCampbell.add(said + " at " + world.now() / MILLI);
                    }
                    return line;
                };
    }

    @Test
    void aQuietLinkPingsOnceASecondAndStaysUp() {
        campbell.sent[0] = 7;
        world.runFor(3_500 * MILLI);
        assertEquals(List.of("PING 7 at 1000", "PING 7 at 2000", "PING 7 at 3000"), saidByCampbell);
        assertEquals(List.of("all up to 7", "all up to 7", "all up to 7"), hill.told);
        world.runFor(3_600 * SECOND);
        assertTrue(campbell.isUp() && hill.isUp());
    }

    @Test
    void nothingIsPingedWhileRecordsFlow() {
        for (int i = 1; i <= 20; i++) {
            world.runFor(SECOND / 2);
            campbell.send("AT " + i);
        }
        world.runFor(SECOND - 1);
        assertTrue(saidByCampbell.stream().noneMatch(it -> it.startsWith("PING")));
        world.runFor(1);
        assertEquals("PING 20 at 11000", saidByCampbell.get(20));
    }

    @Test
    void aLinkThatIsSilentForThreeAndAHalfSecondsIsClosed() {
        wire.dialler.held = true;
        hill.unheard = true;
        world.runUntil(upNanos + 3_500 * MILLI - 1);
        assertTrue(hill.isUp());
        world.runUntil(upNanos + 3_500 * MILLI);
        assertEquals(List.of(CloseReason.SILENT), hill.downs);
    }

    @Test
    void anyByteIsASignOfLife() {
        wire.dialler.held = true;
        for (int i = 1; i < 20; i++) {
            world.runFor(3_499 * MILLI);
            byte[] oneByte = {'P'};
            wire.acceptor.link.received(oneByte, 0, 1, world.now(), 0);
            assertTrue(hill.isUp());
        }
    }

    @Test
    void aWriteWithoutProgressForFiveSecondsClosesTheLink() {
        keepHearing(campbell);
        world.runFor(300 * MILLI);
        wire.dialler.clogged = true;
        campbell.send("AT x");
        long sentNanos = world.now();
        world.runUntil(sentNanos + 5 * SECOND - 1);
        assertTrue(campbell.isUp());
        world.runUntil(sentNanos + 5 * SECOND);
        assertEquals(List.of(CloseReason.STUCK), campbell.downs);
    }

    @Test
    void aSlowWriteIsNotAStuckOne() {
        keepHearing(campbell);
        wire.dialler.clogged = true;
        campbell.send("AT " + "x".repeat(60));
        for (int i = 0; i < 15; i++) {
            world.runFor(4 * SECOND);
            wire.dialler.take(1);
        }
        assertTrue(campbell.downs.isEmpty());
    }

    @Test
    void aLinkHasNoMoreRoomWhen64KiBWait() {
        wire.dialler.clogged = true;
        int sent = 0;
        while (campbell.links.hasRoom(0)) {
            campbell.send("AT " + "x".repeat(1_000));
            sent++;
        }
        assertTrue(wire.dialler.waiting() >= 65_536 && wire.dialler.waiting() < 65_536 + 1_100);
        assertEquals(65, sent);
        wire.dialler.take(2_000);
        assertTrue(campbell.links.hasRoom(0));
    }

    @Test
    void nobodyIsJudgedForTheTimeInWhichTheLoopWasHeldUp() {
        hill.unheard = true;
        campbell.unheard = true;
        hill.asleep = true;
        wire.dialler.held = true;
        world.runUntil(upNanos + 60 * SECOND);
        hill.asleep = false;
        // It slept from the time of its first alarm, 1 s after it had last heard something.
        world.runUntil(upNanos + 62_500 * MILLI - 1);
        assertTrue(hill.isUp());
        world.runUntil(upNanos + 62_500 * MILLI);
        assertEquals(List.of(CloseReason.SILENT), hill.downs);
    }

    @Test
    void serversThatWereAllHeldUpKeepTheirLinks() {
        campbell.asleep = true;
        hill.asleep = true;
        wire.dialler.held = true;
        wire.acceptor.held = true;
        world.runUntil(60 * SECOND);
        wire.dialler.held = false;
        wire.acceptor.held = false;
        campbell.asleep = false;
        hill.asleep = false;
        world.runFor(60 * SECOND);
        assertTrue(campbell.downs.isEmpty() && hill.downs.isEmpty());
    }

    @Test
    void aDeadlineNeverMovesFurtherThanOneTermFromNow() {
        hill.unheard = true;
        campbell.unheard = true;
        hill.asleep = true;
        wire.dialler.held = true;
        world.runUntil(60 * SECOND);
        byte[] oneByte = {'P'};
        wire.acceptor.link.received(oneByte, 0, 1, world.now(), 0);
        hill.asleep = false;
        world.runUntil(63_500 * MILLI - 1);
        assertTrue(hill.isUp());
        world.runUntil(63_500 * MILLI);
        assertFalse(hill.isUp());
    }

    @Test
    void fiftyMillisecondsLateIsNotLate() {
        hill.unheard = true;
        campbell.unheard = true;
        wire.dialler.held = true;
        wakeLateBy(hill, 50 * MILLI);
        world.runUntil(upNanos + 3_500 * MILLI);
        assertFalse(hill.isUp());
    }

    @Test
    void moreIsAddedToTheDeadlines() {
        hill.unheard = true;
        campbell.unheard = true;
        wire.dialler.held = true;
        wakeLateBy(hill, 51 * MILLI);
        world.runUntil(upNanos + 3_551 * MILLI - 1);
        assertTrue(hill.isUp());
        world.runUntil(upNanos + 3_551 * MILLI);
        assertFalse(hill.isUp());
    }

    @Test
    void theEndOfTheConnectionEndsTheLink() {
        wire.cut();
        assertEquals(List.of(CloseReason.BROKEN), campbell.downs);
        assertEquals(List.of(CloseReason.BROKEN), hill.downs);
        assertEquals(
                "link to Campbell down: Campbell/1, the connection broke (reset)",
                hill.events.get(hill.events.size() - 1).text());
    }

    @Test
    void aServerThatStopsSaysGoodbyeAndDialsNoMore() {
        campbell.links.stop(world.now());
        world.runFor(SECOND);
        assertEquals(List.of(CloseReason.STOPPED), campbell.downs);
        assertEquals(List.of(CloseReason.ENDED), hill.downs);
        assertEquals(1, campbell.dialTimes.size());
        assertEquals(Long.MAX_VALUE, campbell.alarmNanos);
        World.Caller late = world.call(campbell);
        assertTrue(late.isClosed());
    }

    private void wakeLateBy(TestServer server, long lateNanos) {
        server.asleep = true;
        world.runUntil(server.alarmNanos + lateNanos);
        server.asleep = false;
    }

    /** The other end is heard whatever becomes of what this one says. */
    private void keepHearing(TestServer server) {
        TestServer other = server == campbell ? hill : campbell;
        other.asleep = true;
        for (long at = SECOND; at < 70 * SECOND; at += SECOND) {
            world.at(at, () -> other.links.sendRewind(0, world.now()));
        }
    }
}
