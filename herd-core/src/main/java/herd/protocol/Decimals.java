package herd.protocol;

/**
 * Numbers as the protocol spells them: ASCII digits, read where they lie, compared exactly and
 * never turned into a double. All methods are given the end of the line and never look past it.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients.
 */
final class Decimals {

    /** So many bytes are looked at for coordinates as they usually are; some may lie behind them. */
    private static final int USUAL_COORDINATES = 3 * EightBytes.COUNT;

    /** The limits as texts, see {@link EightBytes#text}. */
    private static final long NINETY = '9' << 8 | '0';

    private static final long HUNDRED_AND_EIGHTY = '1' << 16 | '8' << 8 | '0';

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
        while (at < end) {
            long ends = EightBytes.upToSpace(EightBytes.get(bytes, at));
            if (ends == 0) {
                at += EightBytes.COUNT;
                continue;
            }
            at += EightBytes.before(ends);
            if (at >= end || isWhiteSpace(bytes[at])) {
                break;
            }
            at++;
        }
        return Math.min(at, end);
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
        int usual = usualCoordinatesEnd(bytes, from, end);
        if (usual > 0) {
            return usual;
        }
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

    /**
     * The same for what clients nearly always send, or -1: sign, one to three digits, point, digits,
     * twice, and nothing on the very edge of the earth. What is no digit is found for all of it at
     * once: so nothing waits for anything before it, and no step depends on how long a number is.
     */
    private static int usualCoordinatesEnd(byte[] bytes, int from, int end) {
        if (end - from < USUAL_COORDINATES) {
            return -1;
        }
        long others = noDigits(bytes, from);
        others &= others - 1;
        int point = from + Long.numberOfTrailingZeros(others);
        others &= others - 1;
        int middle = from + Long.numberOfTrailingZeros(others);
        others &= others - 1;
        int secondPoint = from + Long.numberOfTrailingZeros(others);
        others &= others - 1;
        int to = from + Long.numberOfTrailingZeros(others);
        boolean usual =
                to < from + USUAL_COORDINATES
                        && isUsualDegrees(bytes, from, point, NINETY)
                        && isUsualDegrees(bytes, middle, secondPoint, HUNDRED_AND_EIGHTY);
        return usual ? to : -1;
    }

    /** Which of the bytes are no digits: one bit each. */
    private static long noDigits(byte[] bytes, int from) {
        long first = EightBytes.noDigits(EightBytes.get(bytes, from));
        long second = EightBytes.noDigits(EightBytes.get(bytes, from + EightBytes.COUNT));
        long third = EightBytes.noDigits(EightBytes.get(bytes, from + 2 * EightBytes.COUNT));
        return EightBytes.gather(first)
                | EightBytes.gather(second) << EightBytes.COUNT
                | EightBytes.gather(third) << 2 * EightBytes.COUNT;
    }

    private static boolean isUsualDegrees(byte[] bytes, int sign, int point, long limit) {
        int digits = point - sign - 1;
        return isSign(bytes[sign])
                && bytes[point] == '.'
                && digits >= 1
                && digits <= EightBytes.COUNT
                && EightBytes.text(EightBytes.get(bytes, sign + 1), digits) < limit;
    }

    /** Which of the two it is cannot be guessed, so this does not ask for them one by one. */
    private static boolean isSign(byte b) {
        return (b - '+' & ~('-' - '+')) == 0;
    }

    /** The position after a sign and a number of at most {@code limit}, or -1. */
    private static int degreesEnd(byte[] bytes, int from, int end, int limit) {
        if (from >= end || !isSign(bytes[from])) {
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
