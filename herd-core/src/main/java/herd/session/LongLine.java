package herd.session;

import java.util.Arrays;

/** What the log keeps of a line too long to keep: how it begins, and how much more there was. */
final class LongLine {

    private static final int KEPT_BYTES = 4096;

    private byte[] start = {};
    private long omittedBytes;

    void add(byte[] bytes, int offset, int length) {
        int kept = Math.min(length, KEPT_BYTES - start.length);
        if (kept > 0) {
            int before = start.length;
            start = Arrays.copyOf(start, before + kept);
            System.arraycopy(bytes, offset, start, before, kept);
        }
        omittedBytes += length - kept;
    }

    byte[] start() {
        return start;
    }

    long omittedBytes() {
        return omittedBytes;
    }
}
