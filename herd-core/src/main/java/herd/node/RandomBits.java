package herd.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Random bits that nobody can guess, for what is drawn once at the start: the system's, where it has
 * a file of them, and else a {@link SecureRandom}'s.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Why.</b> {@code SecureRandom} takes its bits from the same file, but loads the JDK's providers of
 * cryptography first, which is a sixth of the time to a server's first answer.
 */
final class RandomBits {

    private static final Path SYSTEM = Path.of("/dev/urandom");

    private RandomBits() {}

    /** Draws so many bytes. */
    static byte[] draw(int count) {
        return draw(count, SYSTEM);
    }

    static byte[] draw(int count, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bits = in.readNBytes(count);
            if (bits.length == count) {
                return bits;
            }
        } catch (IOException noSuchFile) {
            // As on Windows; or there is no descriptor left.
        }
        return draw(count, new SecureRandom());
    }

    private static byte[] draw(int count, SecureRandom from) {
        byte[] bits = new byte[count];
        from.nextBytes(bits);
        return bits;
    }
}
