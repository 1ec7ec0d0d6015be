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

    private long seconds;
    private int nanos;

    /** Reads the number that begins at {@code from}; returns the position after it, or -1. */
    int read(byte[] bytes, int from, int end) {
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

    /** The whole seconds, in [0, 10^18). */
    long seconds() {
        return seconds;
    }

    /** The nanoseconds, in [0, 10^9). */
    int nanos() {
        return nanos;
    }

    private int readFraction(byte[] bytes, int from, int end) {
        int at = from;
        int countsTo = Math.min(end, from + NANO_DIGITS);
        int value = 0;
        for (; at < countsTo && Decimals.isDigit(bytes[at]); at++) {
            value = 10 * value + (bytes[at] - '0');
        }
        if (at == from) {
            return -1;
        }
        for (int missing = from + NANO_DIGITS - at; missing > 0; missing--) {
            value *= 10;
        }
        nanos = value;
        return Decimals.skipDigits(bytes, at, end);
    }
}
