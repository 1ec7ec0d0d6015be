package herd.flood;

import herd.protocol.AtLine;
import herd.protocol.CommandReader;

/**
 * Lines that are to be merged and wait for each other, in the order in which they came: at most 64,
 * built here from what clients say, or read where they lie from what neighbours say.
 *
 * <p><b>Why.</b> A merge touches three places that are in no cache once there are many clients: in the
 * index, in the record, in the list of changes. One line after the other would wait for memory three
 * times each; looked at one after the other for all lines, the waits overlap. 64 lines are enough for
 * that, and what they touch still fits into the smallest cache.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Batch {

    static final int MAX_LINES = 64;

    /** Room for a batch of usual lines; a line that is longer than all of it makes it grow. */
    private static final int USUAL_BYTES = 16 << 10;

    private final AtLine[] lines = new AtLine[MAX_LINES];
    private final long[] hashes = new long[MAX_LINES];
    private final int[] tellers = new int[MAX_LINES];
    private byte[] built = new byte[USUAL_BYTES];
    private int builtTo;
    private int count;

    Batch() {
        for (int i = 0; i < MAX_LINES; i++) {
            lines[i] = new AtLine();
        }
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == MAX_LINES;
    }

    /** Whether a line that takes so many bytes can be built here, after those that wait. */
    boolean hasRoomFor(int bytes) {
        return builtTo + bytes <= built.length || count == 0;
    }

    /** The view for the next line, which waits from {@link #add} on. */
    AtLine next() {
        return lines[count];
    }

    /** Builds the next line; there must be room. */
    AtLine build(CommandReader iamat, byte[] origin, long wallNanos, int maxBytes) {
        if (maxBytes > built.length) {
            built = new byte[maxBytes];
        }
        AtLine line = lines[count];
        line.compose(iamat, origin, wallNanos, built, builtTo);
        builtTo += line.length() + 1;
        return line;
    }

    /** Adds the line that the next view shows now. */
    void add(long hash, int teller) {
        hashes[count] = hash;
        tellers[count] = teller;
        count++;
    }

    AtLine line(int number) {
        return lines[number];
    }

    /** The hashes of the IDs of all lines. */
    long[] hashes() {
        return hashes;
    }

    /** The neighbour that told a line, or {@link Flood#CLIENT}. */
    int teller(int number) {
        return tellers[number];
    }

    /** Forgets all lines. */
    void clear() {
        count = 0;
        builtTo = 0;
    }
}
