package herd.flood;

/**
 * Segments of the {@link ChangeList} that are not in use, and room for distances: so that a herd
 * whose clients just keep moving makes no garbage. Bounded: what exceeds it is left to the collector.
 *
 * <p><b>Threading.</b> One thread.
 */
final class SpareSegments {

    /** Enough for what merging gives and takes by chance; 1 MiB in all. */
    private static final int MAX_SPARES = 32;

    private final ChangeSegment[] segments = new ChangeSegment[MAX_SPARES];
    private final int[][] distances = new int[MAX_SPARES][];
    private int segmentCount;
    private int distancesCount;

    ChangeSegment takeSegment(long base) {
        ChangeSegment segment = segmentCount > 0 ? segments[--segmentCount] : new ChangeSegment();
        segment.begin(base);
        return segment;
    }

    int[] takeDistances() {
        return distancesCount > 0 ? distances[--distancesCount] : new int[ChangeSegment.ROOM];
    }

    void giveBack(ChangeSegment segment) {
        if (!segment.isFresh() && distancesCount < MAX_SPARES) {
            distances[distancesCount++] = segment.distances();
        }
        segment.begin(0);
        if (segmentCount < MAX_SPARES) {
            segments[segmentCount++] = segment;
        }
    }
}
