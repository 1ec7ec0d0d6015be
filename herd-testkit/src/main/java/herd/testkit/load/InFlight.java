package herd.testkit.load;

/**
 * What was sent over one connection and has not been answered, the oldest first: a ring that is made
 * once and never grows.
 *
 * <p><b>Threading.</b> One thread.
 */
final class InFlight {

    private final int width;
    private final byte[] texts;
    private final long[] startNanos;
    private final long[] timeNanos;
    private final long[] leastNanos;
    private final int[] ids;
    private final boolean[] questions;
    private int oldest;
    private int size;

    /**
     * Nothing in flight.
     *
     * @param capacity the most there can be
     * @param width of the text of each
     */
    InFlight(int capacity, int width) {
        this.width = width;
        texts = new byte[capacity * width];
        startNanos = new long[capacity];
        timeNanos = new long[capacity];
        leastNanos = new long[capacity];
        ids = new int[capacity];
        questions = new boolean[capacity];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == ids.length;
    }

    /**
     * Puts a report behind all others; the caller writes its text.
     *
     * @param start from when on the answer is waited for
     * @param time the moment of sending, on the wall clock
     * @return which it is
     */
    int addReport(int id, long start, long time) {
        int slot = oldest + size;
        if (slot >= ids.length) {
            slot -= ids.length;
        }
        size++;
        ids[slot] = id;
        startNanos[slot] = start;
        timeNanos[slot] = time;
        questions[slot] = false;
        return slot;
    }

    /**
     * Puts a question behind all others; the caller writes the text of a report of that client.
     *
     * @param least how old the answer may be
     */
    int addQuestion(int id, long start, long time, long least) {
        int slot = addReport(id, start, time);
        questions[slot] = true;
        leastNanos[slot] = least;
        return slot;
    }

    /** Which is the oldest; there must be one. */
    int oldest() {
        return oldest;
    }

    /** The oldest was answered. */
    void removeOldest() {
        oldest = oldest + 1 == ids.length ? 0 : oldest + 1;
        size--;
    }

    int id(int slot) {
        return ids[slot];
    }

    long startNanos(int slot) {
        return startNanos[slot];
    }

    long timeNanos(int slot) {
        return timeNanos[slot];
    }

    long leastNanos(int slot) {
        return leastNanos[slot];
    }

    boolean isQuestion(int slot) {
        return questions[slot];
    }

    /** The texts of all; one begins at {@link #textFrom}. */
    byte[] texts() {
        return texts;
    }

    int textFrom(int slot) {
        return slot * width;
    }
}
