package herd.testkit.parts;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Times parts in rounds of a few runs, each next to a round of the control, after a warm-up.
 *
 * <p><b>Why.</b> What slows the machine down slows both down, so that their ratio says more than
 * either. Medians, since what disturbs a round makes it longer, never shorter.
 */
final class Rounds {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Part control;
    private final int rounds;
    private final long roundNanos;
    private final long warmUpNanos;
    private int controlRuns;
    private long consumed;

    /**
     * Says how to measure.
     *
     * @param rounds how many are timed, at least 1
     * @param roundNanos how long one takes, about, with what is made ready for it
     * @param warmUpNanos how long a part runs before it is timed, with the same
     */
    Rounds(Part control, int rounds, long roundNanos, long warmUpNanos) {
        this.control = control;
        this.rounds = rounds;
        this.roundNanos = roundNanos;
        this.warmUpNanos = warmUpNanos;
    }

    /** Measures one part. */
    Measured measure(Part part) {
        if (controlRuns == 0) {
            controlRuns = warmUp(control);
        }
        int runs = warmUp(part);
        double[] nanos = new double[rounds];
        double[] controlNanos = new double[rounds];
        long bytes = 0;
        for (int round = 0; round < rounds; round++) {
            controlNanos[round] = nanosPerOperation(control, controlRuns);
            nanos[round] = nanosPerOperation(part, runs);
        }
        for (int run = 0; run < runs; run++) {
            bytes += allocatedBytes(part);
        }
        Arrays.sort(nanos);
        Arrays.sort(controlNanos);
        double median = nanos[rounds / 2];
        return new Measured(
                part.name(),
                median,
                nanos[0],
                nanos[rounds - 1],
                median / controlNanos[rounds / 2],
                (double) bytes / runs / part.operations(),
                part.mustNotAllocate());
    }

    /** What all runs came to: to be shown, so that none of them was for nothing. */
    long consumed() {
        return consumed;
    }

    /** Runs a part until it has been compiled; returns how many runs make a round. */
    private int warmUp(Part part) {
        long spentNanos = 0;
        long lastNanos = 0;
        while (spentNanos < warmUpNanos) {
            long start = System.nanoTime();
            nanos(part);
            lastNanos = System.nanoTime() - start;
            spentNanos += lastNanos;
        }
        return (int) (1 + roundNanos / Math.max(1, lastNanos));
    }

    private double nanosPerOperation(Part part, int runs) {
        long spentNanos = 0;
        for (int run = 0; run < runs; run++) {
            spentNanos += nanos(part);
        }
        return (double) spentNanos / runs / part.operations();
    }

    private long nanos(Part part) {
        part.prepare().run();
        long start = System.nanoTime();
        consumed += part.run().getAsLong();
        return System.nanoTime() - start;
    }

    private long allocatedBytes(Part part) {
        part.prepare().run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        consumed += part.run().getAsLong();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
