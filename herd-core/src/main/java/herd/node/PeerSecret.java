package herd.node;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What all servers of a herd know and no one else: the secret in use, and the one before it. */
public final class PeerSecret {

    /** The shortest secret, in bytes. */
    public static final int MIN_BYTES = 16;

    /** The longest secret, in bytes. */
    public static final int MAX_BYTES = 1024;

    private static final int DRAWN_BYTES = 32;
    private static final byte[] NONE = {};

    private final byte[] current;
    private final byte[] previous;

    private PeerSecret(byte[] current, byte[] previous) {
        check(current);
        if (previous.length > 0) {
            check(previous);
        }
        this.current = current.clone();
        this.previous = previous.clone();
    }

    /** A herd's one secret. */
    public static PeerSecret of(byte[] current) {
        return new PeerSecret(current, NONE);
    }

    /** A secret, and the one before it, which is still taken from a neighbour that has no other. */
    public static PeerSecret of(byte[] current, byte[] previous) {
        check(previous);
        return new PeerSecret(current, previous);
    }

    /** A new secret of 256 random bits, in hexadecimal digits. */
    static PeerSecret drawn() {
        StringBuilder digits = new StringBuilder();
        for (byte b : RandomBits.draw(DRAWN_BYTES)) {
            digits.append(Character.forDigit(b >> 4 & 15, 16))
                    .append(Character.forDigit(b & 15, 16));
        }
        return of(digits.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** The secret in use. */
    public byte[] current() {
        return current.clone();
    }

    /** The secret before it, if it is still to be taken. */
    public Optional<byte[]> previous() {
        return previous.length == 0 ? Optional.empty() : Optional.of(previous.clone());
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "(hidden)";
    }

    private static void check(byte[] secret) {
        if (secret.length < MIN_BYTES || secret.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a secret has from " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
        }
    }
}
