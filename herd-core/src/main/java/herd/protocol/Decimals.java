package herd.protocol;

/**
 * Numbers as the protocol spells them: ASCII digits, read where they lie, compared exactly and
 * never turned into a double. All methods are given the end of the line and never look past it.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients.
 */
final class Decimals {

    private Decimals() {}

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isWhiteSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    /** The position after the run of white space that begins at {@code from}. */
    static int skipWhiteSpace(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && isWhiteSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    /** The position after the run of other bytes than white space that begins at {@code from}. */
    static int skipField(byte[] bytes, int from, int end) {
        int at = from;
        // Nearly all bytes are past the space: one comparison for them.
        while (at < end && (bytes[at] > ' ' || !isWhiteSpace(bytes[at]))) {
            at++;
        }
        return at;
    }

    /** The position after the run of digits that begins at {@code from}. */
    static int skipDigits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    /** The position after two signed decimal numbers run together, on the earth, or -1. */
    static int coordinatesEnd(byte[] bytes, int from, int end) {
        int middle = degreesEnd(bytes, from, end, 90);
        return middle < 0 ? -1 : degreesEnd(bytes, middle, end, 180);
    }

    /** Where the longitude of valid coordinates begins: at the second sign. */
    static int longitudeStart(byte[] bytes, int from, int end) {
        int at = from + 1;
        while (at < end && bytes[at] != '+' && bytes[at] != '-') {
            at++;
        }
        return at;
    }

    /** The position after a sign and a number of at most {@code limit}, or -1. */
    private static int degreesEnd(byte[] bytes, int from, int end, int limit) {
        if (from >= end || bytes[from] != '+' && bytes[from] != '-') {
            return -1;
        }
        int at = from + 1;
        int whole = 0;
        for (; at < end && isDigit(bytes[at]); at++) {
            whole = Math.min(10 * whole + (bytes[at] - '0'), 1000);
        }
        int digits = at - from - 1;
        boolean fraction = false;
        if (at < end && bytes[at] == '.') {
            for (at++; at < end && isDigit(bytes[at]); at++) {
                fraction |= bytes[at] != '0';
                digits++;
            }
        }
        boolean onEarth = whole < limit || whole == limit && !fraction;
        return digits > 0 && onEarth ? at : -1;
    }

    /**
     * The position after digits, and perhaps a point and digits, that say at most {@code limit}, or
     * -1.
     */
    static int atMostEnd(byte[] bytes, int from, int end, int limit) {
        int point = skipDigits(bytes, from, end);
        int whole = wholeNumber(bytes, from, point, limit + 1);
        if (point == from || whole > limit) {
            return -1;
        }
        if (point == end || bytes[point] != '.') {
            return point;
        }
        boolean fraction = false;
        int at = point + 1;
        for (; at < end && isDigit(bytes[at]); at++) {
            fraction |= bytes[at] != '0';
        }
        return at == point + 1 || whole == limit && fraction ? -1 : at;
    }

    /** The value of a field of digits, or {@code ceiling} if it is as large or larger. */
    static int wholeNumber(byte[] bytes, int from, int end, int ceiling) {
        int value = 0;
        for (int i = from; i < end; i++) {
            value = Math.min(10 * value + (bytes[i] - '0'), ceiling);
        }
        return value;
    }
}
