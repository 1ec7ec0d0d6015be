package herd.flood;

import herd.protocol.AtLine;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Records with the least at hand: which one gives way to a newcomer once there are as many clients
 * as may be. A heap with four children per place; the keys that decide most comparisons lie in it,
 * and each record knows its place.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Why.</b> In chunks outside the heap, so that growing never copies it, nor a collector; four
 * children, so that a path down is half as long and each step reads one run of keys.
 */
final class LeastFirst {

    /** The place of a record that is not in it. */
    static final int NOWHERE = 0;

    private static final int CHILDREN = 4;
    private static final int CHUNK_SHIFT = 12;
    private static final int CHUNK = 1 << CHUNK_SHIFT;
    private static final int FIRST_ROOM = 4;

    /** In a chunk all keys come first. */
    private static final int HANDLES = CHUNK * Long.BYTES;

    private static final int CHUNK_BYTES = HANDLES + CHUNK * Integer.BYTES;

    private final RecordStore records;
    private final FloodRules rules;
    private final HeldLine one = new HeldLine();
    private final HeldLine other = new HeldLine();
    private final DirectMemory memory;
    private ByteBuffer[] chunks = new ByteBuffer[FIRST_ROOM];
    private int chunkCount;
    private int size;

    /** Makes an empty one. */
    LeastFirst(RecordStore records, FloodRules rules, DirectMemory memory) {
        this.memory = memory;
        this.records = records;
        this.rules = rules;
    }

    /** Adds a record. */
    void add(int handle) {
        if (size == chunkCount * CHUNK) {
            addChunk();
        }
        up(size++, key(handle), handle);
    }

    /** The least record; there must be one. */
    int least() {
        return handleAt(0);
    }

    /** Takes the least record out. */
    void removeLeast() {
        records.setPlace(least(), NOWHERE);
        size--;
        if (size > 0) {
            down(0, keyAt(size), handleAt(size));
        }
    }

    /** Says that the record has a greater line now. */
    void changed(int handle) {
        down(records.place(handle) - 1, key(handle), handle);
    }

    /** Says that the record has another handle now. */
    void moved(int handle) {
        int at = records.place(handle) - 1;
        setHandle(at, handle);
    }

    /** Whether a line is greater than the least record. */
    boolean isAboveLeast(AtLine line, long key) {
        if (key != keyAt(0)) {
            return key > keyAt(0);
        }
        return rules.compare(line, other.read(records, least())) > 0;
    }

    private long key(int handle) {
        return rules.evictionKey(records.rank(handle), records.seq(handle));
    }

    private void up(int from, long key, int handle) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) / CHILDREN;
            if (!isLess(key, handle, keyAt(parent), handleAt(parent))) {
                break;
            }
            set(at, keyAt(parent), handleAt(parent));
            at = parent;
        }
        set(at, key, handle);
    }

    private void down(int from, long key, int handle) {
        int at = from;
        while (true) {
            int child = leastChild(at);
            if (child == 0 || !isLess(keyAt(child), handleAt(child), key, handle)) {
                break;
            }
            set(at, keyAt(child), handleAt(child));
            at = child;
        }
        set(at, key, handle);
    }

    /** The place of the least child; 0 if there is none. */
    private int leastChild(int at) {
        long first = (long) at * CHILDREN + 1;
        if (first >= size) {
            return 0;
        }
        int least = (int) first;
        int end = (int) Math.min(size, first + CHILDREN);
        for (int i = least + 1; i < end; i++) {
            if (isLess(keyAt(i), handleAt(i), keyAt(least), handleAt(least))) {
                least = i;
            }
        }
        return least;
    }

    private boolean isLess(long key, int handle, long otherKey, int otherHandle) {
        if (key != otherKey) {
            return key < otherKey;
        }
        return rules.compare(one.read(records, handle), other.read(records, otherHandle)) < 0;
    }

    private long keyAt(int at) {
        return chunks[at >>> CHUNK_SHIFT].getLong((at & CHUNK - 1) * Long.BYTES);
    }

    private int handleAt(int at) {
        return chunks[at >>> CHUNK_SHIFT].getInt(HANDLES + (at & CHUNK - 1) * Integer.BYTES);
    }

    private void set(int at, long key, int handle) {
        chunks[at >>> CHUNK_SHIFT].putLong((at & CHUNK - 1) * Long.BYTES, key);
        setHandle(at, handle);
        records.setPlace(handle, at + 1);
    }

    private void setHandle(int at, int handle) {
        chunks[at >>> CHUNK_SHIFT].putInt(HANDLES + (at & CHUNK - 1) * Integer.BYTES, handle);
    }

    private void addChunk() {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunkCount);
        }
        chunks[chunkCount++] = memory.takeAnyway(CHUNK_BYTES);
    }
}
