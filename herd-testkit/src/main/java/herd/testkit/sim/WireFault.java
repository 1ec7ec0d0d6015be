package herd.testkit.sim;

import java.util.Arrays;
import java.util.Random;

/**
 * Something that is wrong with one direction of a cable. Each kind changes one thing, and leaves the
 * rest as it is without it; several add up.
 */
public interface WireFault {

    /** The fault in words, for the history. */
    String text();

    /** Whether nothing gets through, neither bytes nor ends nor dials; it is held, not lost. */
    default boolean blocks() {
        return false;
    }

    /** Whether the receiver's window is shut: what is on its way arrives, but no more is taken. */
    default boolean shutsWindow() {
        return false;
    }

    /** What it adds to the time that a piece takes. */
    default long delayNanos(Random random) {
        return 0;
    }

    /** The most that it adds to the time that a piece takes. */
    default long mostDelayNanos() {
        return 0;
    }

    /** How many bytes get through in a second. */
    default long bytesPerSecond() {
        return Long.MAX_VALUE;
    }

    /** How many bytes the receiver reads at once. */
    default int mostPieceBytes() {
        return Integer.MAX_VALUE;
    }

    /** How many of the bytes that wait the network takes in one write. */
    default int taken(Random random, int waiting) {
        return waiting;
    }

    /** What is read in place of a piece. */
    default byte[] arrivesAs(Random random, byte[] piece) {
        return piece;
    }

    /** Swallows everything, without a word; when it is over, what was held arrives. */
    record BlackHole() implements WireFault {
        @Override
        public String text() {
            return "a black hole";
        }

        @Override
        public boolean blocks() {
            return true;
        }
    }

    /** The receiver takes nothing more for a while, as one whose buffers are full. */
    record Clog() implements WireFault {
        @Override
        public String text() {
            return "a clog";
        }

        @Override
        public boolean shutsWindow() {
            return true;
        }
    }

    /**
     * Delays every piece; the order stays.
     *
     * @param leastNanos the least it adds
     * @param jitterNanos what chance adds to that, at most
     */
    record Delay(long leastNanos, long jitterNanos) implements WireFault {

        /** Checks that neither is negative. */
        public Delay {
            if (leastNanos < 0 || jitterNanos < 0) {
                throw new IllegalArgumentException(
                        "a delay is negative: " + leastNanos + " ns, jitter " + jitterNanos);
            }
        }

        @Override
        public String text() {
            return "a delay of " + leastNanos + " ns and up to " + jitterNanos + " ns more";
        }

        @Override
        public long delayNanos(Random random) {
            return new Latency(leastNanos, jitterNanos).nanos(random);
        }

        @Override
        public long mostDelayNanos() {
            return leastNanos + jitterNanos;
        }
    }

    /** Lets only so many bytes a second through. */
    record Slow(long bytesPerSecond) implements WireFault {

        /** Checks that it is more than zero. */
        public Slow {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException(
                        "bytes a second: " + bytesPerSecond + ", must be at least 1");
            }
        }

        @Override
        public String text() {
            return bytesPerSecond + " bytes a second";
        }
    }

    /** Delivers in pieces of so many bytes. */
    record Slice(int bytes) implements WireFault {

        /** Checks that it is more than zero. */
        public Slice {
            if (bytes < 1) {
                throw new IllegalArgumentException(
                        "bytes a slice: " + bytes + ", must be at least 1");
            }
        }

        @Override
        public String text() {
            return "slices of " + bytes + " bytes";
        }

        @Override
        public int mostPieceBytes() {
            return bytes;
        }
    }

    /** The network takes any part of what is written. */
    record PartialWrites() implements WireFault {
        @Override
        public String text() {
            return "partial writes";
        }

        @Override
        public int taken(Random random, int waiting) {
            return 1 + random.nextInt(waiting);
        }
    }

    /** Damages a byte of each read. */
    record Corrupt() implements WireFault {
        @Override
        public String text() {
            return "damaged bytes";
        }

        @Override
        public byte[] arrivesAs(Random random, byte[] piece) {
            piece[random.nextInt(piece.length)] ^= (byte) (1 << random.nextInt(8));
            return piece;
        }
    }

    /** Delivers every other piece twice, by chance: often a line that is sound, but was there before. */
    record Repeat() implements WireFault {
        @Override
        public String text() {
            return "repeated pieces";
        }

        @Override
        public byte[] arrivesAs(Random random, byte[] piece) {
            if (random.nextBoolean()) {
                return piece;
            }
            byte[] twice = Arrays.copyOf(piece, 2 * piece.length);
            System.arraycopy(piece, 0, twice, piece.length, piece.length);
            return twice;
        }
    }
}
