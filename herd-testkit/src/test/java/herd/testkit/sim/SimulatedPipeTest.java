package herd.testkit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** That simulated connections behave as those of Linux do. */
class SimulatedPipeTest {

    private static final int WINDOW = Flow.WINDOW_BYTES;
    private static final String RESET = "closed connection reset";

    private final EndsRig rig = new EndsRig();

    @Test
    void carriesBytesInOrderAndTellsWhenAllAreTaken() {
        rig.left.say("one ");
        rig.left.say("two ");
        rig.pass(0);
        assertEquals("", rig.right.heard.toString());
        rig.pass(1);
        assertEquals("one two ", rig.right.heard.toString());
        assertEquals(List.of("drained", "drained"), rig.left.told);
    }

    @Test
    void takesNoMoreThanTheWindowUntilTheOtherEndReads() {
        rig.right.pipe.pause();
        rig.left.say("x".repeat(WINDOW + 10));
        rig.pass(100);
        assertEquals(10, rig.left.pipe.waiting());
        assertEquals("", rig.right.heard.toString());
        assertFalse(rig.left.told.contains("drained"));
        rig.right.turn(rig.right.pipe::resume);
        rig.pass(100);
        assertEquals(WINDOW + 10, rig.right.heard.length());
        assertTrue(rig.left.told.contains("drained"));
    }

    @Test
    void givesUpOnWhoTakesNothingForTooLong() {
        rig.right.pipe.pause();
        rig.left.say("x".repeat(WINDOW + 10));
        rig.pass(9_999);
        assertFalse(rig.left.pipe.isClosed());
        rig.pass(2);
        assertEquals(List.of("left", "closed write stalled"), rig.left.told);
    }

    @Test
    void deliversWhatWasTakenBeforeTheEnd() {
        rig.left.say("last words");
        rig.left.pipe.close();
        rig.pass(10);
        assertEquals("last words", rig.right.heard.toString());
        assertTrue(rig.right.told.contains("end"));
        assertTrue(rig.left.told.contains("closed "));
    }

    @Test
    void losesWhatWasNotTakenWhenItCloses() {
        rig.right.pipe.pause();
        rig.left.say("x".repeat(WINDOW + 10));
        rig.left.pipe.close();
        rig.right.turn(rig.right.pipe::resume);
        rig.pass(100);
        assertEquals(WINDOW, rig.right.heard.length());
    }

    @Test
    void finishesWhenEverythingIsTakenAndReadsUntilTheOtherEndCloses() {
        rig.left.say("bye");
        rig.left.turn(rig.left.pipe::finish);
        rig.right.say("I still say something");
        rig.pass(5);
        assertEquals("bye", rig.right.heard.toString());
        assertEquals(List.of("drained", "end"), rig.right.told);
        assertEquals("", rig.left.heard.toString());
        assertFalse(rig.left.pipe.isClosed());
        rig.right.pipe.close();
        rig.pass(5);
        assertTrue(rig.left.told.contains("closed "), rig.left.told::toString);
    }

    @Test
    void lingersNoLongerThanTwoSeconds() {
        rig.left.turn(rig.left.pipe::finish);
        rig.pass(1_999);
        assertFalse(rig.left.pipe.isClosed());
        rig.pass(2);
        assertTrue(rig.left.pipe.isClosed());
    }

    @Test
    void halfClosesAndReadsOn() {
        rig.left.say("question");
        rig.left.turn(rig.left.pipe::halfClose);
        rig.pass(2);
        rig.right.say("answer");
        rig.pass(2);
        assertEquals("question", rig.right.heard.toString());
        assertTrue(rig.right.told.contains("end"));
        assertEquals("answer", rig.left.heard.toString());
    }

    @Test
    void sendsAResetWhenItClosesWithUnreadInput() {
        rig.left.pipe.pause();
        rig.right.say("unread");
        rig.pass(5);
        rig.left.pipe.close();
        rig.pass(5);
        assertTrue(rig.right.told.contains(RESET), rig.right.told::toString);
    }

    @Test
    void drawsAResetWithBytesToAClosedEnd() {
        rig.left.pipe.close();
        rig.pass(5);
        assertFalse(rig.right.told.contains(RESET));
        rig.right.say("anybody there?");
        rig.pass(1);
        assertFalse(rig.right.told.contains(RESET));
        rig.pass(1);
        assertTrue(rig.right.told.contains(RESET));
    }

    @Test
    void readsWhatCameBeforeAResetFirst() {
        rig.left.say("before");
        rig.left.pipe.reset();
        rig.pass(5);
        assertEquals("before", rig.right.heard.toString());
        assertTrue(rig.right.told.contains(RESET));
    }

    @Test
    void noticesAResetOnlyWhenItReadsOrWrites() {
        rig.right.pipe.pause();
        rig.left.pipe.die();
        rig.pass(100);
        assertFalse(rig.right.pipe.isClosed());
        rig.right.say("x");
        rig.pass(0);
        assertTrue(rig.right.told.contains(RESET));
    }

