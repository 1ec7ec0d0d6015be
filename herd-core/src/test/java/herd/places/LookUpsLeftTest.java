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

    /** The ticket of the first asker's second question. */
    private long again;

    private static Status status(PlacesAnswer answer) {
        return assertInstanceOf(Unavailable.class, answer).status();
    }

    /**
     * Lets a request come back too late for the first of two askers, who asks the same again at
     * once, which starts request 2; the other, with time left until 90, waits for that.
     *
     * @return the other's ticket
     */
    private long oneHandedOver() {
        lookUps.ask(HERE, 50, 0, late -> again = lookUps.ask(HERE, 80, 50, heard::add));
        long handedOver = lookUps.ask(HERE, 90, 40, heard::add);
        lookUps.finished(1, FAILED, 50);
        assertEquals(List.of(HERE, HERE), service.started);
        return handedOver;
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
    void answersThoseOfALateRequestWithTheOneStartedMeanwhile() {
        oneHandedOver();
        lookUps.finished(2, SOME, 60);
        assertEquals(List.of(SOME, SOME), heard);
        assertEquals(2, lookUps.started());
    }

    @Test
    void abandonsTheRequestStartedMeanwhileWhenAllOfThemCancel() {
        long handedOver = oneHandedOver();
        lookUps.cancel(again, 51);
        assertEquals(List.of(), service.abandoned);
        lookUps.cancel(handedOver, 52);
        assertEquals(List.of(2L), service.abandoned);
        assertEquals(0, lookUps.inFlight());
    }

    @Test
    void asksOnceMoreForThoseWithMoreTimeThanTheRequestStartedMeanwhile() {
        oneHandedOver();
        lookUps.woken(80);
        assertEquals(List.of(2L), service.abandoned);
        assertEquals(90, service.deadlines.get(2));
        lookUps.woken(90);
        assertEquals(List.of(2L, 3L), service.abandoned);
        assertEquals(2, heard.size());
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
