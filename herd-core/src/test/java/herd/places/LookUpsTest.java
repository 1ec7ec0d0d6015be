package herd.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The governor of look-ups, in time made up by the test: a tick is a nanosecond. */
class LookUpsTest {

    private static final long MINUTE = 60_000_000_000L;
    private static final PlacesQuery HERE = PlacesQuery.of("+1+1", "1");
    private static final PlacesQuery THERE = PlacesQuery.of("+2+2", "1");
    private static final PlacesQuery ELSEWHERE = PlacesQuery.of("+3+3", "1");
    private static final PlacesAnswer SOME = PlacesAnswer.found(new byte[] {'{', '}'});
    private static final PlacesAnswer FAILED =
            new Unavailable(Status.UNKNOWN_ERROR, "no such service");

    /** Remembers what was started and abandoned; tokens are given out from 1. */
    private static final class Service implements LookUps.Requests {
        final List<PlacesQuery> started = new ArrayList<>();
        final List<Long> deadlines = new ArrayList<>();
        final List<Long> tokens = new ArrayList<>();
        final List<Long> abandoned = new ArrayList<>();

        @Override
        public void start(PlacesQuery query, long deadlineNanos, long token) {
            started.add(query);
            deadlines.add(deadlineNanos);
            tokens.add(token);
        }

        @Override
        public void abandon(long token) {
            abandoned.add(token);
        }
    }

    private final Service service = new Service();
    private final List<PlacesAnswer> heard = new ArrayList<>();

    private LookUps lookUps(int inFlight, int queued) {
        return new LookUps(new LookUpLimits(inFlight, queued, 100, 0), service);
    }

    private static Status status(PlacesAnswer answer) {
        return assertInstanceOf(Unavailable.class, answer).status();
    }