    @Test
    void holdsWhatABlackHoleMeetsAndDeliversItAfterwards() {
        WireFault hole = new WireFault.BlackHole();
        rig.there.add(hole);
        rig.left.say("late ");
        rig.left.say("but whole");
        rig.left.pipe.close();
        rig.pass(10_000);
        assertEquals("", rig.right.heard.toString());
        rig.there.remove(hole);
        rig.left.pipe.goOn();
        rig.pass(1);
        assertEquals("late but whole", rig.right.heard.toString());
        assertTrue(rig.right.told.contains("end"));
    }

    @Test
    void losesTheResetOfAKilledEndInABlackHoleSoThatTheOtherStaysHalfOpen() {
        WireFault hole = new WireFault.BlackHole();
        rig.there.add(hole);
        rig.left.say("lost");
        rig.left.pipe.die();
        rig.pass(10);
        rig.there.remove(hole);
        rig.left.pipe.goOn();
        rig.pass(100);
        assertEquals("", rig.right.heard.toString());
        assertFalse(rig.right.pipe.isClosed());
        rig.right.say("anybody there?");
        rig.pass(2);
        assertTrue(rig.right.told.contains(RESET));
    }

    @Test
    void getsNoAnswerFromADarkMachineUntilItHasPowerAgain() {
        rig.left.dark = true;
        rig.left.pipe.vanish();
        rig.right.say("anybody there?");
        rig.pass(10_000);
        assertEquals(List.of("drained"), rig.right.told);
        rig.left.dark = false;
        rig.left.pipe.goOn();
        rig.pass(2);
        assertTrue(rig.right.told.contains(RESET));
    }

    @Test
    void goesOffOnceForAnAlarmThatWasPutOffAfterItWasDue() {
        rig.right.late = true;
        rig.right.pipe.wakeAt(5_000_000);
        rig.pass(6);
        rig.right.pipe.wakeAt(20_000_000);
        rig.right.catchUp();
        assertEquals(List.of(), rig.right.told);
        rig.pass(20);
        assertEquals(List.of("woken"), rig.right.told);
    }

    @Test
    void tellsNothingAfterItIsClosed() {
        rig.right.pipe.wakeAt(5_000_000);
        rig.left.say("x");
        rig.right.pipe.close();
        rig.pass(10);
        assertEquals(List.of("left", "closed "), rig.right.told);
        assertEquals("", rig.right.heard.toString());
    }

    @Test
    void slowsDownToSoManyBytesASecondEachWay() {
        rig.there.add(new WireFault.Slow(1_000));
        rig.left.say("x".repeat(2_000));
        rig.pass(1_001);
        int heard = rig.right.heard.length();
        assertTrue(heard >= 990 && heard <= 1_010, heard + " bytes");
        rig.pass(1_100);
        assertEquals(2_000, rig.right.heard.length());
    }

    @Test
    void delaysButKeepsTheOrder() {
        rig.there.add(new WireFault.Delay(50_000_000, 50_000_000));
        for (char c = 'a'; c <= 'z'; c++) {
            rig.left.say(String.valueOf(c));
        }
        rig.pass(50);
        assertEquals("", rig.right.heard.toString());
        rig.pass(51);
        assertEquals("abcdefghijklmnopqrstuvwxyz", rig.right.heard.toString());
    }

    @Test
    void slices() {
        rig.there.add(new WireFault.Slice(1));
        rig.left.say("hello");
        rig.pass(1);
        assertEquals(List.of(1, 1, 1, 1, 1), rig.right.pieces);
        assertEquals("hello", rig.right.heard.toString());
    }

    @Test
    void damagesAByteOfEachRead() {
        rig.there.add(new WireFault.Corrupt());
        rig.there.add(new WireFault.Slice(10));
        rig.left.say("x".repeat(100));
        rig.pass(1);
        long damaged = rig.right.heard.chars().filter(c -> c != 'x').count();
        assertEquals(rig.right.pieces.size(), damaged);
    }

    @Test
    void takesNothingMoreWhileTheWindowIsShut() {
        WireFault clog = new WireFault.Clog();
        rig.left.say("under way ");
        rig.there.add(clog);
        rig.left.say("not yet");
        rig.pass(100);
        assertEquals("under way ", rig.right.heard.toString());
        assertEquals("not yet".length(), rig.left.pipe.waiting());
        rig.there.remove(clog);
        rig.left.pipe.goOn();
        rig.pass(2);
        assertEquals("under way not yet", rig.right.heard.toString());
    }

    @Test
    void writesInPartsAndLosesNothing() {
        rig.there.add(new WireFault.PartialWrites());
        rig.left.say("x".repeat(1_000));
        assertTrue(rig.left.pipe.waiting() > 0);
        rig.pass(1_000);
        assertEquals(1_000, rig.right.heard.length());
        assertEquals(List.of("drained"), rig.left.told);
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new WireFault.Slow(0));
        assertThrows(IllegalArgumentException.class, () -> new WireFault.Slice(0));
        assertThrows(IllegalArgumentException.class, () -> new WireFault.Delay(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Latency(0, -1));
    }
}
