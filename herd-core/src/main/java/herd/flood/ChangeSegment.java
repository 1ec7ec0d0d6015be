package herd.flood;

import java.nio.IntBuffer;

/**
 * A run of the {@link ChangeList}: records by the seq of their last change. A fresh one has an entry
 * for every seq, one after the other; a thinned one has only what was left of two, each with the
 * distance of its seq from the first. A mark for each entry tells whether it is a record still.
 *
 * <p><b>Why marks.</b> Each update takes one entry out, any of them. Wiped in its place that would be
 * one more thing per update that is in no cache; the marks, a bit each, often are.
 *
 * <p><b>Threading.</b> One thread. Segments are used again; {@link #life} tells one use from another.
 */
final class ChangeSegment {

    /** How many entries there is room for: 16 KiB of handles. */
    static final int ROOM = 4096;

    /** Where the marks begin, behind the handles. */
    private static final int MARKS = ROOM;

    /** What a run of entries and their marks takes. */
    static final int RUN_BYTES = (MARKS + ROOM / Integer.SIZE) * Integer.BYTES;

    private static final IntBuffer EVERY_SEQ = SpareSegments.NO_RUN;

    private IntBuffer handles = SpareSegments.NO_RUN;

    /** Distance of each entry's seq from the base, unsigned. */
    private IntBuffer distances = EVERY_SEQ;

    private long base;
    private int size;
    private int live;
    private int life;

    /**
     * Makes it empty and fresh.
     *
     * @param firstSeq its entries are for the seqs from this one on
     * @param room for entries and marks, or none if it is not in use; marks of entries that are not
     *     there mean nothing
     */
    void begin(long firstSeq, IntBuffer room) {
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

    IntBuffer handles() {
        return handles;
    }

    IntBuffer distances() {
        return distances;
    }

    /** Adds the entry with the next seq; fresh segments only. */
    void append(int handle) {
        setHandle(size, handle);
        mark(size);
        size++;
        live++;
    }

    /** The first place from there on whose entry is a record still; the size if there is none. */
    int nextLive(int from) {
        return nextLive(from, size);
    }

    /** The record at a place whose entry is one still. */
    int handleAt(int place) {
        return handles.get(place);
    }

    long seqAt(int place) {
        return isFresh() ? base + place : base + Integer.toUnsignedLong(distances.get(place));
    }

    void set(long seq, int handle) {
        setHandle(placeOf(seq), handle);
    }

    void remove(long seq) {
        unmark(placeOf(seq));
        live--;
    }

    /** Reads the mark of the entry with that seq. */
    int touch(long seq) {
        int place = firstAfter(seq) - 1;
        return place < 0 ? 0 : handles.get(wordOf(place));
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
    void absorb(ChangeSegment next, IntBuffer room) {
        int places = size;
        IntBuffer distancesTo = isFresh() ? room : distances;
        size = 0;
        for (int i = nextLive(0, places); i < places; i = nextLive(i + 1, places)) {
            keep(handleAt(i), seqAt(i), distancesTo);
        }
        for (int i = next.nextLive(0); i < next.size; i = next.nextLive(i + 1)) {
            keep(next.handleAt(i), next.seqAt(i), distancesTo);
        }
        distances = distancesTo;
        live = size;
        life++;
    }

    long bytes() {
        return (long) (handles.capacity() + distances.capacity()) * Integer.BYTES;
    }

    private void keep(int handle, long seq, IntBuffer distancesTo) {
        setHandle(size, handle);
        mark(size);
        distancesTo.put(size, (int) (seq - base));
        size++;
    }

    private void setHandle(int place, int handle) {
        handles.put(place, handle);
    }

    private int placeOf(long seq) {
        int place = firstAfter(seq) - 1;
        if (place < 0 || !isLive(place) || seqAt(place) != seq) {
            throw new IllegalStateException("no record has this seq: " + seq);
        }
        return place;
    }

    private boolean isLive(int place) {
        return (handles.get(wordOf(place)) >>> place & 1) != 0;
    }

    private int nextLive(int from, int to) {
        int at = from;
        while (at < to) {
            int marks = handles.get(wordOf(at)) >>> at;
            if (marks != 0) {
                return Math.min(to, at + Integer.numberOfTrailingZeros(marks));
            }
            at = (at | Integer.SIZE - 1) + 1;
        }
        return to;
    }

    private void mark(int place) {
        int word = wordOf(place);
        handles.put(word, handles.get(word) | 1 << place);
    }

    private void unmark(int place) {
        int word = wordOf(place);
        handles.put(word, handles.get(word) & ~(1 << place));
    }

    private static int wordOf(int place) {
        return MARKS + place / Integer.SIZE;
    }
}
