package herd.net;

import java.util.Objects;

/**
 * How a {@link Listener} takes connections.
 *
 * @param backlog connections that the kernel keeps while they wait to be accepted. Default 4096, which
 *     the kernel cuts down to its own bound
 * @param maxConnections connections of this listener at once; at the bound it pauses. Default: no
 *     bound but the loop's. A listener for urgent connections, which that does not hold up, should
 *     have one
 * @param maxConnectionsPerAddress connections at once from one remote address; one more is accepted and
 *     closed at once. Default: no bound
 * @param connections what holds for the connections
 */
public record ListenSettings(
        int backlog,
        int maxConnections,
        int maxConnectionsPerAddress,
        ConnectionSettings connections) {

    /** In place of a number of connections: as many as there may be otherwise. */
    public static final int NO_BOUND = Integer.MAX_VALUE;

    private static final ListenSettings DEFAULTS =
            new ListenSettings(4096, NO_BOUND, NO_BOUND, ConnectionSettings.defaults());

    /** Checks that everything is positive. */
    public ListenSettings {
        ConnectionSettings.requirePositive("backlog", backlog);
        ConnectionSettings.requirePositive("maxConnections", maxConnections);
        ConnectionSettings.requirePositive("maxConnectionsPerAddress", maxConnectionsPerAddress);
        Objects.requireNonNull(connections);
    }

    /** The defaults. */
    public static ListenSettings defaults() {
        return DEFAULTS;
    }

    /** The same with another {@code maxConnections}. */
    public ListenSettings withMaxConnections(int most) {
        return new ListenSettings(backlog, most, maxConnectionsPerAddress, connections);
    }

    /** The same with another {@code maxConnectionsPerAddress}. */
    public ListenSettings withMaxConnectionsPerAddress(int most) {
        return new ListenSettings(backlog, maxConnections, most, connections);
    }

    /** The same with other settings for the connections. */
    public ListenSettings withConnections(ConnectionSettings settings) {
        return new ListenSettings(backlog, maxConnections, maxConnectionsPerAddress, settings);
    }
}
