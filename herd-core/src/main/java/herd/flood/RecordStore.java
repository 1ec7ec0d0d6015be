package herd.flood;

import herd.protocol.AtLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * How a record lies in a block: a header and the AT line, byte for byte.
 *
 * <pre>
 *     word  0  lower half: the block's own
 *              upper half: length of the line (24 bits), and where the client ID begins in it (8 bits)
 *           1  seq          local number of the last change
 *           2  known by     one bit per neighbour
 *           3  rank         what decides most comparisons, see {@link FloodRules#rank}
 *           4  fingerprint  of the AT line, see {@link Fingerprint}
 *     byte 40  place        in {@link LeastFirst}; 0: not there
 *          44  the AT line
 * </pre>
 *
 * <p><b>Why.</b> The times are in the line; a header with all four parts of them would cost 16 bytes
 * more per client, and spare a second reading of the line in ties only. The fingerprint spares one
 * with every update, when what is replaced leaves the sum.
 *
 * <p><b>Threading.</b> One thread.
 */
final class RecordStore {

    /** The handle of no record. */
    static final int NONE = BlockStore.NONE;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int SEQ = 1;
    private static final int KNOWN_BY = 2;
    private static final int RANK = 3;
    private static final int FINGERPRINT = 4;
    private static final int PLACE_BYTE = 40;
    private static final int HEADER_BYTES = 44;

    /** What the processor reads from memory at once, on nearly all machines. */
    private static final int CACHE_LINE_BYTES = 64;

    /** The longest line that a record can have. */
    static final int MAX_LINE_BYTES = (1 << 24) - 1;

    /** A record stays in its block although a block for its line might be smaller by so much. */
    private static final int MAX_SLACK_BYTES = 32;

    private final BlockStore blocks;

    /**
     * Makes an empty store.
     *
     * @param maxBytes how many bytes of pages the records may take
     */
    RecordStore(long maxBytes, DirectMemory memory) {
        blocks = new BlockStore(maxBytes, memory);
    }

    /** The blocks, for clearing pages. */
    BlockStore blocks() {
        return blocks;
    }

    /** Takes room for a record with that line; {@link #NONE} if there is no more. */
    int allocate(AtLine line) {
        if (line.length() > MAX_LINE_BYTES) {
            return NONE;
        }
        int handle = blocks.allocate(HEADER_BYTES + line.length());
        if (handle != NONE) {
            setPlace(handle, LeastFirst.NOWHERE);
        }
        return handle;
    }

    /** Whether that line can take the place of the one in the record. */
    boolean suits(int handle, AtLine line) {
        int slack = blocks.size(handle) - BlockStore.roundUp(HEADER_BYTES + line.length());
        return slack >= 0 && slack <= MAX_SLACK_BYTES;
    }

    /** Writes what a change of the record changes: all but who knows it, and its place. */
    void fill(int handle, AtLine line, long seq, long rank, long fingerprint) {
        LongBuffer words = blocks.words(handle);
        int at = BlockStore.word(handle);
        int length = line.length();
        long lineField = length << Byte.SIZE | line.idOffset() - line.offset();
        words.put(at, lineField << Integer.SIZE | blocks.size(handle));
        words.put(at + SEQ, seq);
        words.put(at + RANK, rank);
        words.put(at + FINGERPRINT, fingerprint);
        blocks.page(handle).put(lineOffset(handle), line.bytes(), line.offset(), length);
    }

    /** Whether the record's line is that one, byte for byte. */
    boolean hasLine(int handle, AtLine line) {
        return line.length() == lineLength(handle)
                && hasBytes(
                        blocks.page(handle),
                        lineOffset(handle),
                        line.bytes(),
                        line.offset(),
                        line.length());
    }

    /** Whether the record is of the client with that ID. */
    boolean hasId(int handle, byte[] bytes, int offset, int length) {
        ByteBuffer page = blocks.page(handle);
        int at = lineOffset(handle);
        int field = lineField(handle);
        int from = at + (field & 0xFF);
        int to = from + length;
        return to < at + (field >>> Byte.SIZE)
                && page.get(to) == ' '
                && hasBytes(page, from, bytes, offset, length);
    }

    /** Copies the line to the beginning of an array that has room for it. */
    void copyLine(int handle, byte[] to) {
        blocks.page(handle).get(lineOffset(handle), to, 0, lineLength(handle));
    }

    int lineLength(int handle) {
        return lineField(handle) >>> Byte.SIZE;
    }

    /** Where the client ID begins in the line; a space ends it. */
    int idOffset(int handle) {
        return lineField(handle) & 0xFF;
    }

    long seq(int handle) {
        return word(handle, SEQ);
    }

    long knownBy(int handle) {
        return word(handle, KNOWN_BY);
    }

    void setKnownBy(int handle, long knownBy) {
        blocks.words(handle).put(BlockStore.word(handle) + KNOWN_BY, knownBy);
    }

    long rank(int handle) {
        return word(handle, RANK);
    }

    long fingerprint(int handle) {
        return word(handle, FINGERPRINT);
    }

    /** Reads a byte of each of the first cache lines of a record, if it is one. */
    int touch(int handle) {
        ByteBuffer page = blocks.page(handle);
        int at = BlockStore.offset(handle);
        int next = at + CACHE_LINE_BYTES;
        return next < page.capacity() ? page.get(at) + page.get(next) : 0;
    }

    int place(int handle) {
        return blocks.page(handle).getInt(BlockStore.offset(handle) + PLACE_BYTE);
    }

    void setPlace(int handle, int place) {
        blocks.page(handle).putInt(BlockStore.offset(handle) + PLACE_BYTE, place);
    }

    private static int lineOffset(int handle) {
        return BlockStore.offset(handle) + HEADER_BYTES;
    }

    private int lineField(int handle) {
        return (int) (word(handle, 0) >>> Integer.SIZE);
    }

    private long word(int handle, int field) {
        return blocks.words(handle).get(BlockStore.word(handle) + field);
    }

    /** Compares eight bytes at a time; the last eight overlap those before. */
    private static boolean hasBytes(ByteBuffer page, int at, byte[] bytes, int offset, int length) {
        if (length < Long.BYTES) {
            return hasFewBytes(page, at, bytes, offset, length);
        }
        int last = length - Long.BYTES;
        int next = 0;
        int i;
        do {
            i = next;
            if (page.getLong(at + i) != (long) LONGS.get(bytes, offset + i)) {
                return false;
            }
            next = Math.min(i + Long.BYTES, last);
        } while (i < last);
        return true;
    }

    private static boolean hasFewBytes(
            ByteBuffer page, int at, byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (page.get(at + i) != bytes[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
