package herd.places.google;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.places.google.Breaker.Permit;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long SECOND = 1_000_000_000L;

    private final Breaker breaker = new Breaker();

    private void fail(int times, long nowNanos) {
        for (int i = 0; i < times; i++) {
            breaker.failed(breaker.permit(nowNanos), nowNanos);
        }
    }

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4, 0);
        assertEquals(Permit.YES, breaker.permit(0));
        fail(1, 0);
        assertEquals(Permit.NO, breaker.permit(0));
    }

    @Test
    void anAnswerBetweenFailuresStartsTheCountAnew() {
        fail(4, 0);
        breaker.answered();
        fail(4, 0);
        assertEquals(Permit.YES, breaker.permit(0));
    }

    @Test
    void letsOneTryAfterASecond() {
        fail(5, 0);
        assertEquals(Permit.NO, breaker.permit(SECOND - 1));
        assertEquals(Permit.PROBE, breaker.permit(SECOND));
        assertEquals(Permit.NO, breaker.permit(SECOND));
        breaker.answered();
        assertEquals(Permit.YES, breaker.permit(SECOND));
    }

    @Test
    void staysOpenTwiceAsLongAfterEachProbeThatFails() {
        fail(5, 0);
        long now = 0;
        long[] seconds = {1, 2, 4, 8, 16, 30, 30};
        for (long open : seconds) {
            assertEquals(Permit.NO, breaker.permit(now + open * SECOND - 1), "open " + open);
            now += open * SECOND;
            assertEquals(Permit.PROBE, breaker.permit(now), "open " + open);
            breaker.failed(Permit.PROBE, now);
        }
    }

    @Test
    void startsWithASecondAgainAfterItWasClosed() {
        fail(5, 0);
        breaker.permit(SECOND);
        breaker.failed(Permit.PROBE, SECOND);
        breaker.answered();
        fail(5, 0);
        assertEquals(Permit.PROBE, breaker.permit(SECOND));
    }

    @Test
    void failuresOfThoseOnTheirWayDoNotKeepItOpenLonger() {
        fail(5, 0);
        for (int i = 0; i < 30; i++) {
            breaker.failed(Permit.YES, SECOND / 2);
        }
        assertEquals(Permit.PROBE, breaker.permit(SECOND));
    }

    @Test
    void lendsTheProbeToAnotherWhenItIsGivenUp() {
        fail(5, 0);
        breaker.gaveUp(breaker.permit(SECOND));
        assertEquals(Permit.PROBE, breaker.permit(SECOND));
    }

    @Test
    void backsOffLongerEachTimeAndNeverInStep() {
        assertEquals(50_000_000, Call.backOffNanos(1, 0));
        assertEquals(100_000_000, Call.backOffNanos(1, 1));
        assertEquals(200_000_000, Call.backOffNanos(3, 0));
        assertEquals(400_000_000, Call.backOffNanos(3, 1));
        assertTrue(Call.backOffNanos(2, 0.3) < Call.backOffNanos(2, 0.4));
    }
}
