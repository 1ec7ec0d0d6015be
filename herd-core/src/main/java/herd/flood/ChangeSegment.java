package herd.flood;

/**
 * A run of the {@link ChangeList}: records by the seq of their last change. A fresh one has an entry
 * for every seq, one after the other; a thinned one has only what was left of two, each with the
 * distance of its seq from the first.
 *
 * <p><b>Threading.</b> One thread. Segments are used again; {@link #life} tells one use from another.
 */
final class ChangeSegment {

    /** How many entries there is room for: 16 KiB of handles. */
    static final int ROOM = 4096;

    private static final int[] EVERY_SEQ = {};

    private final int[] handles = new int[ROOM];

    /** Distance of each entry's seq from the base, unsigned. */
    private int[] distances = EVERY_SEQ;

    private long base;
    private int size;
    private int live;
    private int life;

    /** Makes it empty and fresh, for the seqs from a first one on. */
    void begin(long firstSeq) {
        base = firstSeq;
        distances = EVERY_SEQ;
        size = 0;
        live = 0;
        life++;
    }

    /** Changes whenever its entries get other places, so that a reader knows to look again. */
    int life() {
        return life;
    }

    long base() {
        return base;
    }

    int size() {
        return size;
    }

    /** How many of the entries are records still. */
    int live() {
        return live;
    }

    boolean isFull() {
        return size == ROOM;
    }

    boolean isFresh() {
        return distances == EVERY_SEQ;
    }

    int[] distances() {
        return distances;
    }

    /** Adds the entry with the next seq; fresh segments only. */
    void append(int handle) {
        handles[size++] = handle;
        live++;
    }

    /** The record at a place, or {@link RecordStore#NONE} if it has changed since. */
    int handleAt(int place) {
        return handles[place];
    }

    long seqAt(int place) {
        return isFresh() ? base + place : base + Integer.toUnsignedLong(distances[place]);
    }

    void set(long seq, int handle) {
        handles[placeOf(seq)] = handle;
    }

    void remove(long seq) {
        handles[placeOf(seq)] = RecordStore.NONE;
        live--;
    }

    /** The first place with a greater seq; the size if there is none. */
    int firstAfter(long seq) {
        if (isFresh()) {
            return (int) Math.max(0, Math.min(size, seq - base + 1));
        }
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (seqAt(middle) <= seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether what is left in this and the next segment has room in one. */
    boolean fitsWith(ChangeSegment next) {
        return live + next.live <= ROOM && next.seqAt(next.size - 1) - base >>> Integer.SIZE == 0;
    }

    /**
     * Keeps only what is left here, and adds what is left in the next segment.
     *
     * @param room for the distances, if this one is fresh
     */
    void absorb(ChangeSegment next, int[] room) {
        int places = size;
        int[] distancesTo = isFresh() ? room : distances;
        size = 0;
        for (int i = 0; i < places; i++) {
            keep(handles[i], seqAt(i), distancesTo);
        }
        for (int i = 0; i < next.size; i++) {
            keep(next.handles[i], next.seqAt(i), distancesTo);
        }
        distances = distancesTo;
        live = size;
        life++;
    }

    long bytes() {
        return (long) Integer.BYTES * (handles.length + distances.length);
    }

    private void keep(int handle, long seq, int[] distancesTo) {
        if (handle != RecordStore.NONE) {
            handles[size] = handle;
            distancesTo[size] = (int) (seq - base);
            size++;
        }
    }

    private int placeOf(long seq) {
        int place = firstAfter(seq) - 1;
        if (place < 0 || seqAt(place) != seq || handles[place] == RecordStore.NONE) {
            throw new IllegalStateException("no record has this seq: " + seq);
        }
        return place;
    }
}
