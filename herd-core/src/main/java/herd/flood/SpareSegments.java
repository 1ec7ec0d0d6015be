package herd.flood;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Segments of the {@link ChangeList} that are not in use, and room for entries: so that a herd whose
 * clients just keep moving makes no garbage. No more room than ever was in use at once, less what is.
 *
 * <p><b>Threading.</b> One thread.
 */
final class SpareSegments {

    private static final int FIRST_ROOM = 8;

    private final DirectMemory memory;
    private ChangeSegment[] segments = new ChangeSegment[FIRST_ROOM];
    private ByteBuffer[] runs = new ByteBuffer[FIRST_ROOM];
    private int segmentCount;
    private int runCount;

    SpareSegments(DirectMemory memory) {
        this.memory = memory;
    }

    ChangeSegment takeSegment(long base) {
        ByteBuffer handles = takeRun();
        ChangeSegment segment = segmentCount > 0 ? segments[--segmentCount] : new ChangeSegment();
        segment.begin(base, handles);
        return segment;
    }

    /** Room for as many entries as a segment can have. */
    ByteBuffer takeRun() {
        return runCount > 0 ? runs[--runCount] : memory.takeAnyway(ChangeSegment.RUN_BYTES);
    }

    void giveBack(ChangeSegment segment) {
        keep(segment.handles());
        if (!segment.isFresh()) {
            keep(segment.distances());
        }
        segment.begin(0, DirectMemory.NONE);
        if (segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, 2 * segmentCount);
        }
        segments[segmentCount++] = segment;
    }

    private void keep(ByteBuffer run) {
        if (runCount == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runCount);
        }
        runs[runCount++] = run;
    }
}
