package herd.flood;

import herd.protocol.AtLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How a record lies in a block: a header and the AT line, byte for byte. Offsets in bytes:
 *
 * <pre>
 *      0  the block's own
 *      4  line         length (24 bits), and where the client ID begins in it (8 bits)
 *      8  seq          local number of the last change
 *     16  known by     one bit per neighbour
 *     24  rank         what decides most comparisons, see {@link FloodRules#rank}
 *     32  place        in {@link LeastFirst}; 0: not there
 *     36  fingerprint  of the AT line, see {@link Fingerprint}
 *     44  the AT line
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
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LINE = BlockStore.HEADER_BYTES;
    private static final int SEQ = 8;
    private static final int KNOWN_BY = 16;
    private static final int RANK = 24;
    private static final int PLACE = 32;
    private static final int FINGERPRINT = 36;
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
    RecordStore(long maxBytes) {
        blocks = new BlockStore(maxBytes);
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
        byte[] array = array(handle);
        int at = BlockStore.offset(handle);
        int length = line.length();
        INTS.set(array, at + LINE, length << Byte.SIZE | line.idOffset() - line.offset());
        LONGS.set(array, at + SEQ, seq);
        LONGS.set(array, at + RANK, rank);
        LONGS.set(array, at + FINGERPRINT, fingerprint);
        System.arraycopy(line.bytes(), line.offset(), array, at + HEADER_BYTES, length);
    }

    /** Whether the record's line is that one, byte for byte. */
    boolean hasLine(int handle, AtLine line) {
        int from = lineOffset(handle);
        int to = from + lineLength(handle);
        int end = line.offset() + line.length();
        return Arrays.equals(array(handle), from, to, line.bytes(), line.offset(), end);
    }

    /** Whether the record is of the client with that ID. */
    boolean hasId(int handle, byte[] bytes, int offset, int length) {
        byte[] array = array(handle);
        int from = idOffset(handle);
        int to = from + length;
        return to < lineOffset(handle) + lineLength(handle)
                && array[to] == ' '
                && Arrays.equals(array, from, to, bytes, offset, offset + length);
    }

    /** Reads the record's line. */
    void read(int handle, AtLine into) {
        if (!into.read(array(handle), lineOffset(handle), lineLength(handle))) {
            throw new IllegalStateException("record is not an AT line: " + into);
        }
    }

    /** The array that the record lies in. */
    byte[] array(int handle) {
        return blocks.array(handle);
    }

    /** Where the line begins in {@link #array}. */
    int lineOffset(int handle) {
        return BlockStore.offset(handle) + HEADER_BYTES;
    }

    int lineLength(int handle) {
        return getInt(handle, LINE) >>> Byte.SIZE;
    }

    /** Where the client ID begins in {@link #array}; a space ends it. */
    int idOffset(int handle) {
        return lineOffset(handle) + (getInt(handle, LINE) & 0xFF);
    }

    long seq(int handle) {
        return getLong(handle, SEQ);
    }

    long knownBy(int handle) {
        return getLong(handle, KNOWN_BY);
    }

    void setKnownBy(int handle, long knownBy) {
        setLong(handle, KNOWN_BY, knownBy);
    }

    long rank(int handle) {
        return getLong(handle, RANK);
    }

    long fingerprint(int handle) {
        return getLong(handle, FINGERPRINT);
    }

    /** Reads a byte of each of the first cache lines of a record, if it is one. */
    int touch(int handle) {
        byte[] array = array(handle);
        int at = BlockStore.offset(handle);
        int next = at + CACHE_LINE_BYTES;
        return next < array.length ? array[at] + array[next] : 0;
    }

    int place(int handle) {
        return getInt(handle, PLACE);
    }

    void setPlace(int handle, int place) {
        INTS.set(array(handle), BlockStore.offset(handle) + PLACE, place);
    }

    private int getInt(int handle, int field) {
        return (int) INTS.get(array(handle), BlockStore.offset(handle) + field);
    }

    private long getLong(int handle, int field) {
        return (long) LONGS.get(array(handle), BlockStore.offset(handle) + field);
    }

    private void setLong(int handle, int field, long value) {
        LONGS.set(array(handle), BlockStore.offset(handle) + field, value);
    }
}
