package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WallClockTest {

    private final WallClock clock = new WallClock();

    @Test
    void showsTheSystemsTime() {
        long before = millis(Instant.now());
        long shown = clock.nanos() / 1_000_000;
        long after = millis(Instant.now());
        assertTrue(shown >= before - 1_000 && shown <= after + 1_000, before + " " + shown);
    }

    @Test
    void notesInTheTurnOfAReadHaveItsTime() {
        long read = clock.nanosOfRead(7);
        awaitLaterThan(read);
        assertEquals(read, clock.nanosOfNote(7));
        assertEquals(read, clock.nanosOfNote(7));
    }

    @Test
    void theFirstNoteOfAnotherTurnHasATimeOfItsOwn() {
        long read = clock.nanosOfRead(7);
        awaitLaterThan(read);
        long note = clock.nanosOfNote(8);
        assertTrue(note > read);
        awaitLaterThan(note);
        assertEquals(note, clock.nanosOfNote(8), "as all others in it");
    }

    @Test
    void aReadHasATimeOfItsOwnInAnyTurn() {
        long read = clock.nanosOfRead(7);
        awaitLaterThan(read);
        long next = clock.nanosOfRead(7);
        assertTrue(next > read);
        assertEquals(next, clock.nanosOfNote(7));
    }

    private void awaitLaterThan(long nanos) {
        while (clock.nanos() <= nanos) {
            Thread.onSpinWait();
        }
    }

    private static long millis(Instant instant) {
        return instant.toEpochMilli();
    }
}
