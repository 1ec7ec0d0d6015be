package herd.flood;

/**
 * From a client ID to its record. 256 open tables, chosen by the first 8 bits of the ID's hash; an
 * entry is the last 32 bits of the hash and the record's handle. A table grows by a quarter when it
 * is four fifths full, by itself, so growing never takes long and little room is idle.
 *
 * <p>An entry's first choice of place is its hash's share of the table (hash × size / 2^32), then the
 * places after it, around the end. Taking one out moves those behind it up, so there are no gaps in
 * a run and nothing to clean up.
 *
 * <p><b>Threading.</b> One thread.
 */
final class IdIndex {

    private static final int TABLES = 256;
    private static final int TABLE_SHIFT = Long.SIZE - 8;
    private static final int FIRST_SIZE = 8;
    private static final long LOW = 0xFFFF_FFFFL;

    private final RecordStore records;

    /** An entry is hash bits above, handle below; 0 where there is none. */
    private final long[][] tables = new long[TABLES][FIRST_SIZE];

    private final int[] counts = new int[TABLES];
    private int changes;

    /** Makes an empty index of records that lie there. */
    IdIndex(RecordStore records) {
        this.records = records;
    }

    /** The record of the client with that ID, whose hash is given; {@link RecordStore#NONE} if none. */
    int find(long hash, byte[] bytes, int offset, int length) {
        long[] table = tables[(int) (hash >>> TABLE_SHIFT)];
        int at = home(hash, table.length);
        while (table[at] != 0) {
            int handle = (int) table[at];
            if (table[at] >>> Integer.SIZE == (hash & LOW)
                    && records.hasId(handle, bytes, offset, length)) {
                return handle;
            }
            at = after(at, table.length);
        }
        return RecordStore.NONE;
    }

    /** Changes whenever anything else does here: what was found stays true until then. */
    int changes() {
        return changes;
    }

    /** The first record whose ID's hash looks like that one: the right one, if there is one, nearly always. */
    int firstLike(long hash) {
        long[] table = tables[(int) (hash >>> TABLE_SHIFT)];
        int at = home(hash, table.length);
        while (table[at] != 0 && table[at] >>> Integer.SIZE != (hash & LOW)) {
            at = after(at, table.length);
        }
        return (int) table[at];
    }

    /** Adds a record whose ID has that hash and is not there yet. */
    void add(long hash, int handle) {
        changes++;
        int number = (int) (hash >>> TABLE_SHIFT);
        if (5L * (counts[number] + 1) > 4L * tables[number].length) {
            tables[number] = grown(tables[number]);
        }
        counts[number]++;
        put(tables[number], hash << Integer.SIZE | handle);
    }

    /** Says that the record has another handle now. */
    void replace(long hash, int from, int to) {
        changes++;
        long[] table = tables[(int) (hash >>> TABLE_SHIFT)];
        table[placeOf(table, hash, from)] = hash << Integer.SIZE | to;
    }

    /** Takes a record out. */
    void remove(long hash, int handle) {
        changes++;
        int number = (int) (hash >>> TABLE_SHIFT);
        long[] table = tables[number];
        int gap = placeOf(table, hash, handle);
        int at = after(gap, table.length);
        while (table[at] != 0) {
            int home = home(table[at] >>> Integer.SIZE, table.length);
            if (distance(home, at, table.length) >= distance(gap, at, table.length)) {
                table[gap] = table[at];
                gap = at;
            }
            at = after(at, table.length);
        }
        table[gap] = 0;
        counts[number]--;
    }

    /** The bytes that the tables take. */
    long bytes() {
        long bytes = 0;
        for (long[] table : tables) {
            bytes += (long) Long.BYTES * table.length;
        }
        return bytes;
    }

    private static int home(long hash, int size) {
        return (int) ((hash & LOW) * size >>> Integer.SIZE);
    }

    private static int after(int at, int size) {
        return at + 1 == size ? 0 : at + 1;
    }

    private static int distance(int from, int to, int size) {
        return to >= from ? to - from : to - from + size;
    }

    private static int placeOf(long[] table, long hash, int handle) {
        long entry = hash << Integer.SIZE | handle;
        int at = home(hash, table.length);
        while (table[at] != entry) {
            if (table[at] == 0) {
                throw new IllegalStateException("record is not in the index: " + handle);
            }
            at = after(at, table.length);
        }
        return at;
    }

    private static long[] grown(long[] table) {
        long[] larger = new long[table.length + Math.max(FIRST_SIZE, table.length / 4)];
        for (long entry : table) {
            if (entry != 0) {
                put(larger, entry);
            }
        }
        return larger;
    }

    private static void put(long[] table, long entry) {
        int at = home(entry >>> Integer.SIZE, table.length);
        while (table[at] != 0) {
            at = after(at, table.length);
        }
        table[at] = entry;
    }
}
