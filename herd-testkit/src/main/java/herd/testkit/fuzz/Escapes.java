package herd.testkit.fuzz;

/**
 * Bytes as text that a shell leaves alone between single quotes: letters, digits, blanks and a few
 * signs stand for themselves, any other byte is {@code \xNN}.
 */
final class Escapes {

    private static final String PLAIN = " +-.,:/?_=<>()[]{}\"";
    private static final String HEX = "0123456789abcdef";

    private Escapes() {}

    static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (c >= '0' && c <= '9' || isLetter(c) || PLAIN.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return text.toString();
    }

    /**
     * Reads what {@link #escaped} wrote.
     *
     * @throws IllegalArgumentException if nothing could have been written so
     */
    static byte[] read(String text) {
        Draft draft = new Draft();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xff) {
                throw new IllegalArgumentException("not a byte, write \\xNN: " + c);
            }
            if (c != '\\') {
                draft.put(c);
                continue;
            }
            int high = digit(text, i + 2);
            int low = digit(text, i + 3);
            if (!text.startsWith("x", i + 1) || high < 0 || low < 0) {
                throw new IllegalArgumentException("not \\xNN: " + text.substring(i));
            }
            draft.put(high << 4 | low);
            i += 3;
        }
        return draft.copy();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static int digit(String text, int at) {
        return at < text.length() ? HEX.indexOf(text.charAt(at)) : -1;
    }
}
