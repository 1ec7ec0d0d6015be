package herd.flood;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of bytes. With seed 0 it goes over the wire, as the sum that neighbours compare in
 * an audit, so it is fixed for all time; with a secret seed it spreads client IDs over the index, so
 * that nobody can choose IDs that collide.
 *
 * <p><b>Definition.</b> All numbers are unsigned 64-bit, arithmetic is modulo 2^64. {@code A} =
 * 9E3779B97F4A7C15 and {@code B} = D1B54A32D192ED03, in hexadecimal. {@code fold(x, y)} is the upper
 * half of the 128-bit product of x and y, xor its lower half.
 *
 * <pre>
 *     h = seed xor length * A
 *     for every 16 bytes, the last ones filled up with zero bytes:
 *         u, v = the first and the last 8 of them, little-endian
 *         h = fold(u xor A xor seed, v xor h)
 *     the hash is fold(h xor A, B)
 * </pre>
 *
 * <p>With seed 0, the hash of no bytes is D6CB8892A926A943, of {@code a} 32908715F33436FA, and of
 * {@code 0123456789abcdef0} B6105E92F29DB5A1.
 *
 * <p><b>Why.</b> One multiplication for 16 bytes. Folding the whole product makes what a changed byte
 * does depend on the seed; the lower half alone would not (a flipped top bit flips just that bit).
 */
final class Fingerprint {

    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long A = 0x9E3779B97F4A7C15L;
    private static final long B = 0xD1B54A32D192ED03L;
    private static final int WORD_BYTES = 8;
    private static final int STEP_BYTES = 2 * WORD_BYTES;

    private Fingerprint() {}

    /** The hash that goes over the wire. */
    static long of(byte[] bytes, int offset, int length) {
        return of(0, bytes, offset, length);
    }

    /** The hash for a seed. */
    static long of(long seed, byte[] bytes, int offset, int length) {
        long h = seed ^ length * A;
        int end = offset + length;
        int at = offset;
        for (; at <= end - STEP_BYTES; at += STEP_BYTES) {
            long u = (long) WORD.get(bytes, at);
            long v = (long) WORD.get(bytes, at + WORD_BYTES);
            h = fold(u ^ A ^ seed, v ^ h);
        }
        if (at < end) {
            long u = word(bytes, offset, at, end);
            long v = word(bytes, offset, at + WORD_BYTES, end);
            h = fold(u ^ A ^ seed, v ^ h);
        }
        return fold(h ^ A, B);
    }

    /** The 8 bytes at a place, those from the end on taken as zero; reads none before the start. */
    private static long word(byte[] bytes, int start, int at, int end) {
        int missing = Math.max(0, at + WORD_BYTES - end);
        if (missing >= WORD_BYTES) {
            return 0;
        }
        if (at - missing >= start) {
            return (long) WORD.get(bytes, at - missing) >>> Byte.SIZE * missing;
        }
        long word = 0;
        for (int i = end - 1; i >= at; i--) {
            word = word << Byte.SIZE | bytes[i] & 0xFF;
        }
        return word;
    }

    private static long fold(long x, long y) {
        long upper = Math.multiplyHigh(x, y) + (x & y >> 63) + (y & x >> 63);
        return upper ^ x * y;
    }
}
