package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Found;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import herd.places.PlacesQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Which questions an {@link OfflineService} answers on the caller's thread. Its worker is held up, idle
 * as far as the service can see, in what follows from its last answer: so what it is given is not
 * answered before the test says so, and what is answered all the same was answered at once.
 */
@Timeout(20)
class AtOnceTest {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** Two kilometres about as many places as may be looked at, and about one more. */
    private static final PlacesQuery MOST = PlacesQuery.of("+10.0+10.0", "2");

    private static final PlacesQuery ONE_MORE = PlacesQuery.of("+20.0+20.0", "2");

    /** Goes on by a microsecond with every look, and by as much as the test likes. */
    private static final class Clock implements LongSupplier {
        private long nanos = Long.MAX_VALUE - 10_000;

        @Override
        public long getAsLong() {
            nanos += 1_000;
            return nanos;
        }

        void goOn(long by) {
            nanos += by;
        }
    }

    private final Clock clock = new Clock();
    private final CountDownLatch load = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch again = new CountDownLatch(1);
    private final OfflineService service =
            new OfflineService(
                    () -> {
                        await(load);
                        return places();
                    },
                    clock);

    @BeforeEach
    void holdUpTheWorkerOnceItHasLoaded() {
        CountDownLatch held = holdUpAfter(ask(MOST), goOn);
        load.countDown();
        await(held);
        clock.goOn(DutyCycle.MORE_NANOS);
    }

    @AfterEach
    void end() {
        goOn.countDown();
        again.countDown();
        service.close();
    }

    @Test
    void answersAQuestionThatComesByItself() {
        CompletableFuture<PlacesAnswer> answer = ask(MOST);
        assertTrue(answer.isDone());
        assertArrayEquals(places().nearby(10, 10, 2_000), json(answer));
    }

    @Test
    void leavesWhatIsMoreWorkToTheWorker() {
        CompletableFuture<PlacesAnswer> crowded = ask(ONE_MORE);
        assertFalse(crowded.isDone());
        goOn.countDown();
        assertArrayEquals(places().nearby(20, 20, 2_000), json(crowded));
    }

    @Test
    void leavesEverythingToTheWorkerWhileItHasSomethingToDo() {
        CompletableFuture<PlacesAnswer> crowded = ask(ONE_MORE);
        clock.goOn(1_000_000_000);
        CompletableFuture<PlacesAnswer> next = ask(MOST);
        assertFalse(crowded.isDone() || next.isDone());
        goOn.countDown();
        assertArrayEquals(places().nearby(10, 10, 2_000), json(next));
    }

    @Test
    void pausesThreeTimesAsLongAsAnAnswerTook() {
        assertTrue(ask(MOST).isDone(), "took 1 us");
        clock.goOn(1_998);
        assertFalse(ask(MOST).isDone(), "2.998 us later");
    }

    @Test
    void goesOnAfterThePause() {
        for (int i = 0; i < 100; i++) {
            assertTrue(ask(MOST).isDone(), "round " + i);
            clock.goOn(2_000);
        }
    }

    /** The worker may be done with the first of a burst before the others have been read. */
    @Test
    void answersNothingForAMillisecondAfterTheWorkerWasGivenAQuestion() {
        handOverAndGoOn(DutyCycle.MORE_NANOS - 2_001);
        assertFalse(ask(MOST).isDone());
    }

    @Test
    void goesOnAMillisecondAfterTheWorkerWasGivenAQuestion() {
        handOverAndGoOn(DutyCycle.MORE_NANOS - 2_000);
        assertTrue(ask(MOST).isDone());
    }

    @Test
    void isNotHeldUpForEverByAQuestionThatWasGivenUp() {
        CompletableFuture<PlacesAnswer> crowded = ask(ONE_MORE);
        assertTrue(crowded.cancel(true));
        CompletableFuture<PlacesAnswer> last = ask(ONE_MORE);
        CountDownLatch held = holdUpAfter(last, again);
        goOn.countDown();
        await(held);
        clock.goOn(DutyCycle.MORE_NANOS);
        assertTrue(ask(MOST).isDone());
    }

    @Test
    void answersNothingOnceItIsClosed() {
        service.close();
        assertEquals(
                new Unavailable(Status.UNKNOWN_ERROR, "the offline places are closed"),
                ask(MOST).getNow(null));
    }

    @Test
    void answersAllThatMayWaitAndRefusesOneMore() {
        List<CompletableFuture<PlacesAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < OfflineService.MOST_WAITING; i++) {
            answers.add(ask(ONE_MORE));
        }
        Unavailable refused = assertInstanceOf(Unavailable.class, ask(MOST).join());
        assertEquals(Status.OVER_QUERY_LIMIT, refused.status());
        CountDownLatch held = holdUpAfter(answers.get(answers.size() - 1), again);
        goOn.countDown();
        answers.forEach(answer -> assertInstanceOf(Found.class, answer.join()));
        await(held);
        clock.goOn(DutyCycle.MORE_NANOS);
        assertTrue(ask(MOST).isDone(), "nothing of all that waits any more");
    }

    /** The clock was looked at twice for the first question; the worker is idle afterwards. */
    private void handOverAndGoOn(long nanos) {
        CountDownLatch held = holdUpAfter(ask(ONE_MORE), again);
        goOn.countDown();
        await(held);
        clock.goOn(nanos);
    }

    /** Has the worker wait when it has answered; returns what tells that it does. */
    private static CountDownLatch holdUpAfter(
            CompletableFuture<PlacesAnswer> answer, CountDownLatch until) {
        CountDownLatch held = new CountDownLatch(1);
        assertFalse(answer.isDone());
        answer.thenRun(
                () -> {
                    held.countDown();
                    await(until);
                });
        return held;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<PlacesAnswer> ask(PlacesQuery query) {
        return service.nearby(query, DEADLINE).toCompletableFuture();
    }

    private static byte[] json(CompletableFuture<PlacesAnswer> answer) {
        return assertInstanceOf(Found.class, answer.join()).json();
    }

    private static OfflinePlaces places() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i <= OfflineService.MOST_AT_ONCE; i++) {
            if (i > 0) {
                rows.add(PlaceRows.row("a" + i, "locality", "A", 10 + i * 1e-4, 10, i));
            }
            rows.add(PlaceRows.row("b" + i, "locality", "B", 20, 20 - i * 1e-4, i));
        }
        return PlaceRows.places(rows.toArray(String[]::new));
    }
}
