package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerQueueTest {

    private final TimerQueue queue = new TimerQueue();
    private final List<String> ran = new ArrayList<>();
    private final Callbacks callbacks =
            new Callbacks(LoopTroubles.logged(), new Tally(), new Outgoing(1024));

    @Test
    void runsWhatIsDueSoonestFirst() {
        timer("late").at(30);
        timer("soon").at(10);
        timer("middle").at(20);
        assertTrue(queue.runDue(20, callbacks));
        assertEquals(List.of("soon", "middle"), ran);
        assertEquals(10 - 1, queue.waitNanos(20));
    }

    @Test
    void runsEachTimerOnceUntilItIsSetAgain() {
        Timer timer = timer("once");
        timer.at(10);
        queue.runDue(10, callbacks);
        assertEquals(Timer.NEVER, timer.dueNanos());
        assertFalse(queue.runDue(1000, callbacks));
        timer.at(1001);
        queue.runDue(1001, callbacks);
        assertEquals(List.of("once", "once"), ran);
    }

    @Test
    void waitsForEverWhenNothingIsSet() {
        assertEquals(Timer.NEVER, queue.waitNanos(5));
    }

    @Test
    void forgetsACancelledTimerAtOnce() {
        Timer timer = timer("cancelled");
        timer.at(10);
        timer.cancel();
        assertEquals(0, queue.size());
        assertEquals(Timer.NEVER, queue.waitNanos(0));
        assertFalse(queue.runDue(10, callbacks));
    }

    @Test
    void takesTheLastWordOnWhenATimerIsDue() {
        Timer timer = timer("moved");
        timer.at(10);
        timer.at(50);
        timer.at(30);
        assertFalse(queue.runDue(29, callbacks));
        assertTrue(queue.runDue(30, callbacks));
        assertEquals(0, queue.size());
        timer.at(50);
        timer.at(20);
        assertEquals(20, timer.dueNanos());
        queue.runDue(49, callbacks);
        assertEquals(List.of("moved", "moved"), ran);
    }

    @Test
    void leavesWhatADueTimerSetsForTheNextTurn() {
        List<Timer> self = new ArrayList<>();
        self.add(
                queue.timer(
                        () -> {
                            ran.add("again");
                            self.get(0).at(5);
                        }));
        self.get(0).at(5);
        queue.runDue(10, callbacks);
        assertEquals(List.of("again"), ran);
        assertEquals(0, queue.waitNanos(10));
        queue.runDue(11, callbacks);
        assertEquals(List.of("again", "again"), ran);
    }

    @Test
    void agreesWithASortedListOverRandomSettingsAndCancellings() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TimerQueue timers = new TimerQueue();
            int count = 1 + random.nextInt(40);
            long[] expected = new long[count];
            List<Integer> order = new ArrayList<>();
            Timer[] all = new Timer[count];
            for (int i = 0; i < count; i++) {
                int self = i;
                all[i] = timers.timer(() -> order.add(self));
                expected[i] = Timer.NEVER;
            }
            for (int step = 0; step < 200; step++) {
                int i = random.nextInt(count);
                expected[i] = random.nextInt(4) == 0 ? Timer.NEVER : random.nextInt(1000);
                all[i].at(expected[i]);
            }
            List<Integer> ranEarly = new ArrayList<>();
            for (long now = 0; now < 1000; now += 1 + random.nextInt(50)) {
                order.clear();
                timers.runDue(now, callbacks);
                for (int i : order) {
                    assertTrue(expected[i] <= now, "early; seed " + seed);
                }
                ranEarly.addAll(order);
                for (int i = 0; i < count; i++) {
                    boolean due = expected[i] <= now;
                    assertEquals(due, ranEarly.contains(i), "timer " + i + "; seed " + seed);
                }
            }
        }
    }

    private Timer timer(String name) {
        return queue.timer(() -> ran.add(name));
    }
}
