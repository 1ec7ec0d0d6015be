package herd.testkit.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process takes of the machine at one moment.
 *
 * @param descriptors open files and sockets; 0 where the system does not say
 * @param heapBytes what is left of the heap after a collection
 */
record Footprint(int threads, long descriptors, long heapBytes) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** What may come on top without being a leak: a connection that is just being made or closed. */
    private static final int SPARE_DESCRIPTORS = 64;

    private static final int SPARE_THREADS = 16;
    private static final long SPARE_HEAP_BYTES = 48L << 20;

    static Footprint now() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Footprint(
                Thread.activeCount(),
                openDescriptors(),
                runtime.totalMemory() - runtime.freeMemory());
    }

    /** Whether it is more than can be explained, given what it was when all was new. */
    boolean outgrew(Footprint first) {
        return threads > first.threads + SPARE_THREADS
                || descriptors > first.descriptors + SPARE_DESCRIPTORS
                || heapBytes > first.heapBytes + SPARE_HEAP_BYTES;
    }

    @Override
    public String toString() {
        return threads + " threads, " + descriptors + " descriptors, " + (heapBytes >> 20) + " MiB";
    }

    private static long openDescriptors() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
