package herd.link;

/**
 * The decisions about links that can be told apart from keeping them, and nothing else: which of two
 * connections stays, and how long things may take. {@link Links} asks them and keeps what there is to
 * keep.
 *
 * <p>Not final, so that a test can weaken one rule at a time and see that the loss is noticed. The
 * product has these rules only.
 *
 * <p><b>Threading.</b> Any thread: immutable.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 11 to 13.
 */
public class LinkRules {

    /** Whether a connection that has just been proved takes the place of the one that is up. */
    public boolean replaces(Crossing.Established established, Crossing.Newcomer newcomer) {
        return Crossing.replaces(established, newcomer);
    }

    /** Whether a dial is given up when another link comes up. */
    public boolean abandonsDial(boolean proofSent) {
        return !proofSent;
    }

    /** How long to say nothing before a ping. */
    public long pingNanos() {
        return Liveness.PING_NANOS;
    }

    /** How long to hear nothing before the link counts as dead. */
    public long silentNanos() {
        return Liveness.SILENT_NANOS;
    }

    /** How much of the time in which this server was asleep itself is not held against others. */
    public long forgivenNanos(long lateNanos) {
        return lateNanos;
    }

    /** The longest time to wait before a dial. */
    public long lastRedialNanos() {
        return Redial.LAST_NANOS;
    }
}
