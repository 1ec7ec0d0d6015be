package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong time = new AtomicLong(1000 * SECOND);
    private final LoopClock clock = new LoopClock(time::get);
    private final TimerQueue timers = new TimerQueue();
    private final Callbacks callbacks =
            new Callbacks(LoopTroubles.logged(), new Tally(), new Outgoing(1024));
    private int missed;
    private final Deadline deadline = new Deadline(timers, clock, () -> missed++);

    @Test
    void isMissedWhenItsTimeHasPassed() {
        deadline.in(Duration.ofSeconds(10));
        waits(9);
        assertEquals(0, missed);
        waits(1);
        assertEquals(1, missed);
        waits(100);
        assertEquals(1, missed);
    }

    @Test
    void isPutOffByAsLongAsTheLoopWasHeldUp() {
        deadline.in(Duration.ofSeconds(10));
        waits(4);
        isHeldUpFor(60);
        assertEquals(60 * SECOND, clock.lateNanos());
        assertEquals(0, missed);
        waits(5);
        assertEquals(0, missed);
        waits(1);
        assertEquals(1, missed);
    }

    @Test
    void isNotPutOffByWhatHeldTheLoopUpBefore() {
        isHeldUpFor(60);
        deadline.in(Duration.ofSeconds(1));
        waits(1);
        assertEquals(1, missed);
    }

    @Test
    void aBusyTurnIsNotAHoldUp() {
        deadline.in(Duration.ofSeconds(1));
        time.addAndGet(LoopClock.HELD_UP_NANOS);
        clock.tick(0);
        assertEquals(0, clock.lateNanos());
    }

    @Test
    void doesNotCountWaitingAsBeingHeldUp() {
        time.addAndGet(3600 * SECOND);
        clock.tick(Timer.NEVER);
        assertEquals(0, clock.lateNanos());
    }

    private void waits(long seconds) {
        time.addAndGet(seconds * SECOND);
        clock.tick(seconds * SECOND);
        timers.runDue(clock.nowNanos(), callbacks);
    }

    private void isHeldUpFor(long seconds) {
        time.addAndGet(seconds * SECOND);
        clock.tick(0);
        timers.runDue(clock.nowNanos(), callbacks);
    }
}
