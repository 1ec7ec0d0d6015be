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

/**
 * What the governor of look-ups asks of the service for those who wait for it, in time made up by
 * the test: a tick is a nanosecond.
 */
class LookUpsTest {

    private static final long MINUTE = 60_000_000_000L;
    private static final PlacesQuery HERE = PlacesQuery.of("+1+1", "1");
    private static final PlacesQuery THERE = PlacesQuery.of("+2+2", "1");
    private static final PlacesQuery ELSEWHERE = PlacesQuery.of("+3+3", "1");
    private static final PlacesAnswer SOME = PlacesAnswer.found(new byte[] {'{', '}'});
    private static final PlacesAnswer FAILED =
            new Unavailable(Status.UNKNOWN_ERROR, "no such service");

    private final RequestsSeen service = new RequestsSeen();
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
    void handsAFailureToAllWhoSharedTheRequest() {
        LookUps lookUps = lookUps(1, 1);
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.ask(HERE, 60, 10, heard::add);
        lookUps.finished(1, FAILED, 20);
        assertEquals(List.of(FAILED, FAILED), heard);
        assertEquals(2, lookUps.failed());
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
