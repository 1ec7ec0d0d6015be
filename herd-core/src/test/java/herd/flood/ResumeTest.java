package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a neighbour is told on from when a link comes up: PROTOCOL.md, Flooding, rules 6 and 7. */
class ResumeTest extends OneFlood {

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
}
