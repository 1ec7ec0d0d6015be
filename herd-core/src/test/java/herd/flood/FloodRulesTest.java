package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.AtLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of records: PROTOCOL.md, Flooding, rule 2. */
class FloodRulesTest {

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final FloodRules rules = new FloodRules(DAY_NANOS, true);

    @Test
    void theLaterTimeReplaces() {
        assertReplaces(
                Lines.line("Smith", "kiwi", "+1+1", "1000.000000001", "1000"),
                Lines.line("Hill", "kiwi", "+2+2", "1000", "1000"));
    }

    @Test
    void aTimeInTheFarFutureCountsAsOneDayAfterItsReceipt() {
        String future = Lines.line("Hill", "kiwi", "+1+1", "32503680000", "1000");
        assertReplaces(future, Lines.line("Hill", "kiwi", "+1+1", "87400", "1001"));
        assertReplaces(Lines.line("Hill", "kiwi", "+1+1", "87400.000000001", "87400"), future);
    }

    @Test
    void ofTwoInTheFarFutureWithOneReceiptTheLaterReplaces() {
        assertReplaces(
                Lines.line("Hill", "kiwi", "+1+1", "999999999999999999", "1000"),
                Lines.line("Hill", "kiwi", "+1+1", "999999999999999998", "1000"));
    }

    @Test
    void forOneTimeTheFirstReceiptReplaces() {
        assertReplaces(
                Lines.line("Smith", "kiwi", "+1+1", "1000", "1000.1"),
                Lines.line("Hill", "kiwi", "+2+2", "1000.0", "1000.100000001"));
    }

    @Test
    void forOneReceiptTheSmallerNameReplaces() {
        assertReplaces(
                Lines.line("Hil", "kiwi", "+1+1", "1000", "1000"),
                Lines.line("Hill", "kiwi", "+2+2", "1000", "1000"));
    }

    @Test
    void forOneNameTheLargerBytesReplace() {
        assertReplaces(
                Lines.line("Hill", "kiwi", "+1+2", "1000", "1000"),
                Lines.line("Hill", "kiwi", "+1+1", "1000", "1000"));
        assertReplaces(
                Lines.line("Hill", "kiw\u00ff", "+1+1", "1000", "1000"),
                Lines.line("Hill", "kiwi", "+1+1", "1000", "1000"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 500_000_000, DAY_NANOS, Long.MAX_VALUE})
    void isTheOrderOfAnIndependentComparison(long maxFutureNanos) {
        FloodRules tried = new FloodRules(maxFutureNanos, true);
        Comparator<String> order = Lines.order(maxFutureNanos);
        Random random = new Random(maxFutureNanos);
        for (int i = 0; i < 20_000; i++) {
            String one = Lines.tie(random, "kiwi");
            String other = random.nextInt(20) == 0 ? one : Lines.tie(random, "kiwi");
            AtLine oneLine = Lines.read(one);
            AtLine otherLine = Lines.read(other);
            int expected = Integer.signum(order.compare(one, other));
            assertEquals(
                    expected,
                    Integer.signum(tried.compare(oneLine, otherLine)),
                    () -> one + " / " + other);
            if (tried.rank(oneLine) > tried.rank(otherLine)) {
                assertEquals(1, expected, () -> "rank of " + one + " / " + other);
            }
        }
    }

    @Test
    void isATotalOrder() {
        Random random = new Random(3);
        List<String> texts = new ArrayList<>();
        List<AtLine> lines = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            texts.add(Lines.tie(random, "c" + random.nextInt(2)));
            lines.add(Lines.read(texts.get(i)));
        }
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < lines.size(); j++) {
                int order = Integer.signum(rules.compare(lines.get(i), lines.get(j)));
                assertEquals(-order, Integer.signum(rules.compare(lines.get(j), lines.get(i))));
                assertEquals(texts.get(i).equals(texts.get(j)), order == 0);
                for (AtLine third : lines) {
                    if (order > 0 && rules.compare(lines.get(j), third) > 0) {
                        assertTrue(rules.compare(lines.get(i), third) > 0);
                    }
                }
            }
        }
    }

    @Test
    void refusesANegativeFuture() {
        assertThrows(IllegalArgumentException.class, () -> new FloodRules(-1, true));
    }

    private void assertReplaces(String newer, String older) {
        AtLine one = Lines.read(newer);
        AtLine other = Lines.read(older);
        assertTrue(rules.compare(one, other) > 0, () -> newer + " should replace " + older);
        assertTrue(rules.compare(other, one) < 0, () -> older + " should not replace " + newer);
        assertTrue(rules.rank(one) >= rules.rank(other));
    }
}
