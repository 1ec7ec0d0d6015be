package herd.flood;

import java.nio.ByteBuffer;

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

    /** What a run of entries takes. */
    static final int RUN_BYTES = ROOM * Integer.BYTES;

    private static final ByteBuffer EVERY_SEQ = DirectMemory.NONE;

    private ByteBuffer handles = DirectMemory.NONE;

    /** Distance of each entry's seq from the base, unsigned. */
    private ByteBuffer distances = EVERY_SEQ;

    private long base;
    private int size;
    private int live;
    private int life;

    /**
     * Makes it empty and fresh.
     *
     * @param firstSeq its entries are for the seqs from this one on
     * @param room for as many handles as there is to be room for
     */
    void begin(long firstSeq, ByteBuffer room) {
        handles = room;
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

    ByteBuffer handles() {
        return handles;
    }

    ByteBuffer distances() {
        return distances;
    }

    /** Adds the entry with the next seq; fresh segments only. */
    void append(int handle) {
        setHandle(size++, handle);
        live++;
    }

    /** The record at a place, or {@link RecordStore#NONE} if it has changed since. */
    int handleAt(int place) {
        return handles.getInt(place * Integer.BYTES);
    }

    long seqAt(int place) {
        return isFresh()
                ? base + place
                : base + Integer.toUnsignedLong(distances.getInt(place * Integer.BYTES));
    }

    void set(long seq, int handle) {
        setHandle(placeOf(seq), handle);
    }

    void remove(long seq) {
        setHandle(placeOf(seq), RecordStore.NONE);
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
    void absorb(ChangeSegment next, ByteBuffer room) {
        int places = size;
        ByteBuffer distancesTo = isFresh() ? room : distances;
        size = 0;
        for (int i = 0; i < places; i++) {
            keep(handleAt(i), seqAt(i), distancesTo);
        }
        for (int i = 0; i < next.size; i++) {
            keep(next.handleAt(i), next.seqAt(i), distancesTo);
        }
        distances = distancesTo;
        live = size;
        life++;
    }

    long bytes() {
        return handles.capacity() + distances.capacity();
    }

    private void keep(int handle, long seq, ByteBuffer distancesTo) {
        if (handle != RecordStore.NONE) {
            setHandle(size, handle);
            distancesTo.putInt(size * Integer.BYTES, (int) (seq - base));
            size++;
        }
    }

    private void setHandle(int place, int handle) {
        handles.putInt(place * Integer.BYTES, handle);
    }

    private int placeOf(long seq) {
        int place = firstAfter(seq) - 1;
        if (place < 0 || seqAt(place) != seq || handleAt(place) == RecordStore.NONE) {
            throw new IllegalStateException("no record has this seq: " + seq);
        }
        return place;
    }
}
