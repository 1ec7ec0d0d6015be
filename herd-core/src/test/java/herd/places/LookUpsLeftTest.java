package herd.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a look-up whose askers do not all wait for its answer: their time is up, or they
 * cancel.
 */
class LookUpsLeftTest {

    private static final PlacesQuery HERE = PlacesQuery.of("+1+1", "1");
    private static final PlacesQuery THERE = PlacesQuery.of("+2+2", "1");
    private static final PlacesAnswer SOME = PlacesAnswer.found(new byte[] {'{', '}'});
    private static final PlacesAnswer FAILED =
            new Unavailable(Status.UNKNOWN_ERROR, "no such service");

    private final RequestsSeen service = new RequestsSeen();
    private final List<PlacesAnswer> heard = new ArrayList<>();
    private final LookUps lookUps = new LookUps(new LookUpLimits(1, 1, 100, 0), service);

    private static Status status(PlacesAnswer answer) {
        return assertInstanceOf(Unavailable.class, answer).status();
    }

    @Test
    void answersAtTheDeadlineAndAbandonsTheRequest() {
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
        lookUps.ask(HERE, 50, 50, heard::add);
        assertEquals(Status.UNKNOWN_ERROR, status(heard.get(0)));
        assertEquals(List.of(), service.started);
    }

    @Test
    void anAnswerThatComesAtTheDeadlineIsTooLate() {
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.finished(service.tokens.get(0), SOME, 50);
        assertEquals(Status.UNKNOWN_ERROR, status(heard.get(0)));
    }

    @Test
    void asksAgainForThoseWhoJoinedARequestThatRanOutOfTime() {
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
        lookUps.ask(HERE, 50, 0, answer -> {});
        lookUps.ask(HERE, 90, 40, heard::add);
        lookUps.ask(THERE, 90, 41, heard::add);
        lookUps.woken(50);
        assertEquals(List.of(HERE, HERE), service.started);
    }

    @Test
    void forgetsOneThatCancels() {
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
        long ticket = lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.ask(THERE, 50, 0, heard::add);
        lookUps.cancel(ticket, 1);
        assertEquals(List.of(1L), service.abandoned);
        assertEquals(List.of(HERE, THERE), service.started);
    }

    @Test
    void neverStartsWhatWasCancelledInTheQueue() {
        lookUps.ask(HERE, 50, 0, heard::add);
        lookUps.cancel(lookUps.ask(THERE, 50, 0, heard::add), 1);
        lookUps.finished(1, SOME, 2);
        assertEquals(List.of(HERE), service.started);
        assertEquals(1, heard.size());
    }
}