    @Test
    void asksAtOnceAndHandsOnTheAnswer() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, heard::add);
        assertEquals(List.of(HERE), service.started);
        assertEquals(List.of(50L), service.deadlines);
        lookUps.finished(service.tokens.get(0), SOME, 10);
        assertEquals(1, heard.size());
        assertSame(SOME, heard.get(0));
        assertEquals(0, lookUps.waiting());
        assertEquals(Long.MAX_VALUE, lookUps.nextDeadline());
    }

    @Test
    void sharesOneRequestAmongAllWhoAskTheSame() {
        LookUps lookUps = lookUps(1, 0);
        for (int i = 0; i < 5; i++) {
            lookUps.ask(HERE, 50, i, heard::add);
        }
        assertEquals(1, service.started.size());
        lookUps.finished(service.tokens.get(0), SOME, 10);
        assertEquals(5, heard.size());
        heard.forEach(answer -> assertSame(SOME, answer));
        assertEquals(4, lookUps.shared());
    }

    @Test
    void keepsNoAnswerForThoseWhoComeLater() {
        LookUps lookUps = lookUps(1, 0);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.finished(service.tokens.get(0), SOME, 1);
        lookUps.ask(HERE, 50, 2, heard::add);
        assertEquals(List.of(HERE, HERE), service.started);
    }

    @Test
    void hasOnlySoManyOutAndStartsTheRestInOrder() {
        LookUps lookUps = lookUps(1, 2);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.ask(THERE, 50, 0, heard::add);
        lookUps.ask(ELSEWHERE, 50, 0, heard::add);
        assertEquals(List.of(HERE), service.started);
        assertEquals(2, lookUps.queued());
        lookUps.finished(service.tokens.get(0), SOME, 1);
        assertEquals(List.of(HERE, THERE), service.started);
        lookUps.finished(service.tokens.get(1), FAILED, 2);
        assertEquals(List.of(HERE, THERE, ELSEWHERE), service.started);
        assertEquals(1, lookUps.inFlight());
    }

    @Test
    void sharesWithOneThatIsStillQueued() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.ask(THERE, 50, 0, heard::add);
        lookUps.ask(THERE, 70, 0, heard::add);
        lookUps.finished(service.tokens.get(0), SOME, 1);
        assertEquals(List.of(HERE, THERE), service.started);
        assertEquals(70, service.deadlines.get(1));
    }

    @Test
    void refusesAtOnceWhatTheQueueCannotHold() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, answer -> {});
        lookUps.ask(THERE, 50, 0, answer -> {});
        lookUps.ask(ELSEWHERE, 50, 0, heard::add);
        assertEquals(Status.OVER_QUERY_LIMIT, status(heard.get(0)));
        assertEquals(2, lookUps.waiting());
    }

    @Test
    void refusesMoreAskersThanItMayHold() {
        LookUps lookUps = new LookUps(new LookUpLimits(1, 1, 2, 0), service);
        lookUps.ask(HERE, 50, 0, answer -> {});
        lookUps.ask(HERE, 50, 0, answer -> {});
        lookUps.ask(HERE, 50, 0, heard::add);
        assertEquals(Status.OVER_QUERY_LIMIT, status(heard.get(0)));
    }

    @Test
    void answersAtTheDeadlineAndAbandonsTheRequest() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.woken(49);
        assertEquals(List.of(), heard);
        assertEquals(50, lookUps.nextDeadline());
        lookUps.woken(50);
        assertEquals(Status.UNKNOWN_ERROR, status(heard.get(0)));
        assertEquals(service.tokens, service.abandoned);
        lookUps.finished(service.tokens.get(0), SOME, 51);
        assertEquals(1, heard.size());
    }

    @Test
    void answersAtTheDeadlineWhatNeverLeftTheQueue() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 100, 0, answer -> {});
        lookUps.ask(THERE, 50, 0, heard::add);
        lookUps.woken(50);
        assertEquals(Status.UNKNOWN_ERROR, status(heard.get(0)));
        assertEquals(0, lookUps.queued());
        assertEquals(List.of(), service.abandoned);
        lookUps.finished(service.tokens.get(0), SOME, 51);
        assertEquals(List.of(HERE), service.started);
    }

    @Test
    void answersOneWhoseDeadlineHasPassedAlready() {
        lookUps(1, 1).ask(HERE, 50, 50, heard::add);
        assertEquals(Status.UNKNOWN_ERROR, status(heard.get(0)));
        assertEquals(List.of(), service.started);
    }

    @Test
    void anAnswerThatComesAtTheDeadlineIsTooLate() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.finished(service.tokens.get(0), SOME, 50);
        assertEquals(Status.UNKNOWN_ERROR, status(heard.get(0)));
    }

    @Test
    void asksAgainForThoseWhoJoinedARequestThatRanOutOfTime() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, answer -> {});
        lookUps.ask(HERE, 90, 40, heard::add);
        lookUps.woken(50);
        assertEquals(List.of(1L), service.abandoned);
        assertEquals(List.of(50L, 90L), service.deadlines);
        lookUps.finished(2, SOME, 60);
        assertSame(SOME, heard.get(0));
    }

    @Test
    void asksAgainWhenTheServiceItselfReportsThatTimeRanOut() {
        LookUps lookUps = lookUps(1, 1);
        List<PlacesAnswer> first = new ArrayList<>();
        lookUps.ask(HERE, 50, 0, first::add);
        lookUps.ask(HERE, 90, 40, heard::add);
        lookUps.finished(1, FAILED, 50);
        assertEquals(1, first.size());
        assertEquals(List.of(), heard);
        lookUps.finished(2, FAILED, 60);
        assertSame(FAILED, heard.get(0));
    }

    @Test
    void asksAgainInFrontOfThoseWhoWait() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, answer -> {});
        lookUps.ask(HERE, 90, 40, heard::add);
        lookUps.ask(THERE, 90, 41, heard::add);
        lookUps.woken(50);
        assertEquals(List.of(HERE, HERE), service.started);
    }

    @Test
    void handsAFailureToAllWhoSharedTheRequest() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.ask(HERE, 60, 10, heard::add);
        lookUps.finished(1, FAILED, 20);
        assertEquals(List.of(FAILED, FAILED), heard);
        assertEquals(2, lookUps.failed());
    }

    @Test
    void forgetsOneThatCancels() {
        LookUps lookUps = lookUps(1, 1);
        long ticket = lookUps.ask(HERE, 50, 0, heard::add);
        List<PlacesAnswer> other = new ArrayList<>();
        lookUps.ask(HERE, 60, 0, other::add);
        lookUps.cancel(ticket, 1);
        assertEquals(List.of(), service.abandoned);
        lookUps.finished(1, SOME, 2);
        assertEquals(List.of(), heard);
        assertEquals(1, other.size());
        lookUps.cancel(ticket, 3);
    }

    @Test
    void abandonsARequestThatNobodyWaitsForAndStartsTheNext() {
        LookUps lookUps = lookUps(1, 1);
        long ticket = lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.ask(THERE, 50, 0, heard::add);
        lookUps.cancel(ticket, 1);
        assertEquals(List.of(1L), service.abandoned);
        assertEquals(List.of(HERE, THERE), service.started);
    }

    @Test
    void neverStartsWhatWasCancelledInTheQueue() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.cancel(lookUps.ask(THERE, 50, 0, heard::add), 1);
        lookUps.finished(1, SOME, 2);
        assertEquals(List.of(HERE), service.started);
        assertEquals(1, heard.size());
    }

    @Test
    void spendsNoMoreInAnyMinuteThanItsBudget() {
        LookUpLimits limits = new LookUpLimits(9, 9, 9, 2);
        LookUps lookUps = new LookUps(limits, service);
        long[] times = {0, 40, MINUTE - 1, MINUTE, MINUTE + 39, MINUTE + 40};
        for (long now : times) {
            lookUps.ask(HERE, now + 9, now, heard::add);
            lookUps.finished(service.tokens.size(), SOME, now);
        }
        List<Boolean> found = heard.stream().map(answer -> answer == SOME).toList();
        assertEquals(List.of(true, true, false, true, false, true), found);
        assertEquals(Status.OVER_QUERY_LIMIT, status(heard.get(2)));
    }

    @Test
    void sharingCostsNothingOfTheBudget() {
        LookUps lookUps = new LookUps(LookUpLimits.DEFAULT.withPerMinute(1), service);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.ask(HERE, 50, 1, heard::add);
        lookUps.finished(1, SOME, 2);
        assertEquals(List.of(SOME, SOME), heard);
    }

    @Test
    void answersAllWhenItStopsAndTakesNoMore() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.ask(HERE, 60, 0, heard::add);
        lookUps.ask(THERE, 50, 0, heard::add);
        lookUps.stop();
        lookUps.ask(ELSEWHERE, 50, 0, heard::add);
        assertEquals(4, heard.size());
        heard.forEach(answer -> assertEquals(Status.UNKNOWN_ERROR, status(answer)));
        assertEquals(List.of(1L), service.abandoned);
        assertEquals(List.of(HERE), service.started);
        lookUps.finished(1, SOME, 5);
        lookUps.woken(100);
        assertEquals(4, heard.size());
    }

    @Test
    void canBeAskedFromWithinAnAnswer() {
        LookUps lookUps = lookUps(1, 0);
        lookUps.ask(HERE, 50, 0, answer -> lookUps.ask(HERE, 90, 10, heard::add));
        lookUps.finished(1, SOME, 10);
        assertEquals(List.of(HERE, HERE), service.started);
        lookUps.finished(2, SOME, 11);
        assertEquals(1, heard.size());
    }

    @Test
    void canBeAnsweredFromWithinAStart() {
        LookUps[] made = new LookUps[1];
        made[0] =
                new LookUps(
                        LookUpLimits.DEFAULT,
                        new LookUps.Requests() {
                            @Override
                            public void start(PlacesQuery query, long deadline, long token) {
                                made[0].finished(token, SOME, 0);
                            }

                            @Override
                            public void abandon(long token) {}
                        });
        made[0].ask(HERE, 50, 0, heard::add);
        assertEquals(List.of(SOME), heard);
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new LookUpLimits(0, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new LookUpLimits(1, -1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new LookUpLimits(1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new LookUpLimits(1, 1, 1, -1));
    }
}
