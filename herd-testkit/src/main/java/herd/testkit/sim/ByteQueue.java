package herd.testkit.sim;

import java.util.Arrays;

/** Bytes in order: added at one end, taken at the other. */
final class ByteQueue {

    private byte[] bytes = {};
    private int from;
    private int to;

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    void add(byte[] source, int offset, int length) {
        if (to + length > bytes.length) {
            int size = size();
            byte[] room = size + length > bytes.length / 2 ? grown(size + length) : bytes;
            System.arraycopy(bytes, from, room, 0, size);
            bytes = room;
            from = 0;
            to = size;
        }
        System.arraycopy(source, offset, bytes, to, length);
        to += length;
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, from, from + count);
        from += count;
        return taken;
    }

    /** Moves so many bytes to the end of another queue. */
    void moveTo(ByteQueue other, int count) {
        other.add(bytes, from, count);
        from += count;
    }

    void clear() {
        from = 0;
        to = 0;
    }

    private byte[] grown(int needed) {
        return new byte[Math.max(Math.max(needed, 256), 2 * bytes.length)];
    }
}
