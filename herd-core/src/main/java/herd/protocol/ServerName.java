package herd.protocol;

import java.nio.charset.StandardCharsets;

/**
 * What may name a server: letters, digits, {@code _}, and {@code -} inside; 1 to 64 bytes of ASCII.
 *
 * <p><b>Source.</b> PROTOCOL.md, Clients.
 */
public final class ServerName {

    /** The longest name, in bytes. */
    public static final int MAX_BYTES = 64;

    private ServerName() {}

    /** Whether the bytes from {@code from} to before {@code end} may name a server. */
    public static boolean isValid(byte[] bytes, int from, int end) {
        return end(bytes, from, end) == end;
    }

    /** The position after the name that begins at {@code from}, or -1 if no such thing does. */
    static int end(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && mayStand(bytes[at])) {
            at++;
        }
        int length = at - from;
        boolean valid =
                length >= 1 && length <= MAX_BYTES && bytes[from] != '-' && bytes[at - 1] != '-';
        return valid ? at : -1;
    }

    /** Whether the text may name a server. */
    public static boolean isValid(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return isValid(bytes, 0, bytes.length);
    }

    private static boolean mayStand(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || Decimals.isDigit(b)
                || b == '_'
                || b == '-';
    }
}
