package herd.protocol;

import herd.protocol.CommandReader.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's side of the contract once more: slow, with regular expressions and big numbers, and
 * without a line in common with the code that it is there to check. Lines are strings whose
 * characters are bytes.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients.
 */
final class Reference {

    private static final String WHITE = "[ \\t\\n\\x0B\\f\\r]";
    private static final String FIELD = "([^ \\t\\n\\x0B\\f\\r]++)";
    private static final String DEGREES = "([+-](?:[0-9]+\\.?[0-9]*|\\.[0-9]+))";
    private static final String TIME = "[0-9]{1,18}(?:\\.[0-9]+)?";

    private static final Pattern BLANK = Pattern.compile(WHITE + "*");
    private static final Pattern FOUR_FIELDS =
            Pattern.compile(
                    String.join(
                            WHITE + "++", WHITE + "*" + FIELD, FIELD, FIELD, FIELD + WHITE + "*"));
    private static final Pattern COORDINATES = Pattern.compile(DEGREES + DEGREES);
    private static final Pattern POSIX_TIME = Pattern.compile(TIME);
    private static final Pattern RADIUS = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern BOUND = Pattern.compile("[0-9]+");
    private static final Pattern SERVER =
            Pattern.compile("(?=.{1,64}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?");
    private static final Pattern DIFFERENCE =
            Pattern.compile("[+-](0|[1-9][0-9]{0,17})\\.[0-9]{9}");
    private static final Pattern AT_LINE =
            Pattern.compile(String.join(" ", "AT", FIELD, FIELD, FIELD, FIELD, FIELD));

    /** What a line is and, of a command, its four fields. */
    record Command(Kind kind, String word, String id, String third, String fourth) {}

    /** What a server's AT line says. */
    record At(String origin, String id, String coordinates, BigDecimal time, BigDecimal receipt) {}

    private Reference() {}

    static Command command(String line) {
        if (BLANK.matcher(line).matches()) {
            return new Command(Kind.BLANK, "", "", "", "");
        }
        Matcher four = FOUR_FIELDS.matcher(line);
        if (four.matches()) {
            String third = four.group(3);
            String fourth = four.group(4);
            if (four.group(1).equals("IAMAT") && isOnEarth(third) && isTime(fourth)) {
                return new Command(Kind.IAMAT, "IAMAT", four.group(2), third, fourth);
            }
            if (four.group(1).equals("WHATSAT") && isRadius(third) && isBound(fourth)) {
                return new Command(Kind.WHATSAT, "WHATSAT", four.group(2), third, fourth);
            }
        }
        return new Command(Kind.INVALID, "", "", "", "");
    }

    /** The answer to a valid IAMAT. */
    static String answer(Command iamat, String server, long wallNanos) {
        BigDecimal difference = seconds(wallNanos).subtract(time(iamat.fourth()));
        String sign = difference.signum() < 0 ? "-" : "+";
        String size = difference.abs().setScale(9).toPlainString();
        String last = " " + iamat.id() + " " + iamat.third() + " " + iamat.fourth();
        return "AT " + server + " " + sign + size + last;
    }

    /** Reads what {@link #answer} writes, and nothing else. */
    static Optional<At> at(String line) {
        Matcher fields = AT_LINE.matcher(line);
        if (!fields.matches()
                || !isServer(fields.group(1))
                || !DIFFERENCE.matcher(fields.group(2)).matches()
                || fields.group(2).equals("-0.000000000")
                || !isOnEarth(fields.group(4))
                || !isTime(fields.group(5))) {
            return Optional.empty();
        }
        BigDecimal time = time(fields.group(5));
        BigDecimal receipt = time.add(new BigDecimal(fields.group(2)));
        if (receipt.signum() < 0 || receipt.compareTo(seconds(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        return Optional.of(
                new At(fields.group(1), fields.group(3), fields.group(4), time, receipt));
    }

    static boolean isServer(String name) {
        return SERVER.matcher(name).matches();
    }

    /** A time, with the nine digits that count. */
    private static BigDecimal time(String text) {
        int point = text.indexOf('.');
        boolean longer = point >= 0 && text.length() > point + 10;
        return new BigDecimal(longer ? text.substring(0, point + 10) : text).setScale(9);
    }

    static BigDecimal seconds(long nanos) {
        return new BigDecimal(BigInteger.valueOf(nanos), 9);
    }

    private static boolean isOnEarth(String field) {
        Matcher coordinates = COORDINATES.matcher(field);
        return coordinates.matches()
                && isAtMost(coordinates.group(1), 90)
                && isAtMost(coordinates.group(2), 180);
    }

    private static boolean isTime(String field) {
        return POSIX_TIME.matcher(field).matches();
    }

    private static boolean isRadius(String field) {
        return RADIUS.matcher(field).matches() && isAtMost(field, 50);
    }

    private static boolean isBound(String field) {
        return BOUND.matcher(field).matches() && isAtMost(field, 20);
    }

    private static boolean isAtMost(String number, int limit) {
        return new BigDecimal(number).abs().compareTo(BigDecimal.valueOf(limit)) <= 0;
    }
}
