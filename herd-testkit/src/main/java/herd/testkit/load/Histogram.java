package herd.testkit.load;

import java.util.Arrays;

/**
 * How often which time was met, in the same 36 KiB for a thousand times as for a trillion.
 *
 * <p><b>Range.</b> Up to 127 ns each time has a count of its own; from there on each power of two is
 * cut into 128 parts of the same size. What is read out is therefore never less than the truth, and
 * more by less than 1/128 of it (0.8 %). Times beyond {@link #MOST_NANOS} count as that; the least, the
 * greatest and the mean are exact.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Source.</b> The idea is HdrHistogram's.
 */
final class Histogram {

    /** The longest time that is told from longer ones: 73 minutes. */
    static final long MOST_NANOS = (1L << 42) - 1;

    private static final int PART_BITS = 7;
    private static final int PARTS = 1 << PART_BITS;
    private static final int PER_MILLE = 1_000;

    private final long[] counts = new long[cell(MOST_NANOS) + 1];
    private long count;
    private long least = Long.MAX_VALUE;
    private long greatest;
    private double sum;

    /** Sees each cell that is not empty, from the shortest time on. */
    interface Visitor {

        /** So many times were up to {@code nanos} long, and longer than the cell before. */
        void cell(long nanos, long count);
    }

    /** Takes in one time. */
    void record(long nanos) {
        long time = Math.min(MOST_NANOS, Math.max(0, nanos));
        counts[cell(time)]++;
        count++;
        least = Math.min(least, time);
        greatest = Math.max(greatest, time);
        sum += time;
    }

    /** Forgets all. */
    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        least = Long.MAX_VALUE;
        greatest = 0;
        sum = 0;
    }

    long count() {
        return count;
    }

    long leastNanos() {
        return count == 0 ? 0 : least;
    }

    long greatestNanos() {
        return greatest;
    }

    double meanNanos() {
        return count == 0 ? 0 : sum / count;
    }

    /**
     * The shortest time that so many of a thousand did not exceed; 0 if there is none.
     *
     * @param perMille 500 for the median, 999 for what one in a thousand exceeds
     */
    long perMilleNanos(int perMille) {
        long rank = Math.max(1, (count * perMille + PER_MILLE - 1) / PER_MILLE);
        long seen = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            seen += counts[cell];
            if (seen >= rank) {
                return Math.min(greatest, greatestOf(cell));
            }
        }
        return 0;
    }

    void forEachCell(Visitor visitor) {
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                visitor.cell(Math.min(greatest, greatestOf(cell)), counts[cell]);
            }
        }
    }

    private static int cell(long nanos) {
        if (nanos < PARTS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - PART_BITS;
        return shift * PARTS + (int) (nanos >>> shift);
    }

    private static long greatestOf(int cell) {
        if (cell < PARTS) {
            return cell;
        }
        int shift = cell / PARTS - 1;
        return ((long) (cell - shift * PARTS + 1) << shift) - 1;
    }
}
