package herd.link;

import static herd.link.World.MILLI;
import static herd.link.World.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Flooding, rule 10: who has proved nothing yet. */
final class StrangersTest {

    private static final String HELLO = "HERD 1 1 Campbell Hill " + "ab".repeat(32);

    private final World world = new World();
    private final TestServer hill = TestServer.of(world, "Hill", "Campbell");

    @Test
    void theSeventeenthPushesOutTheOldest() {
        List<World.Caller> strangers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            strangers.add(world.call(hill));
        }
        strangers.get(1).say(HELLO);
        assertTrue(strangers.stream().noneMatch(World.Caller::isClosed));
        strangers.add(world.call(hill));
        assertTrue(strangers.get(0).isClosed());
        strangers.add(world.call(hill));
        assertTrue(strangers.get(1).isClosed());
        assertFalse(strangers.get(2).isClosed());
        assertEquals(16, hill.links.strangers());
        assertEquals(2, hill.links.closed(CloseReason.CROWDED_OUT));
        assertEquals(
                "stranger that calls itself Campbell left: made way for a later stranger",
                hill.events.get(1).text());
    }

    @Test
    void aFloodOfStrangersDoesNotKeepANeighbourOut() {
        TestServer campbell = TestServer.of(world, "Campbell", "Hill");
        hill.unheard = true;
        for (long at = 0; at < SECOND; at += MILLI) {
            world.at(at, () -> world.call(hill));
        }
        campbell.links.start(world.now());
        world.runFor(SECOND);
        assertTrue(campbell.isUp() && hill.isUp());
        assertEquals(1, campbell.dialTimes.size());
    }

    @Test
    void whoHasProvedItselfIsNoStranger() {
        TestServer campbell = TestServer.of(world, "Campbell", "Hill");
        campbell.links.start(world.now());
        world.runFor(SECOND / 2);
        assertEquals(0, hill.links.strangers());
        for (int i = 0; i < 40; i++) {
            world.call(hill);
        }
        assertTrue(hill.isUp());
        world.runFor(60 * SECOND);
        assertTrue(hill.isUp());
    }

    @Test
    void ownDialsAreNotCounted() {
        hill.links.start(world.now());
        World.Caller acceptor = world.answer(hill);
        for (int i = 0; i < 40; i++) {
            world.call(hill);
        }
        assertFalse(acceptor.isClosed());
        assertEquals(16, hill.links.strangers());
    }

    @Test
    void whoSaysNothingIsClosedAfterFiveSeconds() {
        World.Caller stranger = world.call(hill);
        world.runUntil(5 * SECOND - 1);
        assertFalse(stranger.isClosed());
        world.runUntil(5 * SECOND);
        assertTrue(stranger.isClosed());
        assertEquals(1, hill.links.closed(CloseReason.LATE));
        assertEquals(0, hill.links.strangers());
    }

    @Test
    void whoSaysLittleIsNotGivenMoreTime() {
        World.Caller stranger = world.call(hill);
        for (byte b : (HELLO + "\n").getBytes()) {
            world.runFor(30 * MILLI);
            stranger.sayBytes(new byte[] {b});
        }
        assertTrue(stranger.heard().startsWith("NONCE"));
        world.runUntil(5 * SECOND - 1);
        assertFalse(stranger.isClosed());
        world.runUntil(5 * SECOND);
        assertTrue(stranger.isClosed());
    }

    @Test
    void theTimeInWhichTheLoopWasHeldUpIsNotHeldAgainstThem() {
        world.call(hill);
        world.runFor(SECOND);
        World.Caller later = world.call(hill);
        hill.asleep = true;
        world.runUntil(7 * SECOND);
        hill.asleep = false;
        world.runUntil(8 * SECOND - 1);
        assertFalse(later.isClosed());
        later.say(HELLO);
        assertTrue(later.heard().startsWith("NONCE"));
        world.runUntil(8 * SECOND);
        assertTrue(later.isClosed());
    }

    @Test
    void aLineThatIsTooLongIsNotEvenReadToItsEnd() {
        World.Caller stranger = world.call(hill);
        stranger.sayBytes(new byte[513]);
        assertTrue(stranger.isClosed());
        assertEquals(1, hill.links.closed(CloseReason.UNREADABLE));
    }

    @Test
    void whoGoesAwayIsForgotten() {
        World.Caller stranger = world.call(hill);
        stranger.end.link.ended(world.now());
        stranger.end.link.closed(world.now(), "reset");
        assertEquals(0, hill.links.strangers());
        assertEquals(1, hill.links.closed(CloseReason.ENDED));
        assertEquals(0, hill.links.closed(CloseReason.BROKEN));
    }
}
