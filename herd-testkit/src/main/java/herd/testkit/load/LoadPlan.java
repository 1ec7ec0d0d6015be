package herd.testkit.load;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What load to put on whom.
 *
 * @param server where reports go
 * @param other where they have to arrive, if that is what is measured
 * @param serverProcess whose processor time is counted as well, if it is known
 */
record LoadPlan(
        InetSocketAddress server,
        Optional<InetSocketAddress> other,
        Optional<ProcessHandle> serverProcess,
        Shape shape,
        Content content,
        Span span) {

    /**
     * How many at a time.
     *
     * @param inFlight messages that may wait for their answers on one connection
     * @param isBatch whether all of these are awaited before the next are sent
     * @param perSecond messages due in a second on all connections; 0 in a closed loop, where an
     *     answer makes room for the next message
     * @param idle connections that are held meanwhile and say nothing
     */
    record Shape(int connections, int inFlight, boolean isBatch, long perSecond, int idle) {

        boolean isOpenLoop() {
            return perSecond > 0;
        }
    }

    /**
     * What is said.
     *
     * @param ids how many clients report
     * @param inSequence whether in turn; or else by chance
     * @param prefix what their IDs begin with
     * @param whatsatPercent how many of a hundred messages are questions
     * @param radius of these, as they spell it
     * @param limit the most places that they ask for
     */
    record Content(
            int ids,
            boolean inSequence,
            String prefix,
            int whatsatPercent,
            String radius,
            int limit) {}

    /**
     * For how long.
     *
     * @param warmUpNanos of load that is checked and not measured
     * @param messages the most to be sent when it is measured
     * @param timeoutNanos how long the server may owe something and say nothing; an answer that takes
     *     longer is late
     * @param toleranceNanos by how much the clocks of both sides may differ
     */
    record Span(
            long warmUpNanos,
            long measuredNanos,
            long messages,
            long timeoutNanos,
            long toleranceNanos) {}

    /** What it is called in results. */
    String mode() {
        return other.isPresent() ? "flood" : shape.isOpenLoop() ? "open" : "closed";
    }
}
