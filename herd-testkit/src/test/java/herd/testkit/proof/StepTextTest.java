package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepTextTest {

    @Test
    void aStepIsALineThatReads() {
        assertEquals("1203457 kill Hill", new Timed(1_203_457, new Step.Kill("Hill")).toString());
        assertEquals(
                "7 send Hill 1 a\\x20b\\x3b\\x5c\\x27\\xff\\x0a",
                new Timed(7, new Step.Send("Hill", 1, "a b;\\'\u00ff\n")).toString());
    }

    @Test
    void everyKindIsReadBack() {
        Set<Class<?>> seen = new HashSet<>();
        for (long seed = 0; seed < 300; seed++) {
            for (Timed timed : ScheduleMaker.make(Setup.of(seed)).steps()) {
                seen.add(timed.step().getClass());
                assertEquals(timed, StepText.readTimed(timed.toString()));
            }
        }
        assertEquals(new HashSet<>(Arrays.asList(Step.class.getPermittedSubclasses())), seen);
    }

    @Test
    void readsAScheduleFromLinesAsWell() {
        Schedule schedule = Schedule.read("5 kill Hill\n3 kill Smith\n");
        assertEquals(
                List.of(new Timed(3, new Step.Kill("Smith")), new Timed(5, new Step.Kill("Hill"))),
                schedule.steps());
        assertEquals("3 kill Smith; 5 kill Hill", schedule.toString());
    }

    @Test
    void saysWhatItCannotRead() {
        assertRefused("no time and step: kill Hill", "kill Hill");
        assertRefused("no step sneeze", "1 sneeze");
        assertRefused("kill takes", "1 kill");
        assertRefused("no Disturbance: MILD", "1 disturb Hill Smith MILD");
        assertRefused("not \\xNN", "1 kill Hi\\ll");
    }

    private static void assertRefused(String message, String line) {
        String said =
                assertThrows(IllegalArgumentException.class, () -> Schedule.read(line))
                        .getMessage();
        assertTrue(said.contains(message), said);
    }
}
