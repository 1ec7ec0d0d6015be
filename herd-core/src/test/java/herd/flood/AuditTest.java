package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found out by comparing, and repaired: PROTOCOL.md, Flooding, rule 8. */
class AuditTest extends OneFlood {

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
}
