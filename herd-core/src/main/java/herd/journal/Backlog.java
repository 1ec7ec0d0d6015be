package herd.journal;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Entries on their way from the loop to the writer: a bounded queue in chunks of memory that are
 * used again and again. Neither side ever waits, and neither allocates once it has what it needs.
 *
 * <p><b>Threading.</b> One thread calls {@link #add}, one other all that is marked as the writer's.
 *
 * <p><b>Why.</b> What the loop pays for a message is one copy of it: the time is spelt and control
 * characters are looked for by the writer.
 */
final class Backlog {

    /** The kind of an entry that is an event; others are the ordinal of a {@link Direction}. */
    static final int EVENT = 127;

    /** Kind and length, time, connection, bytes left out. */
    private static final int HEADER_BYTES = 4 + 8 + 8 + 8;

    private static final int LENGTH_BITS = 24;

    private final int maxChunks;

    private Chunk last;
    private Chunk spare;
    private long chunksTaken = 1;

    /** Whether the last chunk is beyond the bound: there for events alone. */
    private boolean inReserve;

    private final AtomicReference<Chunk> returned = new AtomicReference<>();
    private volatile long chunksReturned;

    private Chunk first;
    private int readTo;
    private int kind;
    private int length;
    private int offset;
    private long wallNanos;
    private long connection;
    private long omittedBytes;

    /**
     * Makes an empty one.
     *
     * @param maxBytes how much may wait, in whole chunks, and one more chunk for events
     */
    Backlog(int maxBytes) {
        maxChunks = Math.max(2, maxBytes / Chunk.BYTES);
        first = new Chunk();
        last = first;
    }

    /**
     * Adds an entry.
     *
     * @param count at most half a chunk
     * @return whether there was room
     */
    boolean add(
            int entryKind,
            long time,
            long number,
            byte[] bytes,
            int from,
            int count,
            long omitted) {
        Chunk chunk = last;
        if (chunk.filled + HEADER_BYTES + count > Chunk.BYTES || inReserve) {
            chunk = roomier(chunk, entryKind, HEADER_BYTES + count);
            if (chunk == null) {
                return false;
            }
        }
        int at = chunk.filled;
        chunk.view.putInt(at, entryKind << LENGTH_BITS | count);
        chunk.view.putLong(at + 4, time);
        chunk.view.putLong(at + 12, number);
        chunk.view.putLong(at + 20, omitted);
        System.arraycopy(bytes, from, chunk.bytes, at + HEADER_BYTES, count);
        chunk.filled = at + HEADER_BYTES + count;
        chunk.published = chunk.filled;
        return true;
    }

    /** Whether so much waits that the writer should not rest any longer. */
    boolean isPressing() {
        return chunksTaken - chunksReturned > maxChunks / 4;
    }

    /** Writer: whether there is an entry. */
    boolean isEmpty() {
        return readTo == first.published && first.next == null;
    }

    /** Writer: goes to the next entry, if there is one; what was read of the one before is lost. */
    boolean next() {
        while (readTo == first.published) {
            Chunk next = first.next;
            if (next == null) {
                return false;
            }
            if (readTo == first.published) { // said before there was a next one
                giveBack(first);
                first = next;
                readTo = 0;
            }
        }
        int kindAndLength = first.view.getInt(readTo);
        kind = kindAndLength >>> LENGTH_BITS;
        length = kindAndLength & (1 << LENGTH_BITS) - 1;
        wallNanos = first.view.getLong(readTo + 4);
        connection = first.view.getLong(readTo + 12);
        omittedBytes = first.view.getLong(readTo + 20);
        offset = readTo + HEADER_BYTES;
        readTo = offset + length;
        return true;
    }

    /** Writer: the entry's kind. */
    int kind() {
        return kind;
    }

    /** Writer: the entry's time. */
    long wallNanos() {
        return wallNanos;
    }

    /** Writer: the entry's connection. */
    long connection() {
        return connection;
    }

    /** Writer: the chunk that holds the entry's text. */
    Chunk chunk() {
        return first;
    }

    /** Writer: where in it the text begins. */
    int offset() {
        return offset;
    }

    /** Writer: how long the text is. */
    int length() {
        return length;
    }

    /** Writer: how much of the text is not there. */
    long omittedBytes() {
        return omittedBytes;
    }

    /** A chunk with room for an entry, or null if there is none. */
    private Chunk roomier(Chunk chunk, int entryKind, int needed) {
        long live = chunksTaken - chunksReturned;
        inReserve = live > maxChunks;
        if (inReserve && entryKind != EVENT) {
            return null;
        }
        if (chunk.filled + needed <= Chunk.BYTES) {
            return chunk;
        }
        if (live > maxChunks || live == maxChunks && entryKind != EVENT) {
            return null;
        }
        Chunk fresh = take();
        inReserve = live == maxChunks;
        last = fresh;
        chunk.next = fresh;
        return fresh;
    }

    private Chunk take() {
        chunksTaken++;
        if (spare == null) {
            spare = returned.getAndSet(null);
        }
        Chunk chunk = spare;
        if (chunk == null) {
            return new Chunk();
        }
        spare = chunk.nextFree;
        chunk.nextFree = null;
        chunk.filled = 0;
        return chunk;
    }

    private void giveBack(Chunk chunk) {
        chunk.published = 0;
        chunk.next = null;
        do {
            chunk.nextFree = returned.get();
        } while (!returned.compareAndSet(chunk.nextFree, chunk));
        long before = chunksReturned;
        chunksReturned = before + 1;
    }
}
