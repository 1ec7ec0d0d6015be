package herd.testkit.conformance;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be checked: a server's client port, and what else the kit is told of it. What it is not
 * told it cannot check; such cases are left out.
 *
 * @param server where the server listens for clients
 * @param other where another server of the same herd does
 * @param peer where the server listens for neighbours
 * @param idleTimeout how long it lets a client be silent; only worth saying if it is short
 * @param patience how long to wait for what should come at once
 * @param lookUpTime how long the server takes for a look-up at most
 * @param maxLineBytes its limit for a line
 * @param slow whether to run also what takes many seconds
 */
public record Target(
        InetSocketAddress server,
        Optional<InetSocketAddress> other,
        Optional<PeerTarget> peer,
        Optional<Duration> idleTimeout,
        Duration patience,
        Duration lookUpTime,
        int maxLineBytes,
        boolean slow) {

    private static final int LEAST_LINE_BYTES = 1024;

    /** Checks the figures. */
    public Target {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("no time to wait for an answer: " + patience);
        }
        if (maxLineBytes < LEAST_LINE_BYTES) {
            throw new IllegalArgumentException(
                    "a limit of "
                            + maxLineBytes
                            + " bytes for a line: the cases need "
                            + LEAST_LINE_BYTES
                            + " or more");
        }
    }

    /** A server as the contract has it, of which nothing else is known. */
    public static Target of(InetSocketAddress server) {
        return new Target(
                server,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                64 * 1024,
                false);
    }

    /** The same, with another server of its herd. */
    public Target withOther(InetSocketAddress it) {
        return new Target(
                server,
                Optional.of(it),
                peer,
                idleTimeout,
                patience,
                lookUpTime,
                maxLineBytes,
                slow);
    }

    /** The same, with its neighbour port. */
    public Target withPeer(PeerTarget it) {
        return new Target(
                server,
                other,
                Optional.of(it),
                idleTimeout,
                patience,
                lookUpTime,
                maxLineBytes,
                slow);
    }

    /** The same, with a short time after which silent clients are closed. */
    public Target withIdleTimeout(Duration it) {
        return new Target(
                server, other, peer, Optional.of(it), patience, lookUpTime, maxLineBytes, slow);
    }

    /** The same, with another patience. */
    public Target withPatience(Duration it) {
        return new Target(server, other, peer, idleTimeout, it, lookUpTime, maxLineBytes, slow);
    }

    /** The same, with another time for look-ups. */
    public Target withLookUpTime(Duration it) {
        return new Target(server, other, peer, idleTimeout, patience, it, maxLineBytes, slow);
    }

    /** The same, with another limit for lines. */
    public Target withMaxLineBytes(int it) {
        return new Target(server, other, peer, idleTimeout, patience, lookUpTime, it, slow);
    }

    /** The same, with the slow cases. */
    public Target withSlow() {
        return new Target(
                server, other, peer, idleTimeout, patience, lookUpTime, maxLineBytes, true);
    }
}
