package herd.flood;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * From a client ID to its record: an open table in segments, which a directory finds by the first
 * bits of the ID's hash. A segment that is seven eighths full is split in two by the next bit; when
 * the directory has no such bit, it is doubled, which takes microseconds, as segments are large. The
 * first three segments begin small and grow until they are as large as all others.
 *
 * <pre>
 *     directory   0 0 1 2 3 3     by the first bits of the hash, spread
 *     segment 2   [ entry, –, entry, entry, – … | count, depth ]   by its last bits
 * </pre>
 *
 * <p>An entry is the last 32 bits of the hash, above, and the record's handle; its first choice of
 * place is the hash's last bits, then the places after it, around the end. Taking one out moves those
 * behind it up, so there are no gaps in a run and nothing to clean up.
 *
 * <p><b>Spread.</b> Evenly spread, all segments would be full at the same time, and half empty after.
 * So the hash is squared, as it were: the first segments get twice as much as the last, they are split
 * at all times, and the index takes about 13 bytes per record whatever their number.
 *
 * <p><b>Threading.</b> One thread.
 */
final class IdIndex {

    /** How many entries a segment has room for once it may be split; then it takes microseconds. */
    static final int SLOTS = 4096;

    private static final int FIRST_SLOTS = 64;
    private static final int GROWTH = 4;

    /** How many segments there are at first, and parts of the range that {@link #spread} has. */
    private static final int FIRST_SEGMENTS = 3;

    /** How far the directory is shifted down if it has an entry for each of these. */
    private static final int FIRST_SHIFT = Long.SIZE - 2;

    /** Not reached with as many records as there are handles, unless somebody knows the seed. */
    private static final int MAX_DEPTH = 20;

    private static final long LOW = 0xFFFF_FFFFL;

    private final RecordStore records;
    private final DirectMemory memory;

    /** For every value of the first bits, the segment; neighbours are often the same one. */
    private LongBuffer[] directory = new LongBuffer[FIRST_SEGMENTS];

    /** How many bits more than the first ones the directory looks at. */
    private int depth;

    /** What is put to new places. */
    private long[] moving = {};

    private long bytes;
    private int changes;

    /** Makes an empty index of records that lie there. */
    IdIndex(RecordStore records, DirectMemory memory) {
        this.records = records;
        this.memory = memory;
        for (int i = 0; i < FIRST_SEGMENTS; i++) {
            directory[i] = segment(FIRST_SLOTS, 0);
        }
    }

    /** The record of the client with that ID, whose hash is given; {@link RecordStore#NONE} if none. */
    int find(long hash, byte[] bytes, int offset, int length) {
        LongBuffer segment = segmentOf(hash);
        int mask = slots(segment) - 1;
        int at = (int) hash - 1;
        long entry;
        do {
            at = at + 1 & mask;
            entry = entry(segment, at);
        } while (entry != 0
                && !(isLike(entry, hash) && records.hasId((int) entry, bytes, offset, length)));
        return (int) entry;
    }

    /** Changes whenever anything else does here: what was found stays true until then. */
    int changes() {
        return changes;
    }

    /** The first record whose ID's hash looks like that one: nearly always the one that is meant. */
    int firstLike(long hash) {
        LongBuffer segment = segmentOf(hash);
        int mask = slots(segment) - 1;
        int at = (int) hash - 1;
        long entry;
        do {
            at = at + 1 & mask;
            entry = entry(segment, at);
        } while (entry != 0 && !isLike(entry, hash));
        return (int) entry;
    }

    /** Makes room for one more record whose ID has that hash. */
    void makeRoom(long hash) {
        if (isFull(segmentOf(hash))) {
            growOrSplit(hash);
        }
    }

    /** Adds a record whose ID has that hash and is not there yet; there must be room for it. */
    void add(long hash, int handle) {
        changes++;
        LongBuffer segment = segmentOf(hash);
        put(segment, hash << Integer.SIZE | handle);
        count(segment, 1);
    }

    /** Says that the record has another handle now. */
    void replace(long hash, int from, int to) {
        changes++;
        LongBuffer segment = segmentOf(hash);
        setEntry(segment, placeOf(segment, hash, from), hash << Integer.SIZE | to);
    }

