package herd.link;

import java.nio.charset.StandardCharsets;

/** How the words and digits of a link are spelled. */
final class Ascii {

    private static final String HEX_DIGITS = "0123456789abcdef";

    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The value of a lower-case hexadecimal digit; -1 if it is none. */
    static int hexDigit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }

    /** The lower-case hexadecimal digit of a value from 0 to 15. */
    static char hexDigit(int value) {
        return HEX_DIGITS.charAt(value);
    }
}
