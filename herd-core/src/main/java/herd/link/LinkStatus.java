package herd.link;

import java.util.Optional;

/**
 * How things stand with one neighbour, for operators.
 *
 * @param neighbour its name
 * @param state whether there is a link
 * @param link the name of the link that is up, if one is
 * @param sinceNanos since when the state is what it is, on the monotonic clock
 * @param waitingBytes on their way out of this server
 * @param dials how often this server has dialled this neighbour
 * @param ups how often a link came up
 * @param lastReason why the last link went down, or the last dial failed; empty if none did
 */
public record LinkStatus(
        String neighbour,
        State state,
        Optional<LinkName> link,
        long sinceNanos,
        long waitingBytes,
        long dials,
        long ups,
        Optional<CloseReason> lastReason) {

    /** Whether there is a link to a neighbour. */
    public enum State {
        /** None, and none on its way: the next dial is waited for. */
        DOWN,
        /** This server is dialling. */
        DIALLING,
        /** A link is up. */
        UP
    }
}
