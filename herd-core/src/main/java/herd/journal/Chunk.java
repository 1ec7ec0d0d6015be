package herd.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A stretch of the backlog: whole entries, one after the other. The loop fills it and says how far;
 * the writer follows. It is full when it has a successor.
 */
final class Chunk {

    static final int BYTES = 64 << 10;

    final byte[] bytes = new byte[BYTES];

    /** The same bytes, for reading and writing longs. */
    final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());

    /** How far it is filled; the loop's own. */
    int filled;

    /** How far the writer may read. */
    volatile int published;

    /** The chunk that goes on where this one is full. */
    volatile Chunk next;

    /** The next in a list of chunks that are free. */
    Chunk nextFree;
}
