package herd.net;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an {@link EventLoop} has done so far. All but {@code open} and {@code bytesHeld} only grow.
 *
 * @param accepted connections taken from listeners
 * @param dialled connections that this side began, whether or not they came about
 * @param refused connections closed as soon as accepted, since their address had too many
 * @param open connections that are open now, or being dialled
 * @param closed how many ended for which reason; has every reason
 * @param bytesIn bytes read from all connections
 * @param bytesOut bytes that the kernel took from all connections
 * @param bytesHeld bytes kept now for all connections together, see {@link LoopBounds}
 * @param bugs exceptions thrown by callbacks
 * @param acceptFailures times that accepting failed and was put off, for want of descriptors mostly
 * @param lateNanos how long the loop has been held up, see {@link EventLoop#lateNanos}
 * @param turns turns of the loop
 */
public record LoopCounters(
        long accepted,
        long dialled,
        long refused,
        int open,
        Map<CloseReason, Long> closed,
        long bytesIn,
        long bytesOut,
        long bytesHeld,
        long bugs,
        long acceptFailures,
        long lateNanos,
        long turns) {

    /** Copies the map, in the order of the reasons. */
    public LoopCounters {
        closed = Collections.unmodifiableMap(new EnumMap<>(closed));
    }

    /** How many connections ended for this reason. */
    public long closedFor(CloseReason reason) {
        return closed.get(reason);
    }
}
