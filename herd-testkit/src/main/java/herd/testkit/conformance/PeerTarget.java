package herd.testkit.conformance;

import java.net.InetSocketAddress;

/**
 * The neighbour port of the server under test, and the neighbour that the kit passes itself off as:
 * one that the server has in its configuration, and that is not running.
 */
public final class PeerTarget {

    private final InetSocketAddress address;
    private final String as;
    private final String to;
    private final byte[] secret;

    /**
     * A neighbour port.
     *
     * @param as the name of the neighbour that the kit plays
     * @param to the name of the server under test
     * @param secret the herd's, without a line end
     * @throws IllegalArgumentException if a name or the secret is empty
     */
    public PeerTarget(InetSocketAddress address, String as, String to, byte[] secret) {
        if (as.isEmpty() || to.isEmpty()) {
            throw new IllegalArgumentException(
                    "a link is between two names, not between \"" + as + "\" and \"" + to + '"');
        }
        if (secret.length == 0) {
            throw new IllegalArgumentException("the herd's secret is empty: give its bytes");
        }
        this.address = address;
        this.as = as;
        this.to = to;
        this.secret = secret.clone();
    }

    InetSocketAddress address() {
        return address;
    }

    String as() {
        return as;
    }

    String to() {
        return to;
    }

    byte[] secret() {
        return secret.clone();
    }

    /** Where and who, without the secret. */
    @Override
    public String toString() {
        return as + " to " + to + " at " + address;
    }
}
