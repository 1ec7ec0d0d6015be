package herd.link;

import java.util.Optional;

/**
 * Which of two proven connections between the same two servers stays, when both have dialled or
 * when one has not yet noticed that the old connection is gone. Both ends ask this, each at the
 * moment when the other's proof reaches it.
 *
 * <p><b>Why it settles.</b> When nobody lost anything, both ends keep the connection that the
 * smaller name dialled, whichever came first. In all other cases one end knows more than the other,
 * and says so in its proof: that it has restarted, that it lost this very link (an acceptor that
 * gives up a link for a new one has lost it, too), or that it has given up and dialled again.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rule 11.
 */
public final class Crossing {

    private Crossing() {}

    /**
     * The connection that is up.
     *
     * @param link its name
     * @param incarnation the other end's, as it said when this connection came up
     */
    public record Established(LinkName link, long incarnation) {}

    /**
     * The connection whose proof has just arrived.
     *
     * @param link its name
     * @param incarnation the other end's, as it says now
     * @param lost the link that the other end had up and knows to be gone
     */
    public record Newcomer(LinkName link, long incarnation, Optional<LinkName> lost) {}

    /** Whether the newcomer takes the place of the established connection; else it is closed. */
    static boolean replaces(Established established, Newcomer newcomer) {
        if (newcomer.incarnation() != established.incarnation()) {
            return true;
        }
        if (newcomer.lost().isPresent() && newcomer.lost().get().equals(established.link())) {
            return true;
        }
        int order = newcomer.link().dialler().compareTo(established.link().dialler());
        return order == 0 ? newcomer.link().number() > established.link().number() : order < 0;
    }
}
