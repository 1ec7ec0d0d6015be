package herd.testkit.fuzz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contract's lines once more: plain text operations and big decimal numbers, one rule after the
 * other as they are written down, and not a line in common with the code that is judged by it. Text is
 * bytes here, one character each.
 *
 * <p><b>Source.</b> PROTOCOL.md, C11 to C31, and Flooding, rules 1 and 2.
 */
final class Reference {

    /** What a client's line is; of an invalid one, the first rule that it breaks. */
    enum Reading {
        BLANK,
        IAMAT,
        WHATSAT,
        NOT_FOUR_FIELDS,
        UNKNOWN_WORD,
        NOT_COORDINATES,
        OFF_THE_EARTH,
        NOT_A_TIME,
        NOT_A_RADIUS,
        RADIUS_TOO_LARGE,
        NOT_A_BOUND,
        BOUND_TOO_LARGE;

        boolean isInvalid() {
            return compareTo(WHATSAT) > 0;
        }
    }

    /** One line of a client. */
    record Command(Reading reading, String id, String third, String fourth) {}

    /** What an AT line says. */
    record At(
            String line,
            String origin,
            String id,
            String coordinates,
            BigDecimal time,
            BigDecimal receipt) {}

    private static final BigDecimal NINETY = BigDecimal.valueOf(90);
    private static final BigDecimal HALF_TURN = BigDecimal.valueOf(180);
    private static final BigDecimal MAX_RADIUS_KM = BigDecimal.valueOf(50);
    private static final BigDecimal MAX_PLACES = BigDecimal.valueOf(20);
    private static final BigDecimal LAST_RECEIPT = BigDecimal.valueOf(Long.MAX_VALUE, 9);
    private static final int NANO_DIGITS = 9;

    private Reference() {}

    static Command command(String line) {
        List<String> fields = fields(line);
        if (fields.isEmpty()) {
            return new Command(Reading.BLANK, "", "", "");
        }
        if (fields.size() != 4) {
            return new Command(Reading.NOT_FOUR_FIELDS, "", "", "");
        }
        String third = fields.get(2);
        String fourth = fields.get(3);
        Reading reading =
                switch (fields.get(0)) {
                    case "IAMAT" -> iamat(third, fourth);
                    case "WHATSAT" -> whatsat(third, fourth);
                    default -> Reading.UNKNOWN_WORD;
                };
        return new Command(reading, fields.get(1), third, fourth);
    }

    /** The answer to a valid IAMAT, without its end. */
    static String answer(Command iamat, String server, long wallNanos) {
        BigDecimal difference = BigDecimal.valueOf(wallNanos, 9).subtract(time(iamat.fourth()));
        String sign = difference.signum() < 0 ? "-" : "+";
        return "AT "
                + server
                + " "
                + sign
                + difference.abs().toPlainString()
                + " "
                + iamat.id()
                + " "
                + iamat.third()
                + " "
                + iamat.fourth();
    }

    /** Reads what some server could have answered, and nothing else. */
    static Optional<At> at(String line) {
        String[] words = words(line);
        if (words.length != 6 || !words[0].equals("AT") || !isServer(words[1])) {
            return Optional.empty();
        }
        String difference = words[2];
        if (!isDifference(difference)
                || !fields(words[3]).equals(List.of(words[3]))
                || iamat(words[4], words[5]) != Reading.IAMAT) {
            return Optional.empty();
        }
        BigDecimal time = time(words[5]);
        BigDecimal receipt = time.add(new BigDecimal(difference));
        if (receipt.signum() < 0 || receipt.compareTo(LAST_RECEIPT) > 0) {
            return Optional.empty();
        }
        return Optional.of(new At(line, words[1], words[3], words[4], time, receipt));
    }

