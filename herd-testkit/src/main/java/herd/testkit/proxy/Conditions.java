package herd.testkit.proxy;

import java.util.List;

/**
 * What all flaws of one way come to, together: one black hole is enough, the slowest rate and the
 * smallest slice hold, delays and damage add up.
 *
 * @param isHeld whether nothing gets through
 * @param pieceBytes how many bytes are written at once, at most
 * @param nanosPerByte how long a byte keeps the next one waiting
 * @param pauseNanos how long a piece keeps the next one waiting, whatever its size
 * @param delayNanos how long bytes are under way at least
 * @param jitterNanos how much chance adds to that at most
 * @param damages how many bits of a read are turned over
 */
record Conditions(
        boolean isHeld,
        int pieceBytes,
        double nanosPerByte,
        long pauseNanos,
        long delayNanos,
        long jitterNanos,
        int damages) {

    static final Conditions FINE = of(List.of());

    /** Long enough for a reader that waits to wake up and read, short enough for a handshake. */
    private static final long SLICE_PAUSE_NANOS = 200_000;

    /** A slow way delivers so often; in pieces of what it has for that time, but of a byte at least. */
    private static final int SLOW_PIECES_PER_SECOND = 50;

    private static final double NANOS_PER_SECOND = 1e9;

    static Conditions of(List<Flaw> flaws) {
        Conditions sum = new Conditions(false, Integer.MAX_VALUE, 0, 0, 0, 0, 0);
        for (Flaw flaw : flaws) {
            sum = sum.and(flaw);
        }
        return sum;
    }

    private Conditions and(Flaw flaw) {
        if (flaw instanceof Flaw.Blackhole) {
            return new Conditions(
                    true, pieceBytes, nanosPerByte, pauseNanos, delayNanos, jitterNanos, damages);
        }
        if (flaw instanceof Flaw.Slow slow) {
            long piece = Math.max(1, slow.bytesPerSecond() / SLOW_PIECES_PER_SECOND);
            return new Conditions(
                    isHeld,
                    (int) Math.min(pieceBytes, piece),
                    Math.max(nanosPerByte, NANOS_PER_SECOND / slow.bytesPerSecond()),
                    pauseNanos,
                    delayNanos,
                    jitterNanos,
                    damages);
        }
        if (flaw instanceof Flaw.Delay delay) {
            return new Conditions(
                    isHeld,
                    pieceBytes,
                    nanosPerByte,
                    pauseNanos,
                    delayNanos + delay.least().toNanos(),
                    jitterNanos + delay.jitter().toNanos(),
                    damages);
        }
        if (flaw instanceof Flaw.Slice slice) {
            return new Conditions(
                    isHeld,
                    Math.min(pieceBytes, slice.bytes()),
                    nanosPerByte,
                    SLICE_PAUSE_NANOS,
                    delayNanos,
                    jitterNanos,
                    damages);
        }
        return new Conditions(
                isHeld, pieceBytes, nanosPerByte, pauseNanos, delayNanos, jitterNanos, damages + 1);
    }

    /** How long after a piece of so many bytes the next one may leave. */
    long restNanos(int bytes) {
        return Math.max(pauseNanos, (long) (bytes * nanosPerByte));
    }

    /** How long bytes are under way at most, but for their number. */
    long mostDelayNanos() {
        return delayNanos + jitterNanos;
    }
}
