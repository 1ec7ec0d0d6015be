package herd.net;

import java.time.Duration;

/**
 * What holds for one kind of connection.
 *
 * @param urgent whether its bytes leave before those of connections that are not. For what must be on
 *     its way no later than the answers that others get. Urgent connections are not held up by
 *     {@link LoopBounds#maxConnections}
 * @param maxWaitingBytes when so many bytes have been offered and not been taken, the connection is no
 *     longer read until all of them are. Default 256 KiB: more than a reader that keeps up ever
 *     leaves, little enough for a thousand that do not
 * @param writeStall how long the peer may take nothing at all of what waits for it, before it is given
 *     up. Default 10 s
 * @param linger how long, after everything was sent by {@link Connection#finish}, the peer has to close
 *     its side, while what it still sends is read and forgotten. Closing a socket that holds unread
 *     input destroys what the peer has not read yet. Default 2 s
 */
public record ConnectionSettings(
        boolean urgent, int maxWaitingBytes, Duration writeStall, Duration linger) {

    private static final ConnectionSettings DEFAULTS =
            new ConnectionSettings(
                    false, 256 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(2));

    /** Checks the ranges: all positive, but {@code linger} may be zero for none. */
    public ConnectionSettings {
        requirePositive("maxWaitingBytes", maxWaitingBytes);
        requirePositive("writeStall", writeStall.toNanos());
        if (linger.isNegative()) {
            throw new IllegalArgumentException("linger is negative: " + linger);
        }
    }

    /** The defaults; not urgent. */
    public static ConnectionSettings defaults() {
        return DEFAULTS;
    }

    /** The same, urgent. */
    public ConnectionSettings asUrgent() {
        return new ConnectionSettings(true, maxWaitingBytes, writeStall, linger);
    }

    /** The same with another {@code maxWaitingBytes}. */
    public ConnectionSettings withMaxWaitingBytes(int bytes) {
        return new ConnectionSettings(urgent, bytes, writeStall, linger);
    }

    /** The same with another {@code writeStall}. */
    public ConnectionSettings withWriteStall(Duration patience) {
        return new ConnectionSettings(urgent, maxWaitingBytes, patience, linger);
    }

    /** The same with another {@code linger}. */
    public ConnectionSettings withLinger(Duration patience) {
        return new ConnectionSettings(urgent, maxWaitingBytes, writeStall, patience);
    }

    static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is not positive: " + value);
        }
    }
}
