package herd.net;

import java.time.Duration;

/**
 * The bounds of an {@link EventLoop} on what its connections may take together.
 *
 * @param maxConnections connections at once, those of urgent kind not counted. At the bound accepting
 *     pauses, and goes on when one closes. Default: the descriptors that the system grants less 64,
 *     which are for the urgent ones, listeners, log files and the like
 * @param maxBytesHeld bytes kept for all connections together: what peers have not taken yet, and what
 *     handlers hold ({@link Connection#holds}). The connection that needs more than is left is closed.
 *     Default: a quarter of the heap, since one slow peer is bounded by {@link ConnectionSettings} but
 *     ten thousand are not
 * @param acceptsPerTurn connections taken from one listener in one turn. Default 64: a flood of new
 *     ones must not keep those that are there waiting
 * @param acceptBackOff how long accepting pauses when it failed, for want of descriptors as a rule.
 *     Default 100 ms: trying at once would spin, since the listener stays ready
 * @param readBytes the one buffer that is read into. Default 64 KiB: what one peer gets of a turn
 * @param arenaBytes the one buffer that answers are collected in. Default 1 MiB: at three quarters it
 *     is flushed before the turn goes on
 */
public record LoopBounds(
        int maxConnections,
        long maxBytesHeld,
        int acceptsPerTurn,
        Duration acceptBackOff,
        int readBytes,
        int arenaBytes) {

    /** Descriptors that {@link #defaults} leaves for everything but ordinary connections. */
    public static final int RESERVED_DESCRIPTORS = 64;

    /** Checks that everything is positive. */
    public LoopBounds {
        ConnectionSettings.requirePositive("maxConnections", maxConnections);
        ConnectionSettings.requirePositive("maxBytesHeld", maxBytesHeld);
        ConnectionSettings.requirePositive("acceptsPerTurn", acceptsPerTurn);
        ConnectionSettings.requirePositive("acceptBackOff", acceptBackOff.toNanos());
        ConnectionSettings.requirePositive("readBytes", readBytes);
        ConnectionSettings.requirePositive("arenaBytes", arenaBytes);
    }

    /** The defaults, which depend on the machine. */
    public static LoopBounds defaults() {
        return new LoopBounds(
                Math.max(1, DescriptorLimit.ofThisProcess() - RESERVED_DESCRIPTORS),
                Runtime.getRuntime().maxMemory() / 4,
                64,
                Duration.ofMillis(100),
                64 * 1024,
                1024 * 1024);
    }

    /** The same with another {@code maxConnections}. */
    public LoopBounds withMaxConnections(int connections) {
        return new LoopBounds(
                connections, maxBytesHeld, acceptsPerTurn, acceptBackOff, readBytes, arenaBytes);
    }

    /** The same with another {@code maxBytesHeld}. */
    public LoopBounds withMaxBytesHeld(long bytes) {
        return new LoopBounds(
                maxConnections, bytes, acceptsPerTurn, acceptBackOff, readBytes, arenaBytes);
    }

    /** The same with another {@code acceptsPerTurn} and {@code acceptBackOff}. */
    public LoopBounds withAccepting(int perTurn, Duration backOff) {
        return new LoopBounds(
                maxConnections, maxBytesHeld, perTurn, backOff, readBytes, arenaBytes);
    }

    /** The same with another {@code readBytes} and {@code arenaBytes}. */
    public LoopBounds withBuffers(int newReadBytes, int newArenaBytes) {
        return new LoopBounds(
                maxConnections,
                maxBytesHeld,
                acceptsPerTurn,
                acceptBackOff,
                newReadBytes,
                newArenaBytes);
    }
}
