package herd.testkit.conformance;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An AT line, read as strictly as the contract spells it (C25, C26).
 *
 * @param differenceNanos exactly what the line says
 */
record At(
        String line,
        String server,
        BigInteger differenceNanos,
        String id,
        String coordinates,
        String time) {

    static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private static final String FIELD = " ([^ \\t\\n\\x0b\\f\\r]+)";

    private static final Pattern LINE =
            Pattern.compile(
                    "AT" + FIELD + " ([+-])(0|[1-9][0-9]*)\\.([0-9]{9})" + FIELD + FIELD + FIELD);

    private static final int NINE = 9;

    /** Reads a line without its end; empty if the contract does not know such a line. */
    static Optional<At> read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigInteger size = new BigInteger(matcher.group(3) + matcher.group(4));
        boolean negative = matcher.group(2).equals("-");
        if (negative && size.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new At(
                        line,
                        matcher.group(1),
                        negative ? size.negate() : size,
                        matcher.group(5),
                        matcher.group(6),
                        matcher.group(7)));
    }

    /** The server's clock when the line arrived, in nanoseconds since 1970. */
    BigInteger clockNanos() {
        return differenceNanos.add(nanos(time));
    }

    /** A time of the contract, of which the first nine digits after the point count. */
    static BigInteger nanos(String time) {
        int point = time.indexOf('.');
        String seconds = point < 0 ? time : time.substring(0, point);
        String fraction = point < 0 ? "" : time.substring(point + 1);
        String nine = (fraction + "0".repeat(NINE)).substring(0, NINE);
        return new BigInteger(seconds).multiply(NANOS).add(new BigInteger(nine));
    }

    /** A number of nanoseconds since 1970 as a client would send it. */
    static String time(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(NANOS);
        return parts[0] + "." + String.format("%09d", parts[1].longValueExact());
    }
}
