package herd.testkit;

import java.time.Duration;

/**
 * How long the flooding may take: what a herd is given before it is said to have failed. Each figure
 * follows from PROTOCOL.md, Flooding; who waits on a clock that is not exact adds its own allowance.
 *
 * <p><b>Why.</b> A broken link is noticed when nothing has come for 3.5 s (rule 12). Then both ends dial,
 * after 1 s at most (rule 13), and it takes six hops until both have opened the connection and proved
 * themselves (rule 10): there and back to connect, hello, challenge, proof, proof. Rule 2 of the
 * guarantees rounds this up to 5.5 s. From there on a record takes a hop for each link on its way (rule
 * 5), for nobody waits with what it can send.
 */
public final class FloodTimes {

    /** From the end of all faults until every link is up, but for the hops of the handshake. */
    public static final Duration RECOVERY = Duration.ofMillis(5_500);

    /** How many hops pass between the first packet of a dial and the link at both ends. */
    public static final int HOPS_TO_LINK = 6;

    private FloodTimes() {}

    /**
     * How long an update takes to get everywhere, when all links are up and nothing is wrong.
     *
     * @param diameter the most links on the shortest way between two servers
     * @param hop the longest that a line takes over one link
     */
    public static Duration toReachAll(int diameter, Duration hop) {
        requireSensible(diameter, hop);
        return hop.multipliedBy(diameter);
    }

    /**
     * How long it takes from the end of all faults until every link is up.
     *
     * @param hop the longest that a line takes over one link
     */
    public static Duration toLinkUp(Duration hop) {
        requireSensible(0, hop);
        return RECOVERY.plus(hop.multipliedBy(HOPS_TO_LINK));
    }

    /**
     * How long it takes from the end of all faults until all servers that are connected hold the same.
     *
     * @param diameter the most links on the shortest way between two servers
     * @param hop the longest that a line takes over one link
     */
    public static Duration toConverge(int diameter, Duration hop) {
        return toLinkUp(hop).plus(toReachAll(diameter, hop));
    }

    private static void requireSensible(int diameter, Duration hop) {
        if (diameter < 0) {
            throw new IllegalArgumentException("a diameter is never negative: " + diameter);
        }
        if (hop.isNegative()) {
            throw new IllegalArgumentException("a hop never takes less than nothing: " + hop);
        }
    }
}
