package herd.net;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * What was offered to one connection and has not been taken by the kernel: a piece of the arena
 * during a turn, and memory of its own from when the arena is full, or the kernel took only a part
 * of it, until that is gone. It is either the one or the other, so the order of the bytes is plain.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Outbox {

    private static final byte[] NONE = {};
    private static final int SMALLEST = 4096;

    /** Largest array that every JVM makes. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private byte[] bytes = NONE;
    private int start;
    private int length;

    /** In the arena: room taken from {@link #start} on. Otherwise: the size of {@link #bytes}. */
    private int capacity;

    private boolean own;

    int length() {
        return length;
    }

    /**
     * Takes bytes into the arena if there is room, else into memory of its own.
     *
     * @return whether they were taken; if not, the budget does not allow for more memory
     */
    boolean offer(byte[] source, int offset, int count, Arena arena, Budget budget) {
        boolean room = own ? grow(count, budget) : growInArena(count, arena) || keep(count, budget);
        if (room) {
            System.arraycopy(source, offset, bytes, start + length, count);
            length += count;
        }
        return room;
    }

    /** Writes as much as the kernel takes. Returns how much that was. */
    int writeTo(WritableByteChannel channel, WriteBuffer buffer) throws IOException {
        int taken = buffer.write(channel, bytes, start, length);
        start += taken;
        length -= taken;
        capacity -= own ? 0 : taken;
        return taken;
    }

    /**
     * Moves what is left, and room for so much more, out of the arena into memory of its own.
     *
     * @return whether the budget allows for it
     */
    boolean keep(int extra, Budget budget) {
        return own || move(extra, budget);
    }

    /** Forgets what is left and gives memory back. */
    void clear(Budget budget) {
        if (own) {
            budget.giveBack(capacity);
        }
        bytes = NONE;
        own = false;
        start = 0;
        length = 0;
        capacity = 0;
    }

    private boolean growInArena(int count, Arena arena) {
        if (length > 0 && count <= capacity - length) {
            return true;
        }
        if (length > 0 && arena.extend(start + capacity, count)) {
            capacity += count;
            return true;
        }
        // Somebody else's bytes lie behind ours. Room for twice as much, so that two connections
        // which take turns do not copy each other's bytes time and again.
        int wanted = length == 0 ? count : 2 * (length + count);
        int place = arena.take(wanted);
        if (place < 0) {
            return false;
        }
        System.arraycopy(bytes, start, arena.bytes(), place, length);
        bytes = arena.bytes();
        start = place;
        capacity = wanted;
        return true;
    }

    private boolean grow(int count, Budget budget) {
        if (count <= capacity - start - length) {
            return true;
        }
        if (count <= capacity - length && start >= length) {
            System.arraycopy(bytes, start, bytes, 0, length);
            start = 0;
            return true;
        }
        return move(count, budget);
    }

    private boolean move(int extra, Budget budget) {
        int size = sizeFor((long) length + extra);
        if (size < 0 || !budget.take(size)) {
            return false;
        }
        if (own) {
            budget.giveBack(capacity);
        }
        byte[] larger = new byte[size];
        System.arraycopy(bytes, start, larger, 0, length);
        bytes = larger;
        start = 0;
        capacity = size;
        own = true;
        return true;
    }

    /** Half as much again as needed, so that growing step by step copies little; -1 if too much. */
    private static int sizeFor(long needed) {
        long roomy = Math.max(SMALLEST, needed + needed / 2);
        return needed > LARGEST ? -1 : (int) Math.min(LARGEST, roomy);
    }
}
