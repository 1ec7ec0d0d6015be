package herd.protocol;

/**
 * Reads a number of seconds where it lies: 1 to 18 digits, and perhaps a point and at least one
 * digit more, of which the first nine count. Checks and reads in one go, and allocates nothing.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients, C23 and C24.
 */
final class TimeReader {

    static final int MAX_SECONDS_DIGITS = 18;
    static final int NANO_DIGITS = 9;
    static final int NANOS_PER_SECOND = 1_000_000_000;

    /** The seconds have so many digits from 2001 to 2286. */
    private static final int USUAL_DIGITS = 10;

    /** What the number is to be multiplied by that so many digits after the point spell. */
    private static final int[] NANOS_BY_DIGITS = {
        0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10
    };

    private long seconds;
    private int nanos;

    /** Reads the number that begins at {@code from}; returns the position after it, or -1. */
    int read(byte[] bytes, int from, int end) {
        if (end - from > USUAL_DIGITS && bytes[from + USUAL_DIGITS] == '.') {
            long first = EightBytes.get(bytes, from);
            long last = EightBytes.get(bytes, from + 2);
            if ((EightBytes.noDigits(first) | EightBytes.noDigits(last)) == 0) {
                int ninthAndTenth = 10 * bytes[from + 8] + bytes[from + 9] - 11 * '0';
                seconds = 100L * EightBytes.number(first, EightBytes.COUNT) + ninthAndTenth;
                return readFraction(bytes, from + USUAL_DIGITS + 1, end);
            }
        }
        return readUnusual(bytes, from, end);
    }

    /** The whole seconds, in [0, 10^18). */
    long seconds() {
        return seconds;
    }

    /** The nanoseconds, in [0, 10^9). */
    int nanos() {
        return nanos;
    }

    /** Any time, digit by digit. */
    private int readUnusual(byte[] bytes, int from, int end) {
        int at = from;
        long whole = 0;
        for (; at < end && Decimals.isDigit(bytes[at]); at++) {
            whole = 10 * whole + (bytes[at] - '0');
        }
        int digits = at - from;
        if (digits == 0 || digits > MAX_SECONDS_DIGITS) {
            return -1;
        }
        seconds = whole;
        nanos = 0;
        return at < end && bytes[at] == '.' ? readFraction(bytes, at + 1, end) : at;
    }

    private int readFraction(byte[] bytes, int from, int end) {
        long eight = EightBytes.get(bytes, from);
        int digits = Math.min(EightBytes.before(EightBytes.noDigits(eight)), end - from);
        if (digits == 0) {
            return -1;
        }
        nanos = EightBytes.number(eight, digits) * NANOS_BY_DIGITS[digits];
        int at = from + digits;
        if (digits < EightBytes.COUNT || at == end || !Decimals.isDigit(bytes[at])) {
            return at;
        }
        nanos += bytes[at] - '0';
        return Decimals.skipDigits(bytes, at + 1, end);
    }
}
