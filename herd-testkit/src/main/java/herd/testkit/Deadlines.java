package herd.testkit;

import java.time.Duration;

/**
 * How long a sound herd may take, from the protocol's own figures.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 10, 12 and 13.
 */
final class Deadlines {

    /** Who has heard nothing for so long closes a link. */
    private static final Duration SILENCE = Duration.ofMillis(3_500);

    /** Who has been dialled gives a handshake up after that. The dialler does so earlier. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);

    /** The longest pause between two dials. */
    private static final Duration REDIAL = Duration.ofSeconds(1);

    /** Lines of a handshake, one after the other, and a record after them. */
    private static final int LINES_TO_A_RECORD = 5;

    /**
     * Threads of a busy machine do not get the processor when they should: each of the terms may take
     * as long again. Nothing but a failure ever waits so long.
     */
    private static final int BUSY = 2;

    private Deadlines() {}

    /**
     * How long after the last fault servers that are connected may differ.
     *
     * <p>At worst a link is dead and nobody has noticed: silence tells. The dial that follows may hang
     * where a fault has left it, and is given up; then the longest pause passes, and all that is
     * missing comes in a handshake's time, over as many links as there may be one behind the other. An
     * audit's repair, which takes longer, is not waited for: it is the sign of a defect.
     *
     * @param servers how many there are
     * @param mostDelay how long bytes are under way on the slowest of the links
     */
    static Duration converged(int servers, Duration mostDelay) {
        Duration hops = mostDelay.multipliedBy((long) LINES_TO_A_RECORD * Math.max(1, servers - 1));
        return SILENCE.plus(HANDSHAKE).plus(REDIAL).multipliedBy(BUSY).plus(hops);
    }
}
