package herd.testkit.fuzz;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What holds a link together: proofs of the secret, and the check of a line.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Source.</b> PROTOCOL.md, Links between servers.
 */
final class Proofs {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] ANOTHER_SECRET = {'w', 'r', 'o', 'n', 'g'};

    private final Mac right;
    private final Mac wrong = mac(ANOTHER_SECRET);

    /** With the secret of a herd. */
    Proofs(byte[] secret) {
        right = mac(secret);
    }

    /** The secret that {@link #wronglyOver} is made with. */
    static byte[] anotherSecret() {
        return ANOTHER_SECRET.clone();
    }

    /** The proof over lines, each of which is given without its end. */
    String over(String... lines) {
        return over(right, lines);
    }

    /** What somebody would say who does not know the secret. */
    String wronglyOver(String... lines) {
        return over(wrong, lines);
    }

    /** The check of a line of an established link, over what stands before the blank before it. */
    static String check(String line) {
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static String over(Mac mac, String... lines) {
        String all = String.join("\n", lines) + '\n';
        return HexFormat.of().formatHex(mac.doFinal(all.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Mac mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
