package herd.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of an array as one {@code long}, the first of them lowest, and what can be said of all
 * eight at once.
 *
 * <p><b>Why.</b> The processor guesses how often a loop over bytes goes round, and pays dearly for
 * each wrong guess; nobody can foresee how many digits a client's degrees have. These take as long
 * whatever the bytes are.
 *
 * <p><b>Source.</b> Henry S. Warren, <i>Hacker's Delight</i>, chapters 6 and 10.
 */
final class EightBytes {

    /** How many there are. */
    static final int COUNT = 8;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = EACH << 7;

    private EightBytes() {}

    /** The eight bytes from there on; zeros stand for what is behind the end of the array. */
    static long get(byte[] bytes, int at) {
        return at <= bytes.length - COUNT ? (long) LONGS.get(bytes, at) : getLast(bytes, at);
    }

    /** Writes all eight. */
    static void set(byte[] bytes, int at, long eight) {
        LONGS.set(bytes, at, eight);
    }

    /** Which of them are no digits: the high bit of each. */
    static long noDigits(long eight) {
        long values = eight ^ EACH * '0';
        // Adding 0x76 sets the high bit from 10 on, and carries nothing into the next byte.
        return ((values & ~HIGH_BITS) + EACH * 0x76 | values) & HIGH_BITS;
    }

    /**
     * Which of them are a space or below: the high bit of each. Only the first one counts, since it
     * borrows from the next.
     */
    static long upToSpace(long eight) {
        return eight - EACH * (' ' + 1) & ~eight & HIGH_BITS;
    }

    /** How many bytes come before the first whose high bit is set. */
    static int before(long highBits) {
        return Long.numberOfTrailingZeros(highBits) / Byte.SIZE;
    }

    /** Moves eight high bits together into the lowest byte. */
    static long gather(long highBits) {
        return (highBits >>> 7) * 0x0102_0408_1020_4080L >>> 56;
    }

    /** The first {@code count} of them, from 1 to 8, so that texts as long compare as numbers do. */
    static long text(long eight, int count) {
        return Long.reverseBytes(eight) >>> Byte.SIZE * (COUNT - count);
    }

    /** The number that the first {@code count} of them spell, from 1 to 8, all digits. */
    static int number(long eight, int count) {
        long ones = eight << Byte.SIZE * (COUNT - count) & EACH * 0x0F;
        long twos = ones * (1 + (10 << 8)) >>> 8 & 0x00FF_00FF_00FF_00FFL;
        long fours = twos * (1 + (100 << 16)) >>> 16 & 0x0000_FFFF_0000_FFFFL;
        return (int) (fours * (1 + (10_000L << 32)) >>> 32);
    }

    /** Spells a number below 10^8 in eight digits. */
    static long spell(int number) {
        int left = number / 10_000;
        long fours = left | (long) (number - 10_000 * left) << 32;
        // As good as dividing by 100 and 10: 2^20 / 100 and 2^10 / 10, rounded up.
        long left2 = (fours * 10_486 >>> 20) & 0x0000_007F_0000_007FL;
        long twos = left2 | fours - 100 * left2 << 16;
        long left1 = (twos * 103 >>> 10) & 0x000F_000F_000F_000FL;
        return (left1 | twos - 10 * left1 << 8) + EACH * '0';
    }

    private static long getLast(byte[] bytes, int at) {
        long eight = 0;
        for (int i = bytes.length - 1; i >= at; i--) {
            eight = eight << Byte.SIZE | bytes[i] & 0xFF;
        }
        return eight;
    }
}
