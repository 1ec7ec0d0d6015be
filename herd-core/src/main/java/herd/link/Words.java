package herd.link;

import herd.protocol.ServerName;
import java.util.HexFormat;

/**
 * The words of one handshake line, read from left to right. There is one way to spell each thing
 * and one blank between words; after the first word that is not as it must be, the rest is not
 * looked at and {@link #allRead} says no.
 */
final class Words {

    static final int NONCE_BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final String line;
    private int at;
    private boolean broken;

    Words(String line) {
        this.line = line;
    }

    static String hex(long value) {
        return HEX.toHexDigits(value);
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Whether the line was read to its end, and was as it must be. */
    boolean allRead() {
        return !broken && at > line.length();
    }

    /** Whether all words read up to now were as they must be. */
    boolean soFarSoGood() {
        return !broken;
    }

    /** The next word must be this one. */
    void expect(String word) {
        require(word().equals(word));
    }

    /** Takes the next word if it is this one. */
    boolean skip(String word) {
        int end = at + word.length();
        boolean here =
                line.startsWith(word, at) && (end == line.length() || line.charAt(end) == ' ');
        if (broken || !here) {
            return false;
        }
        at = end + 1;
        return true;
    }

    /** A whole number without sign or leading zeros. */
    long number(long min, long max) {
        String word = word();
        require(word.length() <= 19 && (word.length() == 1 || !word.startsWith("0")));
        long value = 0;
        for (int i = 0; i < word.length() && !broken; i++) {
            int digit = word.charAt(i) - '0';
            require(digit >= 0 && digit <= 9 && value <= (Long.MAX_VALUE - digit) / 10);
            value = 10 * value + digit;
        }
        require(value >= min && value <= max);
        return broken ? min : value;
    }

    /** 64 bits as 16 lower-case hexadecimal digits. */
    long hexLong() {
        String word = hexWord(16);
        return broken ? 0 : HexFormat.fromHexDigitsToLong(word);
    }

    /** A nonce or a MAC: 32 bytes as lower-case hexadecimal digits. */
    byte[] hexBytes() {
        String word = hexWord(2 * NONCE_BYTES);
        return broken ? new byte[NONCE_BYTES] : HEX.parseHex(word);
    }

    /** The name of a server. */
    String name() {
        String word = word();
        require(ServerName.isValid(word));
        return word;
    }

    /** The name of a link, {@code Hill/3}. */
    LinkName link() {
        String word = word();
        int slash = word.indexOf('/');
        require(slash > 0);
        if (broken) {
            return new LinkName("", 0);
        }
        Words parts = new Words(word.substring(0, slash) + ' ' + word.substring(slash + 1));
        LinkName link = new LinkName(parts.name(), parts.number(1, Long.MAX_VALUE));
        require(parts.allRead());
        return link;
    }

    /** {@code true} or {@code false}. */
    boolean truth() {
        String word = word();
        require(word.equals("true") || word.equals("false"));
        return word.equals("true");
    }

    /** All that has not been read. */
    String rest() {
        String rest = at <= line.length() ? line.substring(at) : "";
        at = line.length() + 1;
        require(!rest.isEmpty());
        return rest;
    }

    private String hexWord(int digits) {
        String word = word();
        require(word.length() == digits);
        for (int i = 0; i < word.length() && !broken; i++) {
            char c = word.charAt(i);
            require(c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        }
        return word;
    }

    private String word() {
        if (broken || at > line.length()) {
            broken = true;
            return "";
        }
        int blank = line.indexOf(' ', at);
        int end = blank < 0 ? line.length() : blank;
        String word = line.substring(at, end);
        at = end + 1;
        require(!word.isEmpty());
        return word;
    }

    private void require(boolean right) {
        if (!right) {
            broken = true;
        }
    }
}
