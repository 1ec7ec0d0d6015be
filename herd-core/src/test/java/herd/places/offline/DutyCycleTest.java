package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DutyCycleTest {

    @Test
    void beginsWithoutAPause() {
        for (long now : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            assertTrue(new DutyCycle(now).allowsWork(now));
        }
    }

    @Test
    void pausesSoManyTimesAsLongAsItWorked() {
        DutyCycle cycle = new DutyCycle(100);
        cycle.worked(200, 210);
        assertFalse(cycle.allowsWork(210));
        assertFalse(cycle.allowsWork(210 + 10 * DutyCycle.PAUSE - 1));
        assertTrue(cycle.allowsWork(210 + 10 * DutyCycle.PAUSE));
    }

    @Test
    void countsPastTheEndOfTheClock() {
        DutyCycle cycle = new DutyCycle(Long.MAX_VALUE - 20);
        cycle.worked(Long.MAX_VALUE - 20, Long.MAX_VALUE - 10);
        assertFalse(cycle.allowsWork(Long.MAX_VALUE));
        assertTrue(cycle.allowsWork(Long.MIN_VALUE + 10 * DutyCycle.PAUSE));
    }

    @Test
    void pausesWhileMoreComesThanItMayDo() {
        DutyCycle cycle = new DutyCycle(Long.MAX_VALUE - 20);
        cycle.refused(Long.MAX_VALUE - 20);
        assertFalse(cycle.allowsWork(Long.MAX_VALUE - 21 + DutyCycle.MORE_NANOS));
        assertTrue(cycle.allowsWork(Long.MAX_VALUE - 20 + DutyCycle.MORE_NANOS));
    }

    @Test
    void doesNotCutALongerPauseShort() {
        DutyCycle cycle = new DutyCycle(0);
        cycle.worked(0, DutyCycle.MORE_NANOS);
        cycle.refused(DutyCycle.MORE_NANOS);
        assertFalse(cycle.allowsWork(3 * DutyCycle.MORE_NANOS));
    }

    @Test
    void leavesThreeQuartersOfTheTimeHoweverLongTheWorkIs() {
        Random random = new Random(1);
        DutyCycle cycle = new DutyCycle(0);
        long now = 0;
        long worked = 0;
        while (now < 1_000_000_000) {
            if (cycle.allowsWork(now)) {
                int nanos = 1 + random.nextInt(1 << random.nextInt(20));
                cycle.worked(now, now + nanos);
                now += nanos;
                worked += nanos;
            } else {
                now += 1 + random.nextInt(100);
            }
        }
        assertEquals(0.25, worked / (double) now, 0.01, "seed 1");
    }
}
