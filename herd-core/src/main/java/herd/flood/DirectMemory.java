package herd.flood;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the memory outside the heap comes from. Nobody gives back what was taken: whoever needs a
 * piece no longer keeps it for the next time, since only a collection would free it.
 *
 * <p><b>Why outside.</b> A collector copies what is new and looks through what is large. What it does
 * not see costs it nothing, whatever the number of clients.
 *
 * <p><b>Threading.</b> One thread.
 */
final class DirectMemory {

    /** What {@link #take} says if there is no more; a piece without any bytes. */
    static final ByteBuffer NONE = ordered(ByteBuffer.allocateDirect(0));

    private boolean exhausted;
    private long taken;

    /**
     * Takes a piece, all zero; {@link #NONE} if there is none. That the JVM has no more is asked once
     * only: before it says so, it collects everything and waits.
     */
    ByteBuffer take(int size) {
        if (exhausted) {
            return NONE;
        }
        try {
            ByteBuffer piece = ordered(ByteBuffer.allocateDirect(size));
            taken += size;
            return piece;
        } catch (OutOfMemoryError e) {
            // The caller refuses what needed it, and everything stays as it was.
            exhausted = true;
            return NONE;
        }
    }

    /**
     * The same for what goes with records that are there: from the heap if there is no more. That is
     * little, as there are no new pages for records then.
     */
    ByteBuffer takeAnyway(int size) {
        ByteBuffer piece = take(size);
        return piece == NONE ? ordered(ByteBuffer.allocate(size)) : piece;
    }

    /** The bytes that were taken so far. */
    long taken() {
        return taken;
    }

    /** Says that there is no more, whatever the JVM has: for tests of what comes then. */
    void exhaust() {
        exhausted = true;
    }

    /** In the order of bytes that all views here have. */
    static ByteBuffer ordered(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }
}
