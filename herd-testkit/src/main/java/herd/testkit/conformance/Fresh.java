package herd.testkit.conformance;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Bytes that nobody has drawn before.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class Fresh {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Fresh() {}

    static String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
