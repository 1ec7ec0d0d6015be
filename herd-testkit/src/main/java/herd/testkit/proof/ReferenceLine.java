package herd.testkit.proof;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An AT line read slowly and plainly, from its text alone: a second opinion on what the product reads.
 *
 * @param text the line, one character a byte, without its end
 * @param timeNanos the client's time since 1970; digits after the ninth do not count
 * @param receiptNanos the time plus the difference: the server's clock when the report came
 */
record ReferenceLine(
        String text,
        String origin,
        String id,
        String coordinates,
        String time,
        BigInteger timeNanos,
        BigInteger receiptNanos) {

    private static final int FIELDS = 6;

    /** Reads a line that some server built; anything else is an {@link IllegalArgumentException}. */
    static ReferenceLine read(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != FIELDS || !fields[0].equals("AT")) {
            throw new IllegalArgumentException("not an AT line: " + text);
        }
        BigInteger time = nanos(fields[5]);
        BigInteger difference = new BigDecimal(fields[2]).movePointRight(9).toBigIntegerExact();
        return new ReferenceLine(
                text, fields[1], fields[3], fields[4], fields[5], time, time.add(difference));
    }

    private static BigInteger nanos(String time) {
        int point = time.indexOf('.');
        String whole = point < 0 ? time : time.substring(0, point);
        String fraction = (point < 0 ? "" : time.substring(point + 1)) + "000000000";
        return new BigInteger(whole + fraction.substring(0, 9));
    }

    @Override
    public String toString() {
        return text;
    }
}
