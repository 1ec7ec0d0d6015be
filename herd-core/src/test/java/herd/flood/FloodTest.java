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

/** One server's state: PROTOCOL.md, Flooding, rules 4 to 9. */
class FloodTest {

    private static final long ME = 77;
    private static final long SMITH = 501;
    private static final long SMITH_AGAIN = 502;
    private static final int CLIENT = Flood.CLIENT;
    private static final FloodRules RULES = new FloodRules(86_400_000_000_000L, true);

    private final RecordView view = new RecordView();
    private Flood flood = new Flood(RULES, 2, ME, 1_000_000, Long.MAX_VALUE);

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
    void resumesWhereTheNeighbourStoppedReceiving() {
        linkUp(0, 0, 0, SMITH);
        merge("a", "b", "c");
        assertEquals(List.of("a 1", "b 1", "c 1"), told(0));
        linkUp(0, ME, 1, SMITH);
        assertEquals(List.of("b 1", "c 1"), told(0));
    }

    @Test
    void aNeighbourInANewLifeIsToldEverythingEvenWhatItOnceTold() {
        linkUp(0, 0, 0, SMITH);
        flood.merge(line("kiwi", 5), 0);
        flood.merge(line("fig", 5), CLIENT);
        assertEquals(List.of("fig 5"), told(0));
        linkUp(0, 0, 0, SMITH_AGAIN);
        assertEquals(List.of("kiwi 5", "fig 5"), told(0));
    }

    @Test
    void aNewLifeIsNoticedThoughTheNeighbourKnowsOursAlready() {
        linkUp(0, 0, 0, SMITH);
        flood.merge(line("kiwi", 5), 0);
        assertEquals(List.of(), told(0));
        linkUp(0, ME, 0, SMITH_AGAIN);
        assertEquals(List.of("kiwi 5"), told(0));
    }

    @Test
    void whatWasVoidIsVoidOnlyOnce() {
        linkUp(0, 0, 0, SMITH);
        flood.merge(line("a", 1), 0);
        flood.merge(line("b", 1), 0);
        flood.merge(line("c", 1), 0);
        linkUp(0, 0, 0, SMITH_AGAIN);
        assertTrue(flood.next(0, view));
        assertTrue(flood.next(0, view));
        flood.merge(line("a", 1), 0);
        flood.merge(line("c", 1), 0);
        linkUp(0, ME, 0, SMITH_AGAIN);
        assertEquals(List.of("b 1", "c 1"), told(0), "a is known, b was lost, c is void still");
        linkUp(0, ME, 0, SMITH_AGAIN);
        assertEquals(List.of("b 1", "c 1"), told(0), "a is still known");
    }

    @Test
    void whatTheNeighbourTellsInItsNewLifeCounts() {
        linkUp(0, 0, 0, SMITH);
        flood.merge(line("a", 1), 0);
        linkUp(0, 0, 0, SMITH_AGAIN);
        flood.merge(line("a", 2), 0);
        assertEquals(List.of(), told(0));
    }

    @Test
    void aResumePointThatWasNeverGivenOutIsNonsense() {
        linkUp(0, 0, 0, SMITH);
        merge("a", "b");
        flood.merge(line("c", 1), 0);
        assertEquals(List.of("a 1", "b 1"), told(0));
        linkUp(0, ME, 4, SMITH);
        assertEquals(List.of("a 1", "b 1", "c 1"), told(0));
        flood.merge(line("c", 1), 0);
        linkUp(0, ME, -1, SMITH);
        assertEquals(List.of("a 1", "b 1", "c 1"), told(0));
    }

    @Test
    void rememberedIsTheIncarnationAndTheLastSeqApplied() {
        assertEquals(0, flood.incarnationOf(0));
        linkUp(0, 0, 0, SMITH);
        flood.applied(0, 9);
        flood.applied(0, 4);
        assertEquals(9, flood.appliedOf(0));
        linkUp(0, ME, 0, SMITH);
        assertEquals(9, flood.appliedOf(0));
        linkUp(0, 0, 0, SMITH_AGAIN);
        assertEquals(0, flood.appliedOf(0));
        assertEquals(SMITH_AGAIN, flood.incarnationOf(0));
        assertEquals(ME, flood.incarnation());
    }

    @Test
    void withoutSyncAnUnknownLifeStartsAtTheTailAndAKnownOneResumes() {
        flood = new Flood(new FloodRules(0, false), 2, ME, 100, Long.MAX_VALUE);
        merge("a", "b");
        linkUp(0, 0, 0, SMITH);
        assertEquals(List.of(), told(0));
        merge("c", "d");
        assertEquals(List.of("c 1", "d 1"), told(0));
        linkUp(0, ME, 3, SMITH);
        assertEquals(List.of("d 1"), told(0));
        linkUp(0, ME, 0, SMITH);
        assertEquals(List.of("c 1", "d 1"), told(0), "nothing was applied, but a and b never went");
        assertFalse(flood.hasAuditFor(0));
    }

