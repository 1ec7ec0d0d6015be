package herd.flood;

import herd.protocol.AtLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Random;

/** AT lines for tests, as text, and an order of them that shares nothing with the product. */
final class Lines {

    static final String PLACE = "+34.068930-118.445127";

    private Lines() {}

    /** The line that a server builds from an IAMAT with that time, received at that time. */
    static String line(String origin, String id, String place, String time, String receipt) {
        BigDecimal difference = nanos(receipt).subtract(nanos(time));
        String sign = difference.signum() < 0 ? "-" : "+";
        String digits = difference.abs().setScale(9).toPlainString();
        return "AT " + origin + " " + sign + digits + " " + id + " " + place + " " + time;
    }

    static AtLine read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        AtLine line = new AtLine();
        if (!line.read(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("not an AT line: " + text);
        }
        return line;
    }

    static String text(RecordView view) {
        return new String(view.bytes(), view.offset(), view.length(), StandardCharsets.ISO_8859_1);
    }

    static String id(String line) {
        return line.split(" ")[3];
    }

    /** A line like many others: few clients, few times, few servers, so that ties are frequent. */
    static String tie(Random random, String id) {
        String[] origins = {"Hill", "Jaquez", "Smith", "Hil"};
        String[] times = {"1000", "1000.0", "1000.000000001", "999.999999999", "01000", "5000"};
        String[] more = {"200000000000000000.000000001", "99999999999", "0", "1000.0000000001"};
        String[] receipts = {"1000", "1000.5", "999.999999999", "1001", "0", "1000.000000001"};
        String[] places = {PLACE, "+1.5-2.25", "-0+0"};
        String time = random.nextInt(4) > 0 ? any(random, times) : any(random, more);
        return line(any(random, origins), id, any(random, places), time, any(random, receipts));
    }

    static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Rule 2, as plainly as can be. */
    static Comparator<String> order(long maxFutureNanos) {
        Comparator<Spelled> order = spelledOrder(maxFutureNanos);
        return (one, other) -> order.compare(new Spelled(one), new Spelled(other));
    }

    /** The same for lines whose numbers are read already. */
    static Comparator<Spelled> spelledOrder(long maxFutureNanos) {
        BigDecimal maxFuture = BigDecimal.valueOf(maxFutureNanos, 9);
        return Comparator.<Spelled, BigDecimal>comparing(
                        line -> line.time().min(line.receipt().add(maxFuture)))
                .thenComparing(Spelled::time)
                .thenComparing(Spelled::receipt, Comparator.reverseOrder())
                .thenComparing(Spelled::origin, Comparator.reverseOrder())
                .thenComparing(Spelled::text);
    }

    private static BigDecimal nanos(String time) {
        return new BigDecimal(time).setScale(9, RoundingMode.DOWN);
    }

    /** A line and what it says, exactly. */
    record Spelled(String text, String origin, BigDecimal time, BigDecimal receipt) {

        Spelled(String text) {
            this(text, text.split(" "));
        }

        private Spelled(String text, String[] fields) {
            this(text, fields[1], nanos(fields[5]), nanos(fields[5]).add(nanos(fields[2])));
        }
    }
}
