package herd.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * All that was said on a connection before it was proved, byte for byte: what the proofs cover. It
 * is signed with a mark for the direction, so that no end can be sent its own words back.
 *
 * <p>Lines are strings of Latin-1, one character for each byte, so that nothing that was really
 * sent is lost in them.
 */
final class Transcript {

    static final String FROM_DIALLER = "dialler";
    static final String FROM_ACCEPTOR = "acceptor";

    private final StringBuilder said = new StringBuilder();

    /** Adds a line that was said, without its end. */
    void add(String line) {
        said.append(line).append('\n');
    }

    /**
     * The proof of knowing a secret, over all that was said and what its sender says with it.
     *
     * @param which 0 for the current secret, 1 for the previous one
     */
    byte[] mac(Secrets secrets, int which, String direction, String statement) {
        String all = direction + '\n' + said + statement + '\n';
        return secrets.mac(which, all.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Which of the secrets the given proof shows, -1 for none. Takes the same time whether and
     * where the proof is wrong.
     */
    int provenSecret(Secrets secrets, String direction, String statement, byte[] proof) {
        int proven = -1;
        for (int which = secrets.count() - 1; which >= 0; which--) {
            if (MessageDigest.isEqual(mac(secrets, which, direction, statement), proof)) {
                proven = which;
            }
        }
        return proven;
    }
}
