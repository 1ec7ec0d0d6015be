package herd.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When things are said, in virtual time. */
class LoopsTest {

    private static final long SECOND = 1_000_000_000L;

    private final Tally tally = new Tally();
    private long now = -17;

    /** Has room for so many, and takes down what was said when. */
    private final class TakesDown implements Lane {

        private final int room;
        private final List<Long> starts = new ArrayList<>();
        private final List<Long> saidAt = new ArrayList<>();
        private int inFlight;
        private Runnable listener = () -> {};

        TakesDown(int room) {
            this.room = room;
        }

        @Override
        public boolean hasRoom() {
            return inFlight < room;
        }

        @Override
        public boolean isEmpty() {
            return inFlight == 0;
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void say(long startNanos, long nowNanos) {
            assertTrue(hasRoom());
            inFlight++;
            starts.add(startNanos);
            saidAt.add(nowNanos);
        }

        @Override
        public void flush() {}

        @Override
        public void whenHeard(Runnable whom) {
            listener = whom;
        }

        void answer(int count) {
            inFlight -= count;
            listener.run();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 999, 1_000, 20_000, 9_999_999, 10_000_000})
    void everySecondHasExactlyItsMessages(long perSecond) {
        Schedule schedule = new Schedule(now, perSecond);
        long second = 0;
        for (long n = 0; n < 2 * perSecond + 3; n++) {
            long due = schedule.dueNanos() - now;
            assertEquals(Math.floorDiv(n * SECOND, perSecond), due);
            if (n % perSecond == 0) {
                assertEquals(second, due);
                second += SECOND;
            }
            schedule.advance();
        }
    }

    @Test
    void doesNotDriftInAYear() {
        long perSecond = 9_999_991;
        long seconds = 365L * 86_400;
        Schedule schedule = new Schedule(0, perSecond);
        assertEquals(seconds * perSecond, schedule.unsentBefore(seconds * SECOND));
    }

    @Test
    void knowsItsBacklog() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            long perSecond = 1 + random.nextInt(5_000);
            long end = random.nextInt(3_000) * 1_000_003L;
            Schedule schedule = new Schedule(0, perSecond);
            int done = random.nextInt(3);
            LongStream.range(0, done).forEach(it -> schedule.advance());
            long due = 0;
            for (long n = 0; n * SECOND / perSecond < end; n++) {
                due++;
            }
            assertEquals(Math.max(0, due - done), schedule.unsentBefore(end));
        }
    }

    @Test
    void anOpenLoopCountsFromWhenItWasDueAlsoAfterAStall() {
        TakesDown lane = new TakesDown(3);
        OpenLoop loop = new OpenLoop(List.of(lane), 10, tally, () -> now);
        tally.measure(true);
        now = 0;
        loop.begin(now, Long.MAX_VALUE);
        loop.work(now);
        assertEquals(List.of(0L), lane.starts);
        now = SECOND; // Nobody was there for a second: ten more are due, there is room for two.
        loop.work(now);
        assertEquals(List.of(0L, SECOND / 10, SECOND / 5), lane.starts);
        assertEquals(List.of(0L, SECOND, SECOND), lane.saidAt);
        assertEquals(900_000_000L, tally.lags().greatestNanos(), 8_000_000);
        now += SECOND;
        lane.answer(3);
        loop.work(now);
        assertEquals(
                List.of(3 * SECOND / 10, 4 * SECOND / 10, SECOND / 2), lane.starts.subList(3, 6));
        loop.end(now);
        assertEquals(14, tally.unsentCount());
    }

    @Test
    void anOpenLoopGoesOnWithoutAnswers() {
        List<TakesDown> lanes = List.of(new TakesDown(50), new TakesDown(50));
        OpenLoop loop = new OpenLoop(lanes, 100, tally, () -> now);
        tally.measure(true);
        now = 0;
        loop.begin(now, Long.MAX_VALUE);
        while (now < SECOND) {
            loop.work(now);
            long wait = loop.waitMillis(now);
            now += wait == 0 ? 50_000 : wait * 1_000_000;
        }
        loop.end(SECOND);
        assertEquals(0, tally.unsentCount());
        lanes.forEach(it -> assertEquals(50, it.starts.size()));
        assertTrue(tally.lags().greatestNanos() <= 51_000, "it slept past the time");
    }

    @Test
    void anOpenLoopSleepsOnlyIfNothingCanBeSaid() {
        TakesDown lane = new TakesDown(2);
        OpenLoop loop = new OpenLoop(List.of(lane), 10, tally, () -> now);
        now = 0;
        loop.begin(now, Long.MAX_VALUE);
        loop.work(now);
        assertEquals(50, loop.waitMillis(now));
        assertEquals(7, loop.waitMillis(91_000_000));
        assertEquals(0, loop.waitMillis(99_000_000));
        assertEquals(0, loop.waitMillis(101_000_000), "it became due meanwhile");
        now = SECOND;
        loop.work(now);
        assertEquals(50, loop.waitMillis(now), "an answer must come first");
        lane.answer(1);
        loop.work(now);
        lane.answer(2);
        now += SECOND;
        loop.end(now);
        assertEquals(50, loop.waitMillis(now));
    }

    @Test
    void anOpenLoopSendsWhatWasDueJustBeforeItsEnd() {
        TakesDown lane = new TakesDown(10);
        OpenLoop loop = new OpenLoop(List.of(lane), 10, tally, () -> now);
        tally.measure(true);
        now = 0;
        loop.begin(now, Long.MAX_VALUE);
        loop.end(SECOND / 2);
        assertEquals(5, lane.starts.size());
        assertEquals(0, tally.unsentCount());
        now = 9 * SECOND;
        loop.work(now);
        assertEquals(5, lane.starts.size());
    }

    @Test
    void anOpenLoopPassesOverLanesWithoutRoom() {
        List<TakesDown> lanes = List.of(new TakesDown(1), new TakesDown(9), new TakesDown(1));
        OpenLoop loop = new OpenLoop(lanes, 1_000, tally, () -> now);
        now = 0;
        loop.begin(now, 6);
        now = SECOND;
        loop.work(now);
        assertEquals(1, lanes.get(0).starts.size());
        assertEquals(4, lanes.get(1).starts.size());
        assertEquals(1, lanes.get(2).starts.size());
        loop.end(now);
        assertEquals(0, tally.unsentCount());
    }

    @Test
    void aClosedLoopPutsAMessageInThePlaceOfEachAnswer() {
        TakesDown lane = new TakesDown(4);
        ClosedLoop loop = new ClosedLoop(List.of(lane), false, () -> now);
        lane.answer(0);
        assertEquals(0, lane.starts.size());
        loop.begin(now, 9);
        assertEquals(4, lane.starts.size());
        now = 5;
        lane.answer(3);
        assertEquals(7, lane.starts.size());
        assertEquals(5L, lane.starts.get(6));
        assertFalse(loop.isDone());
        lane.answer(4);
        assertEquals(9, lane.starts.size());
        lane.answer(2);
        assertTrue(loop.isDone());
    }

    @Test
    void aClosedLoopInBatchesWaitsForTheLastAnswer() {
        TakesDown lane = new TakesDown(4);
        ClosedLoop loop = new ClosedLoop(List.of(lane), true, () -> now);
        loop.begin(now, Long.MAX_VALUE);
        lane.answer(3);
        assertEquals(4, lane.starts.size());
        lane.answer(1);
        assertEquals(8, lane.starts.size());
        loop.end(now);
        lane.answer(4);
        assertEquals(8, lane.starts.size());
        assertTrue(loop.isDone());
    }
}