    /** Takes a record out. */
    void remove(long hash, int handle) {
        changes++;
        LongBuffer segment = segmentOf(hash);
        int mask = slots(segment) - 1;
        int gap = placeOf(segment, hash, handle);
        int at = gap + 1 & mask;
        long entry = entry(segment, at);
        while (entry != 0) {
            int home = (int) (entry >>> Integer.SIZE) & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                setEntry(segment, gap, entry);
                gap = at;
            }
            at = at + 1 & mask;
            entry = entry(segment, at);
        }
        setEntry(segment, gap, 0);
        count(segment, -1);
    }

    /** The bytes that the segments take. */
    long bytes() {
        return bytes;
    }

    private LongBuffer segmentOf(long hash) {
        return directory[number(hash)];
    }

    private int number(long hash) {
        return (int) (spread(hash) >>> FIRST_SHIFT - depth);
    }

    /** Of the last 32 bits of a hash a number below 3 * 2^62, the more often the smaller. */
    private static long spread(long hash) {
        long half = (hash & LOW) >>> 1;
        return half * ((1L << Integer.SIZE) + half);
    }

    private LongBuffer segment(int slots, int segmentDepth) {
        int size = (slots + 1) * Long.BYTES;
        LongBuffer segment = memory.takeAnyway(size).asLongBuffer();
        setTail(segment, 0, segmentDepth);
        bytes += size;
        return segment;
    }

    private void growOrSplit(long hash) {
        LongBuffer segment = segmentOf(hash);
        if (slots(segment) < SLOTS) {
            grow(segment, hash);
        } else {
            split(segment, hash);
        }
        makeRoom(hash);
    }

    /** Puts what is in a small segment into a larger one; all small ones ever are a few pages. */
    private void grow(LongBuffer segment, long hash) {
        LongBuffer larger = segment(GROWTH * slots(segment), depth(segment));
        int entries = takeOut(segment);
        bytes -= (long) segment.capacity() * Long.BYTES;
        enter(larger, hash);
        putBack(entries);
    }

    private void split(LongBuffer segment, long hash) {
        int nowDepth = depth(segment) + 1;
        if (nowDepth > MAX_DEPTH) {
            throw new IllegalStateException("too many IDs of one hash");
        }
        if (nowDepth > depth) {
            doubleDirectory();
        }
        LongBuffer upper = segment(SLOTS, nowDepth);
        int entries = takeOut(segment);
        setTail(segment, 0, nowDepth);
        int half = 1 << depth - nowDepth;
        int first = number(hash) & -(2 * half);
        Arrays.fill(directory, first + half, first + 2 * half, upper);
        putBack(entries);
    }

    private void doubleDirectory() {
        LongBuffer[] larger = new LongBuffer[2 * directory.length];
        for (int i = 0; i < larger.length; i++) {
            larger[i] = directory[i / 2];
        }
        directory = larger;
        depth++;
    }

    /** Writes a segment into all places of the directory that one with its depth has. */
    private void enter(LongBuffer segment, long hash) {
        int places = 1 << depth - depth(segment);
        int first = number(hash) & -places;
        Arrays.fill(directory, first, first + places, segment);
    }

    private int takeOut(LongBuffer segment) {
        if (moving.length < slots(segment)) {
            moving = new long[slots(segment)];
        }
        int entries = 0;
        for (int i = 0; i < slots(segment); i++) {
            moving[entries] = entry(segment, i);
            entries += moving[entries] == 0 ? 0 : 1;
            setEntry(segment, i, 0);
        }
        count(segment, -entries);
        return entries;
    }

    private void putBack(int entries) {
        for (int i = 0; i < entries; i++) {
            LongBuffer segment = segmentOf(moving[i] >>> Integer.SIZE);
            put(segment, moving[i]);
            count(segment, 1);
        }
    }

    private static void put(LongBuffer segment, long entry) {
        int mask = slots(segment) - 1;
        int at = (int) (entry >>> Integer.SIZE) - 1;
        do {
            at = at + 1 & mask;
        } while (entry(segment, at) != 0);
        setEntry(segment, at, entry);
    }

    private static int placeOf(LongBuffer segment, long hash, int handle) {
        long wanted = hash << Integer.SIZE | handle;
        int mask = slots(segment) - 1;
        int at = (int) hash & mask;
        long entry = entry(segment, at);
        while (entry != wanted) {
            if (entry == 0) {
                throw new IllegalStateException("record is not in the index: " + handle);
            }
            at = at + 1 & mask;
            entry = entry(segment, at);
        }
        return at;
    }

    private static boolean isLike(long entry, long hash) {
        return entry >>> Integer.SIZE == (hash & LOW);
    }

    private static boolean isFull(LongBuffer segment) {
        return 8L * (count(segment) + 1) > 7L * slots(segment);
    }

    private static int slots(LongBuffer segment) {
        return segment.capacity() - 1;
    }

    private static long entry(LongBuffer segment, int at) {
        return segment.get(at);
    }

    private static void setEntry(LongBuffer segment, int at, long entry) {
        segment.put(at, entry);
    }

    private static int count(LongBuffer segment) {
        return (int) segment.get(slots(segment));
    }

    private static void count(LongBuffer segment, int more) {
        int tail = slots(segment);
        segment.put(tail, segment.get(tail) + more);
    }

    private static int depth(LongBuffer segment) {
        return (int) (segment.get(slots(segment)) >>> Integer.SIZE);
    }

    private static void setTail(LongBuffer segment, int count, int depth) {
        segment.put(slots(segment), (long) depth << Integer.SIZE | count);
    }
}
