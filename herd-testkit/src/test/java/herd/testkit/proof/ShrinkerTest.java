package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private static final Step CAUSE = new Step.Kill("Hill");
    private static final Step OTHER_CAUSE = new Step.Pause("Smith");

    private int tries;

    @Test
    void leavesOnlyWhatTheFailureNeeds() {
        Schedule all = schedule(300, 17, 251);
        Schedule least = shrink(all, it -> has(it, CAUSE) && has(it, OTHER_CAUSE), 10_000);
        assertEquals(List.of(new Timed(0, CAUSE), new Timed(0, OTHER_CAUSE)), least.steps());
        assertTrue(tries < 150, "tries: " + tries);
    }

    @Test
    void leavesNothingIfItFailsAnyway() {
        assertEquals(List.of(), shrink(schedule(300, 17, 251), it -> true, 10_000).steps());
    }

    @Test
    void leavesAllIfAllIsNeeded() {
        Schedule all = schedule(20, 3, 4);
        assertEquals(all, shrink(all, it -> it.equals(all), 10_000));
    }

    @Test
    void leavesPausesAsShortAndTimesAsRoundAsTheFailureBears() {
        Step told = new Step.Send("Hill", 1, "IAMAT");
        Schedule all =
                new Schedule(
                        List.of(new Timed(1_234_567, told), new Timed(4_321_098, OTHER_CAUSE)));
        Schedule plain =
                shrink(
                        all,
                        it ->
                                it.steps().size() == 2
                                        && pauseMicros(it) >= 250_000
                                        && it.steps().get(0).micros() >= 150_000,
                        100);
        Step toldByTheFirst = new Step.Send("Hill", 0, "IAMAT");
        assertEquals(toldByTheFirst, plain.steps().get(0).step());
        assertTrue(pauseMicros(plain) <= 1_000_000, plain::toString);
        assertEquals(0, plain.steps().get(0).micros() % 1_000, plain::toString);
        assertEquals(0, plain.steps().get(1).micros() % 1_000, plain::toString);
    }

    @Test
    void keepsTheClientThatTheFailureNeeds() {
        Step told = new Step.Send("Hill", 1, "IAMAT");
        Schedule all = new Schedule(List.of(new Timed(5, told)));
        Schedule least = shrink(all, it -> has(it, told), 100);
        assertEquals(List.of(new Timed(0, told)), least.steps());
    }

    private static long pauseMicros(Schedule two) {
        return two.steps().get(1).micros() - two.steps().get(0).micros();
    }

    @Test
    void givesUpAfterSoManyTries() {
        Schedule all = schedule(300, 17, 251);
        shrink(all, it -> it.steps().size() == 300, 40);
        assertEquals(40, tries);
    }

    private Schedule shrink(Schedule all, Predicate<Schedule> fails, int mostTries) {
        Predicate<Schedule> counted =
                it -> {
                    tries++;
                    return fails.test(it);
                };
        return new Shrinker(counted, mostTries).shrink(all);
    }

    private static boolean has(Schedule schedule, Step step) {
        return schedule.steps().stream().anyMatch(it -> it.step().equals(step));
    }

    private static Schedule schedule(int steps, int cause, int otherCause) {
        List<Timed> all = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            Step step = i == cause ? CAUSE : new Step.Reset("Hill", "Smith");
            all.add(new Timed(i, i == otherCause ? OTHER_CAUSE : step));
        }
        return new Schedule(all);
    }
}
