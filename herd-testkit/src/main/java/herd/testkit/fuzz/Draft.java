package herd.testkit.fuzz;

import java.util.Arrays;

/**
 * Bytes that are being written, and written over.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Draft {

    private byte[] bytes = new byte[256];
    private int length;

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[index];
    }

    void set(int index, int b) {
        bytes[index] = (byte) b;
    }

    void clear() {
        length = 0;
    }

    Draft put(int b) {
        makeRoom(1);
        bytes[length++] = (byte) b;
        return this;
    }

    /** Text of Latin-1: each character is one byte. */
    Draft put(String text) {
        makeRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    Draft put(byte[] from, int offset, int count) {
        makeRoom(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    Draft putLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
        return this;
    }

    void insert(int at, int b, int times) {
        makeRoom(times);
        System.arraycopy(bytes, at, bytes, at + times, length - at);
        Arrays.fill(bytes, at, at + times, (byte) b);
        length += times;
    }

    /** Says a part once more, right behind it. */
    void repeat(int from, int count) {
        makeRoom(count);
        System.arraycopy(bytes, from, bytes, from + count, length - from);
        length += count;
    }

    void delete(int from, int count) {
        System.arraycopy(bytes, from + count, bytes, from, length - from - count);
        length -= count;
    }

    void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void makeRoom(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
    }
}
