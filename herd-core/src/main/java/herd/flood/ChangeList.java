package herd.flood;

import java.util.Arrays;

/**
 * All records in the order of their last change, each with the local number (seq) of that change.
 * Seqs are given out without a gap from 1 on; a record that changes leaves its place and gets the
 * next seq. Readers start anywhere and go on from there, so this is what every link sends from.
 *
 * <pre>
 *     segments   [ 1 … 9000, thinned ] [ 9001 … 13096 ] [ 13097 … ]  appended here
 *     entries      record, gone, gone, record …
 *     marks        1       0     0     1
 * </pre>
 *
 * <p>A segment that is empty goes at once. When the segments take more than 17 bytes per record, and
 * a quarter of a MiB, neighbours whose records fit in one are merged, the oldest first, where most is
 * gone. So a record costs 4 to 17 bytes however often records change: pairs that do not fit in one
 * hold more records than one has room for.
 *
 * <p><b>Why.</b> A linked list through the records costs a cache miss per step and cannot be entered
 * at a given seq, which is what a resume needs. An entry that is gone has lost its mark, and is not left
 * to be found out: so reading and merging need not look at records.
 *
 * <p><b>Threading.</b> One thread.
 */
final class ChangeList {

    private static final int FIRST_ROOM = 8;
    private static final int MAX_BYTES_PER_RECORD = 17;

    /** What the segments may take in any case: merging is not worth while below. */
    private static final int MIN_BYTES = 256 << 10;

    private ChangeSegment[] segments = new ChangeSegment[FIRST_ROOM];

    /** The first seq of every segment: searched without touching the segments. */
    private long[] bases = new long[FIRST_ROOM];

    private final SpareSegments spares;
    private int count;
    private long records;
    private long bytes;
    private long tail;

    /** Makes an empty list. */
    ChangeList(DirectMemory memory) {
        spares = new SpareSegments(memory);
        addSegment();
    }

    /** The last seq that was given out; 0 before the first. */
    long tail() {
        return tail;
    }

    /** Makes room for one more record. */
    void makeRoom() {
        if (segments[count - 1].isFull()) {
            addSegment();
            thin();
        }
    }

    /**
     * Puts a record, which is nowhere in the list, at its end, where there must be room for it.
     *
     * @return its seq
     */
    long append(int handle) {
        segments[count - 1].append(handle);
        records++;
        return ++tail;
    }

    /** Takes the record with that seq out. */
    void remove(long seq) {
        int number = numberOf(seq);
        segments[number].remove(seq);
        records--;
        if (segments[number].live() == 0 && !isLast(number)) {
            delete(number);
        }
    }

    /** Says that the record with that seq has another handle now. */
    void replace(long seq, int handle) {
        segments[numberOf(seq)].set(seq, handle);
    }

    /** Reads the mark of the entry with that seq. */
    int touch(long seq) {
        return segments[numberOf(seq)].touch(seq);
    }

    /** How many segments there are. */
    int segments() {
        return count;
    }

    /** The bytes that the segments take. */
    long bytes() {
        return bytes;
    }

    /**
     * The number of the last segment that begins at or before a seq; the first if there is none. No
     * segment stands for fewer seqs than it has room for, and most stand for just as many: so the
     * seq's distance from the end tells where to look first.
     */
    private int numberOf(long seq) {
        int high = count - 1;
        if (bases[high] <= seq) {
            return high;
        }
        long back = (bases[high] - seq + ChangeSegment.ROOM - 1) / ChangeSegment.ROOM;
        int low = (int) Math.max(0, high - back);
        if (bases[low + 1] > seq) {
            return low;
        }
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (bases[middle] <= seq) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Merges neighbours, all but the last, until the segments take no more than they may. */
    private void thin() {
        int number = 0;
        while (bytes > MIN_BYTES + MAX_BYTES_PER_RECORD * records && number + 2 < count) {
            if (!mergeWithNext(number)) {
                number++;
            }
        }
    }

    private boolean mergeWithNext(int number) {
        ChangeSegment segment = segments[number];
        ChangeSegment next = segments[number + 1];
        if (!segment.fitsWith(next)) {
            return false;
        }
        bytes -= segment.bytes();
        segment.absorb(next, segment.isFresh() ? spares.takeRun() : segment.distances());
        bytes += segment.bytes();
        delete(number + 1);
        return true;
    }

    private boolean isLast(int number) {
        return number == count - 1;
    }

    private void addSegment() {
        if (count == segments.length) {
            segments = Arrays.copyOf(segments, 2 * count);
            bases = Arrays.copyOf(bases, 2 * count);
        }
        segments[count] = spares.takeSegment(tail + 1);
        bases[count] = tail + 1;
        bytes += segments[count].bytes();
        count++;
    }

    private void delete(int number) {
        bytes -= segments[number].bytes();
        spares.giveBack(segments[number]);
        int behind = count - number - 1;
        System.arraycopy(segments, number + 1, segments, number, behind);
        System.arraycopy(bases, number + 1, bases, number, behind);
        count--;
        segments[count] = null;
    }

    /** A place in the list, between two changes, that moves towards the end. */
    final class Reader {

        private long seq;
        private ChangeSegment segment;
        private int life;
        private int place;

        /** Makes a reader before the first change. */
        Reader() {
            seek(0);
        }

        /** Moves to right behind the change with that seq, wherever its record is now. */
        void seek(long to) {
            seq = to;
            enter(numberOf(to));
            place = segment.firstAfter(to);
        }

        /** Where it is: everything up to this change lies behind. */
        long seq() {
            return seq;
        }

        /**
         * Moves behind the next record and returns it; {@link RecordStore#NONE}, and at the end of
         * the list, if there is no more.
         */
        int next() {
            if (segment.life() != life) {
                seek(seq);
            }
            while (true) {
                place = segment.nextLive(place);
                if (place < segment.size()) {
                    seq = segment.seqAt(place);
                    return segment.handleAt(place++);
                }
                int number = numberOf(segment.base());
                if (isLast(number)) {
                    seq = tail;
                    return RecordStore.NONE;
                }
                enter(number + 1);
            }
        }

        private void enter(int number) {
            segment = segments[number];
            life = segment.life();
            place = 0;
        }
    }
}