    /** Whether the first replaces the second. */
    static boolean replaces(At one, At other, BigDecimal maxFuture) {
        int order = counting(one, maxFuture).compareTo(counting(other, maxFuture));
        if (order == 0) {
            order = one.time.compareTo(other.time);
        }
        if (order == 0) {
            order = other.receipt.compareTo(one.receipt);
        }
        if (order == 0) {
            order = other.origin.compareTo(one.origin);
        }
        return order == 0 ? one.line.compareTo(other.line) > 0 : order > 0;
    }

    static boolean isWhite(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\u000b' || c == '\f' || c == '\r';
    }

    static boolean areDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isServer(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && c != '_' && c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty()
                && name.length() <= 64
                && !name.startsWith("-")
                && !name.endsWith("-");
    }

    /** Between single blanks, empty words included. */
    static String[] words(String line) {
        return line.split(" ", -1);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(5);
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean white = i == line.length() || isWhite(line.charAt(i));
            if (white && start >= 0) {
                fields.add(line.substring(start, i));
                start = -1;
            } else if (!white && start < 0) {
                start = i;
            }
        }
        return fields;
    }

    private static Reading iamat(String coordinates, String time) {
        int second = Math.max(coordinates.indexOf('+', 1), coordinates.indexOf('-', 1));
        if (second < 0) {
            return Reading.NOT_COORDINATES;
        }
        String latitude = coordinates.substring(0, second);
        String longitude = coordinates.substring(second);
        if (!isDegrees(latitude) || !isDegrees(longitude)) {
            return Reading.NOT_COORDINATES;
        }
        if (isOver(latitude.substring(1), NINETY) || isOver(longitude.substring(1), HALF_TURN)) {
            return Reading.OFF_THE_EARTH;
        }
        return isTime(time) ? Reading.IAMAT : Reading.NOT_A_TIME;
    }

    private static Reading whatsat(String radius, String bound) {
        int point = radius.indexOf('.');
        boolean number =
                point < 0
                        ? areDigits(radius)
                        : areDigits(radius.substring(0, point))
                                && areDigits(radius.substring(point + 1));
        if (!number) {
            return Reading.NOT_A_RADIUS;
        }
        if (isOver(radius, MAX_RADIUS_KM)) {
            return Reading.RADIUS_TOO_LARGE;
        }
        if (!areDigits(bound)) {
            return Reading.NOT_A_BOUND;
        }
        return isOver(bound, MAX_PLACES) ? Reading.BOUND_TOO_LARGE : Reading.WHATSAT;
    }

    /** A sign, and then digits with at most one point: at least one digit. */
    private static boolean isDegrees(String text) {
        if (!text.startsWith("+") && !text.startsWith("-")) {
            return false;
        }
        int point = text.indexOf('.');
        String digits =
                point < 0
                        ? text.substring(1)
                        : text.substring(1, point) + text.substring(point + 1);
        return areDigits(digits);
    }

    private static boolean isTime(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        boolean fraction = point < 0 || areDigits(text.substring(point + 1));
        return fraction && areDigits(whole) && whole.length() <= 18;
    }

    private static boolean isDifference(String text) {
        int point = text.length() - NANO_DIGITS - 1;
        if (point < 2 || text.charAt(point) != '.' || text.equals("-0.000000000")) {
            return false;
        }
        String whole = text.substring(1, point);
        return (text.startsWith("+") || text.startsWith("-"))
                && areDigits(whole)
                && areDigits(text.substring(point + 1))
                && whole.length() <= 18
                && (whole.equals("0") || !whole.startsWith("0"));
    }

    /** A time with the nine digits that count. */
    private static BigDecimal time(String text) {
        int point = text.indexOf('.');
        boolean longer = point >= 0 && text.length() > point + 1 + NANO_DIGITS;
        String counts = longer ? text.substring(0, point + 1 + NANO_DIGITS) : text;
        return new BigDecimal(counts).setScale(NANO_DIGITS);
    }

    private static boolean isOver(String number, BigDecimal limit) {
        return new BigDecimal(number).compareTo(limit) > 0;
    }

    private static BigDecimal counting(At at, BigDecimal maxFuture) {
        return at.time.min(at.receipt.add(maxFuture));
    }
}
