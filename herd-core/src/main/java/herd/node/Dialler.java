package herd.node;

import herd.net.CloseReason;
import herd.net.Connection;
import herd.net.ConnectionHandler;
import herd.net.ConnectionSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Connects to neighbours: looks a name up off the loop, afresh for each dial since addresses change,
 * and dials on the loop.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Dialler {

    /** As long as a dial's handshake may take: later nobody wants the connection any more. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final List<ServerConfig.Neighbour> neighbours;
    private final ConnectionSettings kind;
    private final Executor lookUps;

    private static final long NONE = 0;

    /** How many dials to each neighbour there were. */
    private final long[] dials;

    /** The number of the dial to each neighbour that is not abandoned; or {@link #NONE}. */
    private final long[] wanted;

    /** Whether a neighbour's name is being looked up: once at a time, however long that takes. */
    private final boolean[] lookingUp;

    private final Connection[] connecting;

    /**
     * Makes a dialler.
     *
     * @param lookUps where names are looked up: may block
     */
    Dialler(List<ServerConfig.Neighbour> neighbours, ConnectionSettings kind, Executor lookUps) {
        this.neighbours = neighbours;
        this.kind = kind;
        this.lookUps = lookUps;
        dials = new long[neighbours.size()];
        wanted = new long[neighbours.size()];
        lookingUp = new boolean[neighbours.size()];
        connecting = new Connection[neighbours.size()];
    }

    void dial(int neighbour, ServerLoop server) {
        wanted[neighbour] = ++dials[neighbour];
        HostPort address = neighbours.get(neighbour).address();
        Optional<InetSocketAddress> literal = address.address();
        if (literal.isPresent()) {
            long number = wanted[neighbour];
            server.executeIfRunning(() -> connect(literal.get(), neighbour, number, server));
        } else if (!lookingUp[neighbour]) {
            lookingUp[neighbour] = true;
            lookUp(address, neighbour, server);
        }
    }

    void abandon(int neighbour) {
        wanted[neighbour] = NONE;
        if (connecting[neighbour] != null) {
            connecting[neighbour].close();
            connecting[neighbour] = null;
        }
    }

    private void lookUp(HostPort address, int neighbour, ServerLoop server) {
        try {
            lookUps.execute(() -> resolve(address, neighbour, server));
        } catch (RejectedExecutionException busy) {
            server.executeIfRunning(
                    () -> lookedUp(neighbour, Optional.empty(), "too much to look up", server));
        }
    }

    private void resolve(HostPort address, int neighbour, ServerLoop server) {
        Optional<InetSocketAddress> found;
        try {
            found = Optional.of(address.resolve());
        } catch (UnknownHostException e) {
            found = Optional.empty();
        }
        Optional<InetSocketAddress> to = found;
        server.executeIfRunning(() -> lookedUp(neighbour, to, "no host " + address.host(), server));
    }

    /** Serves the dial that is wanted now: the one that it was begun for may have been given up. */
    private void lookedUp(
            int neighbour, Optional<InetSocketAddress> to, String whyNot, ServerLoop server) {
        lookingUp[neighbour] = false;
        long number = wanted[neighbour];
        if (to.isPresent()) {
            connect(to.get(), neighbour, number, server);
        } else {
            failed(neighbour, number, whyNot, server);
        }
    }

    private void connect(InetSocketAddress to, int neighbour, long number, ServerLoop server) {
        if (isWanted(neighbour, number)) {
            connecting[neighbour] =
                    server.loop()
                            .connect(
                                    to,
                                    kind,
                                    TIMEOUT,
                                    it -> new Dial(it, neighbour, number, server));
        }
    }

    private void failed(int neighbour, long number, String why, ServerLoop server) {
        if (isWanted(neighbour, number)) {
            connecting[neighbour] = null;
            wanted[neighbour] = NONE;
            server.engine().dialFailed(neighbour, why);
        }
    }

    private boolean isWanted(int neighbour, long number) {
        return number != NONE && number == wanted[neighbour];
    }

    /** A connection that has been dialled, and becomes a pipe of the engine's when it stands. */
    private final class Dial implements ConnectionHandler {
        private final Connection connection;
        private final int neighbour;
        private final long number;
        private final ServerLoop server;
        private Optional<SocketPipe> pipe = Optional.empty();

        Dial(Connection connection, int neighbour, long number, ServerLoop server) {
            this.connection = connection;
            this.neighbour = neighbour;
            this.number = number;
            this.server = server;
        }

        @Override
        public void connected() {
            if (isWanted(neighbour, number)) {
                connecting[neighbour] = null;
                wanted[neighbour] = NONE;
                SocketPipe stands = new SocketPipe(connection, server);
                stands.talker(server.engine().dialled(neighbour, stands));
                pipe = Optional.of(stands);
            } else {
                connection.close();
            }
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            pipe.orElseThrow().received(bytes, offset, length);
        }

        @Override
        public void inputEnded() {
            pipe.orElseThrow().inputEnded();
        }

        @Override
        public void drained() {
            pipe.ifPresent(SocketPipe::drained);
        }

        @Override
        public void closed(CloseReason reason, Optional<IOException> cause) {
            if (pipe.isPresent()) {
                pipe.get().closed(reason, cause);
            } else {
                failed(
                        neighbour,
                        number,
                        cause.map(Reason::of).orElse(ServerLoop.words(reason)),
                        server);
            }
        }
    }
}
