package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one server holds, and tells of it: PROTOCOL.md, Flooding, rules 4, 5 and 9. */
class FloodTest extends OneFlood {

    @Test
    void mergesByRuleFour() {
        assertEquals(Merged.STORED, flood.merge(line("kiwi", 5), CLIENT));
        assertEquals(Merged.STORED, flood.merge(line("kiwi", 6), 0));
        assertEquals(Merged.EQUAL, flood.merge(line("kiwi", 6), 1));
        assertEquals(Merged.OLDER, flood.merge(line("kiwi", 5), 1));
        assertEquals(1, flood.count());
        assertEquals(2, flood.tail());
        assertTrue(flood.find("kiwi".getBytes(StandardCharsets.US_ASCII), 0, 4, view));
        assertEquals(line("kiwi", 6).toString(), Lines.text(view));
        assertFalse(flood.find("kiwi".getBytes(StandardCharsets.US_ASCII), 0, 3, view));
    }

    @Test
    void refusesWhatShowsNoLine() {
        flood.merge(line("kiwi", 5), CLIENT);
        AtLine nothing = new AtLine();
        assertThrows(IllegalArgumentException.class, () -> flood.merge(nothing, CLIENT));
        assertEquals(1, flood.tail());
    }

    @Test
    void tellsEveryNeighbourButTheOneThatToldIt() {
        flood.merge(line("kiwi", 5), 0);
        assertEquals(List.of(), told(0));
        assertEquals(List.of("kiwi 5"), told(1));
        assertEquals(List.of(), told(1));
        assertEquals(1, flood.sentUpTo(0));
    }

    @Test
    void neverSendsARecordThatWasSuperseded() {
        flood.merge(line("kiwi", 5), CLIENT);
        flood.merge(line("fig", 5), CLIENT);
        flood.merge(line("kiwi", 6), CLIENT);
        assertEquals(List.of("fig 5", "kiwi 6"), told(0));
    }

    @Test
    void anEqualCopyCancelsOurOwnThatStillWaits() {
        flood.merge(line("kiwi", 5), CLIENT);
        flood.merge(line("kiwi", 5), 0);
        assertEquals(List.of(), told(0));
        assertEquals(List.of("kiwi 5"), told(1));
    }

    @Test
    void aNewerVersionIsToldToThoseWhoKnewTheOldOne() {
        flood.merge(line("kiwi", 5), 0);
        flood.merge(line("kiwi", 6), 1);
        assertEquals(List.of("kiwi 6"), told(0));
    }

    @Test
    void looksThroughSoManyRecordsAtATimeOnly() {
        for (int i = 0; i < 3_000; i++) {
            flood.merge(line("c" + i, 1), 0);
        }
        flood.merge(line("kiwi", 1), CLIENT);
        int calls = 1;
        while (!flood.next(0, view)) {
            assertTrue(flood.isBehind(0));
            calls++;
        }
        assertEquals(3, calls);
        assertEquals("kiwi 1", name(view));
        assertFalse(flood.next(0, view));
        assertFalse(flood.isBehind(0));
    }

    @Test
    void atTheCapALesserNewcomerIsRefusedAndALesserRecordGivesWay() {
        flood = new Flood(RULES, 1, ME, 2, Long.MAX_VALUE);
        flood.merge(line("a", 10), CLIENT);
        flood.merge(line("b", 20), CLIENT);
        assertEquals(Merged.REFUSED, flood.merge(line("c", 9), CLIENT));
        assertEquals(Merged.STORED, flood.merge(line("c", 11), CLIENT));
        assertEquals(Merged.REFUSED, flood.merge(line("a", 10), CLIENT));
        assertEquals(List.of("b 20", "c 11"), told(0));
        assertEquals(2, flood.counters().refusedAtCap());
        assertEquals(1, flood.counters().evicted());
        assertEquals(2, flood.count());
    }

    @Test
    void aLineWithoutRoomIsRefusedAndEndsAudits() {
        flood = new Flood(RULES, 1, ME, 1_000_000, BlockStore.PAGE_BYTES);
        assertTrue(flood.hasAuditFor(0));
        int stored = 0;
        while (flood.merge(line("c" + stored, 1), CLIENT) == Merged.STORED) {
            stored++;
        }
        assertEquals(stored, flood.count());
        assertEquals(stored, told(0).size());
        assertEquals(1, flood.counters().refusedForRoom());
        assertFalse(flood.hasAuditFor(0));
        assertEquals(Audit.NOT_COMPARED, flood.audit(0, 0, 0, 0, flood.tail()));
    }

    @Test
    void allRecordsCanBeReadInTheOrderOfChange() {
        merge("a", "b");
        flood.merge(line("a", 2), CLIENT);
        RecordCursor cursor = flood.records();
        List<String> read = new ArrayList<>();
        while (cursor.next(view)) {
            read.add(name(view));
        }
        assertEquals(List.of("b 1", "a 2"), read);
        merge("c");
        assertTrue(cursor.next(view));
        assertEquals("c 1", name(view));
        cursor.seek(0);
        assertTrue(cursor.next(view));
        assertEquals("b 1", name(view));
    }

    @Test
    void countsWhatItDoes() {
        flood.merge(line("a", 1), CLIENT);
        flood.merge(line("a", 1), 0);
        flood.merge(line("a", 0), 0);
        FloodCounters counters = flood.counters();
        assertEquals(1, counters.records());
        assertEquals(1, counters.stored());
        assertEquals(1, counters.equal());
        assertEquals(1, counters.older());
        assertEquals(BlockStore.PAGE_BYTES, counters.recordBytes());
    }

    @Test
    void sixtyFourNeighboursHaveABitEach() {
        flood = new Flood(RULES, 64, ME, 10, Long.MAX_VALUE);
        flood.merge(line("a", 1), 63);
        flood.merge(line("a", 1), 31);
        for (int i = 0; i < 64; i++) {
            assertEquals(i == 63 || i == 31 ? 0 : 1, told(i).size(), "neighbour " + i);
        }
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThrows(
                IllegalArgumentException.class, () -> new Flood(RULES, 65, ME, 1, Long.MAX_VALUE));
        assertThrows(
                IllegalArgumentException.class, () -> new Flood(RULES, 1, 0, 1, Long.MAX_VALUE));
        assertThrows(
                IllegalArgumentException.class, () -> new Flood(RULES, 1, ME, 0, Long.MAX_VALUE));
    }
}
