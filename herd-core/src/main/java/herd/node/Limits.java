package herd.node;

import java.time.Duration;

/**
 * The bounds of one server.
 *
 * @param maxLineBytes the longest line that can be a command, without its end; the same herd-wide
 * @param maxClients the most client IDs remembered
 * @param maxRecordBytes memory for what is remembered; 0 for half of the heap
 * @param maxConnections open at once; 0 for what the limit of file descriptors allows
 * @param maxConnectionsPerAddress open at once from one address; 0 for any number
 * @param idleTimeout how long a client may be silent before it is disconnected
 * @param maxFuture how far ahead of the receipt a client's time counts; the same herd-wide
 */
public record Limits(
        int maxLineBytes,
        int maxClients,
        long maxRecordBytes,
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration idleTimeout,
        Duration maxFuture) {}