    @Test
    void withoutSyncNothingIsLostBetweenTwoLinksThatCrossed() {
        flood = new Flood(new FloodRules(0, false), 2, ME, 100, Long.MAX_VALUE);
        merge("a", "b");
        linkUp(0, 0, 0, SMITH);
        merge("c");
        assertEquals(List.of("c 1"), told(0));
        linkUp(0, 0, 0, SMITH);
        assertEquals(List.of("c 1"), told(0), "c may have died with the first link");
        linkUp(0, 0, 0, SMITH_AGAIN);
        assertEquals(List.of(), told(0), "another life is another matter");
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
    void anAuditComparesOneMomentOnly() {
        merge("a");
        assertFalse(flood.hasAuditFor(0), "something is still to be sent");
        assertEquals(Audit.NOT_COMPARED, flood.audit(0, 0, 0, 0, 1));
        told(0);
        assertTrue(flood.hasAuditFor(0));
        assertEquals(Audit.NOT_COMPARED, flood.audit(0, 0, 0, 0, 0), "our last is under way");
        assertEquals(Audit.NOT_COMPARED, flood.audit(0, 0, 0, 1, 1), "their last is under way");
        assertEquals(Audit.SAME, flood.audit(0, 1, flood.sum(), 0, 1));
        assertEquals(Audit.DIFFERENT, flood.audit(0, 2, flood.sum(), 0, 1));
        flood.setAudited(0, false);
        assertFalse(flood.hasAuditFor(0));
        assertEquals(Audit.NOT_COMPARED, flood.audit(0, 2, flood.sum(), 0, 1));
    }

    @Test
    void theSameDifferenceTwiceIsRepaired() {
        merge("a");
        flood.merge(line("b", 1), 0);
        flood.applied(0, 4);
        told(0);
        assertEquals(Audit.DIFFERENT, flood.audit(0, 0, 0, 4, 2));
        assertEquals(Audit.REPAIRING, flood.audit(0, 0, 0, 4, 2));
        assertEquals(List.of("a 1", "b 1"), told(0));
        assertEquals(1, flood.counters().repairs());
    }

    @Test
    void aDifferenceThatChangedOrWentAwayIsNotRepaired() {
        merge("a");
        told(0);
        assertEquals(Audit.DIFFERENT, flood.audit(0, 0, 0, 0, 1));
        merge("b");
        told(0);
        assertEquals(Audit.DIFFERENT, flood.audit(0, 0, 0, 0, 2));
        assertEquals(Audit.SAME, flood.audit(0, 2, flood.sum(), 0, 2));
        assertEquals(Audit.DIFFERENT, flood.audit(0, 0, 0, 0, 2));
        assertEquals(Audit.DIFFERENT, flood.audit(0, 5, 5, 0, 2));
        assertEquals(0, flood.counters().repairs());
    }

    @Test
    void aRepairThatIsCutShortBeginsOnceMore() {
        linkUp(0, 0, 0, SMITH);
        merge("a", "b", "c");
        told(0);
        flood.audit(0, 0, 0, 0, 3);
        flood.audit(0, 0, 0, 0, 3);
        assertTrue(flood.next(0, view));
        linkUp(0, ME, 3, SMITH);
        assertEquals(List.of("a 1", "b 1", "c 1"), told(0));
        linkUp(0, ME, 3, SMITH);
        assertEquals(List.of(), told(0));
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

    private static AtLine line(String id, int time) {
        return Lines.read(Lines.line("Hill", id, Lines.PLACE, "" + time, "100"));
    }

    private void merge(String... ids) {
        for (String id : ids) {
            assertEquals(Merged.STORED, flood.merge(line(id, 1), CLIENT));
        }
    }

    private void linkUp(int neighbour, long toldIncarnation, long toldSeq, long theirs) {
        flood.linkUp(neighbour, toldIncarnation, toldSeq, theirs);
    }

    /** All that a neighbour is told now, as IDs and times. */
    private List<String> told(int neighbour) {
        List<String> told = new ArrayList<>();
        while (flood.next(neighbour, view)) {
            told.add(name(view));
        }
        return told;
    }

    private static String name(RecordView view) {
        String[] fields = Lines.text(view).split(" ");
        return fields[3] + " " + fields[5];
    }
}
