package herd.link;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that all servers of a herd share, and the one they shared before, if it is being
 * changed. It is never printed.
 *
 * <p><b>Threading.</b> Immutable; any thread.
 *
 * <p><b>Why two.</b> A server shows that it knows either, and takes proof of either. So the secret
 * is changed one server at a time: while some have (new, old) and the others only (old), each pair
 * has one in common.
 */
public final class Secrets {

    private static final String ALGORITHM = "HmacSHA256";

    /** The current one, then the previous one if there is one. */
    private final byte[][] keys;

    private Secrets(byte[]... keys) {
        this.keys = new byte[keys.length][];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].length == 0) {
                throw new IllegalArgumentException("a secret is empty");
            }
            this.keys[i] = keys[i].clone();
        }
    }

    /** One secret. */
    public static Secrets of(byte[] current) {
        return new Secrets(current);
    }

    /** A secret that is being changed. */
    public static Secrets of(byte[] current, byte[] previous) {
        return new Secrets(current, previous);
    }

    /**
     * Makes the JDK load its cryptography: about 0.1 s in a cold JVM, which a server spends on some
     * other thread before it starts rather than on its loop at the first handshake.
     */
    public void prime() {
        mac(0, new byte[1]);
    }

    /** How many there are: 1 or 2. */
    int count() {
        return keys.length;
    }

    /**
     * The proof that the secret was known to whoever said this.
     *
     * @param which 0 for the current secret, 1 for the previous one
     */
    byte[] mac(int which, byte[] said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keys[which], ALGORITHM));
            return mac.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "Secrets[" + keys.length + " hidden]";
    }
}
