package herd.flood;

import herd.protocol.AtLine;
import java.util.Arrays;

/**
 * Records with the least at hand: which one gives way to a newcomer once there are as many clients
 * as may be. A heap with four children per place; the keys that decide most comparisons lie in it,
 * and each record knows its place.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Why.</b> In chunks, so that growing never copies it; four children, so that a path down is
 * half as long and each step reads one run of keys.
 */
final class LeastFirst {

    /** The place of a record that is not in it. */
    static final int NOWHERE = 0;

    private static final int CHILDREN = 4;
    private static final int CHUNK_SHIFT = 12;
    private static final int CHUNK = 1 << CHUNK_SHIFT;
    private static final int FIRST_ROOM = 4;

    private final RecordStore records;
    private final FloodRules rules;
    private final AtLine one = new AtLine();
    private final AtLine other = new AtLine();
    private long[][] keys = new long[FIRST_ROOM][];
    private int[][] handles = new int[FIRST_ROOM][];
    private int chunks;
    private int size;

    /** Makes an empty one. */
    LeastFirst(RecordStore records, FloodRules rules) {
        this.records = records;
        this.rules = rules;
    }

    /** Adds a record. */
    void add(int handle) {
        if (size == chunks * CHUNK) {
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
        handles[at >>> CHUNK_SHIFT][at & CHUNK - 1] = handle;
    }

    /** Whether a line is greater than the least record. */
    boolean isAboveLeast(AtLine line, long key) {
        if (key != keyAt(0)) {
            return key > keyAt(0);
        }
        records.read(least(), other);
        return rules.compare(line, other) > 0;
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
        records.read(handle, one);
        records.read(otherHandle, other);
        return rules.compare(one, other) < 0;
    }

    private long keyAt(int at) {
        return keys[at >>> CHUNK_SHIFT][at & CHUNK - 1];
    }

    private int handleAt(int at) {
        return handles[at >>> CHUNK_SHIFT][at & CHUNK - 1];
    }

    private void set(int at, long key, int handle) {
        keys[at >>> CHUNK_SHIFT][at & CHUNK - 1] = key;
        handles[at >>> CHUNK_SHIFT][at & CHUNK - 1] = handle;
        records.setPlace(handle, at + 1);
    }

    private void addChunk() {
        if (chunks == keys.length) {
            keys = Arrays.copyOf(keys, 2 * chunks);
            handles = Arrays.copyOf(handles, 2 * chunks);
        }
        keys[chunks] = new long[CHUNK];
        handles[chunks] = new int[CHUNK];
        chunks++;
    }
}
