package herd.places;

import java.nio.charset.StandardCharsets;

/**
 * Cuts a client's decimal number to plain text by moving characters, never by reckoning, so that a
 * number of sixty thousand digits costs no more than a look at each of them.
 */
final class DecimalText {

    /** A tenth of a millimetre in degrees, and less in metres: finer is of no use. */
    private static final int MAX_FRACTION_DIGITS = 9;

    private static final int THOUSAND = 3;

    /** More whole digits than this are out of any range, and too many for a message. */
    private static final int MAX_WHOLE_DIGITS = 20;

    private DecimalText() {}

    /**
     * Leaves out a {@code +}, zeros in front, and digits past the ninth behind the point; zero loses
     * its sign. Zeros at the end stay as sent.
     */
    static String plain(byte[] bytes, int offset, int end) {
        boolean signed = offset < end && (bytes[offset] == '+' || bytes[offset] == '-');
        int from = signed ? offset + 1 : offset;
        check(bytes, from, end);
        int point = point(bytes, from, end);
        String whole = whole(bytes, from, point);
        String fraction = fraction(bytes, point, end, MAX_FRACTION_DIGITS);
        String number =
                (whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : ".") + fraction;
        return signed && bytes[offset] == '-' && !isZero(number) ? "-" + number : number;
    }

    private static boolean isZero(String number) {
        for (int i = 0; i < number.length(); i++) {
            if (number.charAt(i) != '0' && number.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    /** Multiplies a number without a sign by a thousand, and leaves out every needless zero. */
    static String timesThousand(byte[] bytes, int offset, int end) {
        check(bytes, offset, end);
        int point = point(bytes, offset, end);
        String fraction = fraction(bytes, point, end, THOUSAND + MAX_FRACTION_DIGITS);
        String padded = fraction + "0".repeat(Math.max(0, THOUSAND - fraction.length()));
        String whole = whole(bytes, offset, point) + padded.substring(0, THOUSAND);
        int zeros = 0;
        while (zeros < whole.length() - 1 && whole.charAt(zeros) == '0') {
            zeros++;
        }
        int last = padded.length();
        while (last > THOUSAND && padded.charAt(last - 1) == '0') {
            last--;
        }
        String rest = padded.substring(THOUSAND, last);
        return whole.substring(zeros) + (rest.isEmpty() ? "" : ".") + rest;
    }

    private static void check(byte[] bytes, int from, int end) {
        int points = 0;
        for (int i = from; i < end; i++) {
            if (bytes[i] == '.') {
                points++;
            } else if (bytes[i] < '0' || bytes[i] > '9') {
                throw new IllegalArgumentException("not a number: byte " + bytes[i]);
            }
        }
        if (points > 1 || points == end - from) {
            throw new IllegalArgumentException("not a number: " + points + " points");
        }
    }

    /** Where the point is, or would be. */
    private static int point(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '.') {
                return i;
            }
        }
        return end;
    }

    private static String whole(byte[] bytes, int from, int point) {
        int first = from;
        while (first < point && bytes[first] == '0') {
            first++;
        }
        if (point - first > MAX_WHOLE_DIGITS) {
            throw new IllegalArgumentException("a number of " + (point - first) + " digits");
        }
        return new String(bytes, first, point - first, StandardCharsets.US_ASCII);
    }

    private static String fraction(byte[] bytes, int point, int end, int most) {
        int from = Math.min(end, point + 1);
        int to = Math.min(end, from + most);
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
