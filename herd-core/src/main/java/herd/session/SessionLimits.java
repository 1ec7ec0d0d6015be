package herd.session;

/**
 * The bounds of one client's conversation.
 *
 * @param maxLineBytes the longest line that can be a command, without its end; the same herd-wide
 * @param maxWaitingBytes answers not yet taken by the client, in bytes, beyond which it is not read
 * @param maxWaitingAnswers answers that wait for a look-up before them or for their own, beyond
 *     which the client is not read
 * @param idleNanos how long a client may be silent before it is closed
 */
public record SessionLimits(
        int maxLineBytes, long maxWaitingBytes, int maxWaitingAnswers, long idleNanos) {

    /** Checks that each is positive. */
    public SessionLimits {
        if (maxLineBytes < 1 || maxWaitingBytes < 1 || maxWaitingAnswers < 1 || idleNanos < 1) {
            throw new IllegalArgumentException(
                    "a limit is not positive: "
                            + maxLineBytes
                            + ", "
                            + maxWaitingBytes
                            + ", "
                            + maxWaitingAnswers
                            + ", "
                            + idleNanos);
        }
    }
}
