package herd.testkit.load;

/**
 * An AT line taken apart where it lies, without copying. It knows how long the part is that repeats
 * the report, and reads the rest strictly as PROTOCOL.md spells it (C25, C26).
 *
 * <p><b>Threading.</b> One thread: it is used for one line after the other.
 */
final class AtLine {

    private static final int NAME_OFFSET = 3;
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** More seconds than that no clock is wrong by. */
    private static final int MOST_SECOND_DIGITS = 9;

    private final int echoBytes;
    private int nameFrom;
    private int nameTo;
    private int echoFrom;
    private long differenceNanos;

    AtLine(int echoBytes) {
        this.echoBytes = echoBytes;
    }

    /**
     * Reads a line without its newline.
     *
     * @return false if it is none, or if its difference is more than thirty years
     */
    boolean read(byte[] bytes, int from, int to) {
        echoFrom = to - echoBytes;
        int differenceTo = echoFrom - 1;
        nameFrom = from + NAME_OFFSET;
        int point = differenceTo - NANO_DIGITS - 1;
        if (point <= nameFrom
                || bytes[from] != 'A'
                || bytes[from + 1] != 'T'
                || bytes[from + 2] != ' '
                || bytes[differenceTo] != ' '
                || bytes[point] != '.') {
            return false;
        }
        return readDifference(bytes, point) && isName(bytes);
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    /** Where ID, coordinates and time begin; they go on to the end. */
    int echoFrom() {
        return echoFrom;
    }

    long differenceNanos() {
        return differenceNanos;
    }

    private boolean readDifference(byte[] bytes, int point) {
        int first = point - 1;
        while (first > nameFrom && bytes[first] >= '0' && bytes[first] <= '9') {
            first--;
        }
        int digits = point - first - 1;
        boolean isNegative = bytes[first] == '-';
        boolean isPadded = digits > 1 && bytes[first + 1] == '0';
        if (digits < 1 || digits > MOST_SECOND_DIGITS || isPadded) {
            return false;
        }
        long seconds = Commands.readDigits(bytes, first + 1, digits);
        long nanos = Commands.readDigits(bytes, point + 1, NANO_DIGITS);
        long size = seconds * NANOS_PER_SECOND + nanos;
        nameTo = first - 1;
        differenceNanos = isNegative ? -size : size;
        return nanos >= 0 && (isNegative ? size > 0 : bytes[first] == '+') && bytes[nameTo] == ' ';
    }

    private boolean isName(byte[] bytes) {
        for (int i = nameFrom; i < nameTo; i++) {
            if (bytes[i] == ' ' || bytes[i] >= '\t' && bytes[i] <= '\r') {
                return false;
            }
        }
        return nameTo > nameFrom;
    }
}
