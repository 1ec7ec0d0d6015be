package herd.node;

import java.util.Collection;

/**
 * A two-way link between two servers.
 *
 * @param one the server named first
 * @param other the server named second, which is not the first
 */
public record HerdLink(String one, String other) {

    /** Checks that the two differ. */
    public HerdLink {
        if (one.equals(other)) {
            throw new IllegalArgumentException("linked to itself: " + one);
        }
    }

    /**
     * Reads one link of a list: two names with a {@code -} between. Names may hold that character,
     * too, so the one counts that has a configured name on both sides.
     */
    static HerdLink of(String text, Collection<String> servers, Setting links)
            throws ConfigException {
        int found = -1;
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
            if (servers.contains(text.substring(0, dash))
                    && servers.contains(text.substring(dash + 1))) {
                if (found >= 0) {
                    throw links.bad(
                            Setting.quoted(text) + " can be read as two links; rename a server");
                }
                found = dash;
            }
        }
        if (found < 0) {
            throw links.bad(
                    Setting.quoted(text)
                            + " is not two servers with a - between; servers are "
                            + servers);
        }
        String one = text.substring(0, found);
        if (one.equals(text.substring(found + 1))) {
            throw links.bad(Setting.quoted(text) + " links a server to itself; leave it out");
        }
        return new HerdLink(one, text.substring(found + 1));
    }

    /** Whether it joins the same two servers, whichever is named first. */
    boolean joinsSameAs(HerdLink link) {
        // The record's own equals is put together at run time: 30 ms of every start.
        return link.touches(one) && link.touches(other);
    }

    /** Whether this server is at one end. */
    boolean touches(String server) {
        return one.equals(server) || other.equals(server);
    }

    /** The server at the other end from this one. */
    String acrossFrom(String server) {
        return one.equals(server) ? other : one;
    }

    /** As it is configured. */
    @Override
    public String toString() {
        return one + "-" + other;
    }
}
