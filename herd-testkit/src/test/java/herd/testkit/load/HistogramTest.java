package herd.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @Test
    void isNeverBelowTheTruthAndLessThanOnePartIn128Above() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int bits = 1 + random.nextInt(42);
            long[] times = new long[1 + random.nextInt(3_000)];
            histogram.clear();
            for (int i = 0; i < times.length; i++) {
                times[i] = random.nextLong() >>> (64 - 1 - random.nextInt(bits));
                histogram.record(times[i]);
            }
            Arrays.sort(times);
            for (int perMille : new int[] {1, 10, 500, 900, 990, 999, 1_000}) {
                int rank = Math.max(1, (int) Math.ceil(times.length * (perMille / 1_000.0) - 1e-9));
                assertClose(times[rank - 1], histogram.perMilleNanos(perMille));
            }
            assertEquals(times[0], histogram.leastNanos());
            assertEquals(times[times.length - 1], histogram.greatestNanos());
            assertEquals(Arrays.stream(times).average().orElseThrow(), histogram.meanNanos(), 1);
            assertEquals(times.length, histogram.count());
        }
    }

    private static void assertClose(long truth, long told) {
        assertTrue(told >= truth, () -> told + " is below " + truth);
        assertTrue(told - truth <= truth / 128, () -> told + " is far above " + truth);
    }

    @Test
    void visitsAllOfThemInOrder() {
        Random random = new Random(8);
        for (int i = 0; i < 10_000; i++) {
            histogram.record(random.nextLong() >>> (22 + random.nextInt(42)));
        }
        long[] latest = {-1};
        long[] count = {0};
        histogram.forEachCell(
                (nanos, times) -> {
                    assertTrue(nanos > latest[0]);
                    latest[0] = nanos;
                    count[0] += times;
                });
        assertEquals(10_000, count[0]);
        assertEquals(histogram.greatestNanos(), latest[0]);
    }

    @Test
    void takesTimesBeyondItsRangeForItsEnds() {
        histogram.record(Long.MAX_VALUE);
        histogram.record(-5);
        assertEquals(0, histogram.leastNanos());
        assertEquals(0, histogram.perMilleNanos(500));
        assertEquals(Histogram.MOST_NANOS, histogram.perMilleNanos(1_000));
        assertEquals(Histogram.MOST_NANOS, histogram.greatestNanos());
    }

    @Test
    void saysZeroWhenThereIsNothing() {
        histogram.record(5);
        histogram.clear();
        assertEquals(0, histogram.count());
        assertEquals(0, histogram.leastNanos());
        assertEquals(0, histogram.greatestNanos());
        assertEquals(0, histogram.meanNanos());
        assertEquals(0, histogram.perMilleNanos(990));
    }

    @Test
    void isDrawnWithARowForEachTenthOfADecade() {
        for (int i = 0; i < 100; i++) {
            histogram.record(i < 90 ? 1_100 : 2_400);
        }
        String[] rows = Bars.of(histogram).split("\n");
        assertEquals(4, rows.length);
        assertTrue(rows[0].matches("<= +1.25 us +#{50} +90 +90.000 %"), rows[0]);
        assertTrue(rows[1].matches("<= +1.60 us +0 +90.000 %"), rows[1]);
        assertTrue(rows[3].matches("<= +2.50 us +#{6} +10 +100.000 %"), rows[3]);
    }

    @Test
    void isDrawnAtItsEndsToo() {
        assertEquals("", Bars.of(histogram));
        histogram.record(0);
        histogram.record(Long.MAX_VALUE);
        String bars = Bars.of(histogram);
        assertTrue(bars.startsWith("<=      1 ns  #"), bars);
        assertTrue(bars.endsWith("1  100.000 %\n"), bars);
    }

    @Test
    void writesTimesWithThreeDigits() {
        assertEquals("0 ns", Times.text(0));
        assertEquals("999 ns", Times.text(999));
        assertEquals("1 us", Times.text(1_000));
        assertEquals("12.3 us", Times.text(12_345));
        assertEquals("1.23 ms", Times.text(1_234_567));
        assertEquals("123 s", Times.text(123_456_789_012.0));
        assertEquals("4398 s", Times.text(4_398_046_511_103.0));
    }
}
