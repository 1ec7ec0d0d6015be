package herd.flood;

import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.util.Arrays;

/**
 * Lines that are to be merged and wait for each other, in the order in which they came: built here
 * from what clients say, or read where they lie from what neighbours say.
 *
 * <p><b>Why.</b> A merge touches three places that are in no cache once there are many clients: in the
 * index, in the record, in the list of changes. One line after the other would wait for memory three
 * times each; looked at one after the other for all lines, the waits overlap. As many
 * lines may wait as a read usually brings at most: were a batch often full in the midst of a read, a
 * compiler would copy what settles it into each of the methods that lead here.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Batch {

    /** About as many as the largest read has. */
    static final int MAX_LINES = 1024;

    /** Enough for the waits to overlap, and what they touch still fits into the smallest cache. */
    static final int LINES_AT_ONCE = 64;

    /** A line that is longer may lie in memory of its own, which is not to be held on to. */
    private static final int USUAL_LINE_BYTES = 1024;

    /** Room for a batch of usual lines; a line that is longer than all of it makes it grow. */
    private static final int USUAL_BYTES = 128 << 10;

    private final AtLine[] lines = new AtLine[MAX_LINES];
    private final long[] tellers = new long[MAX_LINES];
    private byte[] built = new byte[USUAL_BYTES];
    private int builtTo;
    private int count;
    private int longest;

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
        AtLine line = lines[count];
        if (line == null) {
            line = new AtLine();
            lines[count] = line;
        }
        return line;
    }

    /** Builds the next line; there must be room. */
    AtLine build(CommandReader iamat, byte[] origin, long wallNanos, int maxBytes) {
        if (maxBytes > built.length) {
            built = new byte[maxBytes];
        }
        AtLine line = next();
        line.compose(iamat, origin, wallNanos, built, builtTo);
        builtTo += line.length() + 1;
        return line;
    }

    /**
     * Adds the line that the next view shows now.
     *
     * @param teller the bit of the neighbour that told it; 0 for a client
     */
    void add(long teller) {
        tellers[count] = teller;
        longest = Math.max(longest, lines[count].length());
        count++;
    }

    AtLine line(int number) {
        return lines[number];
    }

    /** The bit of the neighbour that told a line; 0 for a client. */
    long teller(int number) {
        return tellers[number];
    }

    /** Forgets all lines. */
    void clear() {
        count = 0;
        builtTo = 0;
        if (longest > USUAL_LINE_BYTES) {
            Arrays.fill(lines, null);
            longest = 0;
        }
    }
}
