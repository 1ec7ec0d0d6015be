package herd.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What a process has open and running.
 *
 * @param threads that live
 * @param files descriptors that are open; 0 where the system does not say
 */
record Leftovers(int threads, int files) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

    static Leftovers now() {
        return new Leftovers(Thread.activeCount(), openFiles());
    }

    /** Waits until there is no more than there was; says what is too much, if it stays. */
    Optional<String> awaitNoMore() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Leftovers now = now();
        while (now.threads > threads || now.files > files) {
            if (System.nanoTime() - deadline > 0) {
                return Optional.of("there were " + this + ", and are " + now);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            now = now();
        }
        return Optional.empty();
    }

    private static int openFiles() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(DESCRIPTORS)) {
            int count = 0;
            for (Path each : open) {
                count += each.getNameCount() > 0 ? 1 : 0;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot count open files", e);
        }
    }
}
