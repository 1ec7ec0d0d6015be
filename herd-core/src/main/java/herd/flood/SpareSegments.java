package herd.flood;

import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Segments of the {@link ChangeList} that are not in use, and room for entries: so that a herd whose
 * clients just keep moving makes no garbage. No more room than ever was in use at once, less what is.
 *
 * <p><b>Threading.</b> One thread.
 */
final class SpareSegments {

    /** No room at all. */
    static final IntBuffer NO_RUN = DirectMemory.NONE.asIntBuffer();

    private static final int FIRST_ROOM = 8;

    private final DirectMemory memory;
    private ChangeSegment[] segments = new ChangeSegment[FIRST_ROOM];
    private IntBuffer[] runs = new IntBuffer[FIRST_ROOM];
    private int segmentCount;
    private int runCount;

    SpareSegments(DirectMemory memory) {
        this.memory = memory;
    }

    ChangeSegment takeSegment(long base) {
        IntBuffer handles = takeRun();
        ChangeSegment segment = segmentCount > 0 ? segments[--segmentCount] : new ChangeSegment();
        segment.begin(base, handles);
        return segment;
    }

    /** Room for as many entries as a segment can have. */
    IntBuffer takeRun() {
        return runCount > 0 ? runs[--runCount] : newRun();
    }

    void giveBack(ChangeSegment segment) {
        keep(segment.handles());
        if (!segment.isFresh()) {
            keep(segment.distances());
        }
        segment.begin(0, NO_RUN);
        if (segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, 2 * segmentCount);
        }
        segments[segmentCount++] = segment;
    }

    private IntBuffer newRun() {
        return memory.takeAnyway(ChangeSegment.RUN_BYTES).asIntBuffer();
    }

    private void keep(IntBuffer run) {
        if (runCount == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runCount);
        }
        runs[runCount++] = run;
    }
}
