package herd.testkit.load;

import java.nio.charset.StandardCharsets;

/**
 * Spells the commands of a load as bytes, without allocating. A client is a number: its ID is the
 * prefix and eight digits, and its coordinates follow from the number, so that they can be checked
 * whoever reported them, in this run or an earlier one.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Commands {

    /** Numbers of clients are below this. */
    static final int MOST_IDS = 100_000_000;

    /** Of a time: ten digits, a point, nine digits. */
    static final int TIME_BYTES = 20;

    private static final int ID_DIGITS = 8;
    private static final int SECOND_DIGITS = 10;
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final byte[] REPORT = ascii("IAMAT ");
    private static final byte[] QUESTION = ascii("WHATSAT ");

    /** One corner each of the one-degree squares in which clients are: there are places near them. */
    private static final byte[][] SQUARES = {
        ascii("+34-118"), ascii("+40-074"), ascii("+51+000"), ascii("+48+002"),
        ascii("+35+139"), ascii("-23-046"), ascii("+19+072"), ascii("-33+151"),
    };

    private static final int LATITUDE_CHARS = 3;
    private static final int LONGITUDE_CHARS = 4;
    private static final int FRACTION_DIGITS = 6;
    private static final int FRACTIONS = 1_000_000;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final byte[] prefix;
    private final byte[] questionEnd;
    private final byte[] second = new byte[SECOND_DIGITS];
    private long secondSpelled = -1;

    /** Commands about clients whose IDs begin in one way, and questions of one kind. */
    Commands(LoadPlan.Content content) {
        prefix = ascii(content.prefix());
        questionEnd = ascii(" " + content.radius() + ' ' + content.limit() + '\n');
    }

    /** The length of every report, with its newline. */
    int reportBytes() {
        return REPORT.length + echoBytes() + 1;
    }

    /** Where in a report the part begins that an answer repeats. */
    int echoOffset() {
        return REPORT.length;
    }

    /** The length of the part that an answer repeats: ID, coordinates, time. */
    int echoBytes() {
        return subjectBytes() + TIME_BYTES;
    }

    /** The length of ID and coordinates, with the space behind each. */
    int subjectBytes() {
        int coordinates = LATITUDE_CHARS + LONGITUDE_CHARS + 2 * (1 + FRACTION_DIGITS);
        return prefix.length + ID_DIGITS + 1 + coordinates + 1;
    }

    /** Spells a report; returns where it ends. */
    int report(byte[] to, int from, int id, long timeNanos) {
        int at = put(REPORT, 0, REPORT.length, to, from);
        at = id(to, at, id);
        to[at++] = ' ';
        at = coordinates(to, at, id);
        to[at++] = ' ';
        at = time(to, at, timeNanos);
        to[at++] = '\n';
        return at;
    }

    int questionBytes() {
        return QUESTION.length + prefix.length + ID_DIGITS + questionEnd.length;
    }

    /** Spells a question; returns where it ends. */
    int question(byte[] to, int from, int id) {
        int at = put(QUESTION, 0, QUESTION.length, to, from);
        at = id(to, at, id);
        return put(questionEnd, 0, questionEnd.length, to, at);
    }

    /** Reads a time as {@link #report} spells it; -1 if it is none. */
    static long readTime(byte[] bytes, int from) {
        int point = from + SECOND_DIGITS;
        long seconds = readDigits(bytes, from, SECOND_DIGITS);
        long nanos = readDigits(bytes, point + 1, NANO_DIGITS);
        return seconds < 0 || nanos < 0 || bytes[point] != '.'
                ? -1
                : seconds * NANOS_PER_SECOND + nanos;
    }

    /** Reads so many digits; -1 if something else is among them. */
    static long readDigits(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private int id(byte[] to, int from, int id) {
        int at = put(prefix, 0, prefix.length, to, from);
        return digits(to, at, id, ID_DIGITS);
    }

    private static int coordinates(byte[] to, int from, int id) {
        byte[] square = SQUARES[id % SQUARES.length];
        long chance = (id + 1) * SPREAD;
        int at = put(square, 0, LATITUDE_CHARS, to, from);
        to[at++] = '.';
        at = digits(to, at, (int) ((chance >>> 40) % FRACTIONS), FRACTION_DIGITS);
        at = put(square, LATITUDE_CHARS, LONGITUDE_CHARS, to, at);
        to[at++] = '.';
        return digits(to, at, (int) ((chance >>> 16 & 0xffffff) % FRACTIONS), FRACTION_DIGITS);
    }

    private int time(byte[] to, int from, long timeNanos) {
        long seconds = timeNanos / NANOS_PER_SECOND;
        if (seconds != secondSpelled) {
            secondSpelled = seconds;
            long rest = seconds;
            for (int i = SECOND_DIGITS - 1; i >= 0; i--) {
                second[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        int at = put(second, 0, SECOND_DIGITS, to, from);
        to[at++] = '.';
        return digits(to, at, (int) (timeNanos - seconds * NANOS_PER_SECOND), NANO_DIGITS);
    }

    private static int digits(byte[] to, int from, int value, int count) {
        int rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            int tenth = rest / 10;
            to[i] = (byte) ('0' + rest - 10 * tenth);
            rest = tenth;
        }
        return from + count;
    }

    private static int put(byte[] what, int first, int count, byte[] to, int at) {
        System.arraycopy(what, first, to, at, count);
        return at + count;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
