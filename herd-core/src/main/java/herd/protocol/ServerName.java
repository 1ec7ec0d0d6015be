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
        int length = end - from;
        if (length < 1 || length > MAX_BYTES || bytes[from] == '-' || bytes[end - 1] == '-') {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (!mayStand(bytes[i])) {
                return false;
            }
        }
        return true;
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
