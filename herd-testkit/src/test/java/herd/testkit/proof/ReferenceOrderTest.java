package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.flood.FloodRules;
import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md, Flooding, rule 2: the product and the second opinion agree. */
class ReferenceOrderTest {

    private static final long MAX_FUTURE_NANOS = 2_000_000_000L;

    private final Random random = new Random(1);

    @Test
    void agreesWithTheProduct() {
        FloodRules rules = new FloodRules(MAX_FUTURE_NANOS, true);
        ReferenceOrder order = new ReferenceOrder(MAX_FUTURE_NANOS);
        int[] outcomes = new int[3];
        for (int i = 0; i < 50_000; i++) {
            AtLine one = anyLine();
            AtLine other = anyLine();
            int expected = Integer.signum(order.compare(read(text(one)), read(text(other))));
            assertEquals(
                    expected,
                    Integer.signum(rules.compare(one, other)),
                    () -> text(one) + " and " + text(other));
            outcomes[expected + 1]++;
        }
        assertTrue(outcomes[0] > 1_000 && outcomes[1] > 10 && outcomes[2] > 1_000);
    }

    @Test
    void readsTimesExactly() {
        ReferenceLine line = read("AT Hill -1.000000001 kiwi +1-1 007.1234567899");
        assertEquals("7123456789", line.timeNanos().toString());
        assertEquals("6123456788", line.receiptNanos().toString());
        assertEquals("Hill", line.origin());
        assertEquals("kiwi", line.id());
    }

    @Test
    void refusesWhatNoServerBuilt() {
        assertThrows(IllegalArgumentException.class, () -> read("AT Hill +1.0 kiwi +1-1"));
        assertThrows(IllegalArgumentException.class, () -> read("? Hill +1.0 kiwi +1-1 5"));
    }

    private AtLine anyLine() {
        String[] times = {"5", "5.0", "5.000000001", "5.0000000011", "7", "9.5", "999999999999"};
        String iamat = "IAMAT c " + any("+1-1", "+2-2") + ' ' + any(times);
        byte[] bytes = iamat.getBytes(StandardCharsets.ISO_8859_1);
        CommandReader reader = new CommandReader();
        reader.read(bytes, 0, bytes.length);
        AtLine line = new AtLine();
        long receiptNanos = 5_000_000_000L + random.nextInt(3) * 1_000_000_000L + random.nextInt(2);
        line.compose(
                reader, any("Hill", "Smith").getBytes(StandardCharsets.ISO_8859_1), receiptNanos);
        return line;
    }

    private String any(String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String text(AtLine line) {
        return new String(line.bytes(), line.offset(), line.length(), StandardCharsets.ISO_8859_1);
    }

    private static ReferenceLine read(String text) {
        return ReferenceLine.read(text);
    }
}
