package herd.journal;

import java.util.function.Consumer;

/**
 * How a log is kept.
 *
 * @param maxBytes the size of a file at which it is put aside, at least 64 KiB
 * @param keep how many files that were put aside are kept, at least 0
 * @param messages whether messages are logged, or only events
 * @param bufferBytes how much may wait to be written; what exceeds it is skipped and counted
 * @param trouble told, on the writer's thread, when the file cannot be written, and when it can
 *     again
 */
public record JournalSettings(
        long maxBytes, int keep, boolean messages, int bufferBytes, Consumer<String> trouble) {

    /** Enough for a tenth of a second at a million messages a second, in and out. */
    private static final int USUAL_BUFFER_BYTES = 32 << 20;

    /** A disk that is stuck must not take more than this share of a small heap. */
    private static final int HEAP_SHARE = 32;

    /** Checks the ranges. */
    public JournalSettings {
        if (maxBytes < Page.BYTES || keep < 0 || bufferBytes < Chunk.BYTES) {
            throw new IllegalArgumentException(
                    "out of range: " + maxBytes + ", " + keep + ", " + bufferBytes);
        }
    }

    /** Settings with the usual buffer: 32 MiB, or less if that is more than 1/32 of the heap. */
    public JournalSettings(long maxBytes, int keep, boolean messages, Consumer<String> trouble) {
        this(maxBytes, keep, messages, bufferBytes(Runtime.getRuntime().maxMemory()), trouble);
    }

    static int bufferBytes(long heapBytes) {
        return (int) Math.max(Chunk.BYTES, Math.min(USUAL_BUFFER_BYTES, heapBytes / HEAP_SHARE));
    }
}
