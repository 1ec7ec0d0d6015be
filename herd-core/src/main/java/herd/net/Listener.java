package herd.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * A socket that takes connections. Made by {@link EventLoop#listen}.
 *
 * <p><b>Threading.</b> Loop only, or before the loop is started; {@link #address} on any thread.
 *
 * <p><b>Errors.</b> When accepting fails, as it does when there are no descriptors left, it pauses
 * for {@link LoopBounds#acceptBackOff}, and goes on. At a bound on connections it pauses until one
 * closes; who comes meanwhile waits in the kernel's backlog.
 */
public final class Listener implements AutoCloseable {

    private final LoopParts loop;
    private final LoopBounds bounds;
    private final ListenSettings settings;
    private final ConnectionHandler.Maker maker;
    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final SelectionKey key;
    private final Entrance entrance;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();

    /** Null until accepting fails for the first time. */
    private Timer backOff;

    private int connections;
    private boolean accepting = true;

    Listener(
            LoopParts loop,
            LoopBounds bounds,
            ServerSocketChannel channel,
            ListenSettings settings,
            ConnectionHandler.Maker maker)
            throws IOException {
        this.loop = loop;
        this.bounds = bounds;
        this.settings = settings;
        this.maker = maker;
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        this.entrance = new Way();
        channel.configureBlocking(false);
        this.key = channel.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
    }

    /** The address it listens at, with the port that the system picked if it was asked for 0. */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Takes no more connections; those that it took live on. From the next turn on the port can be
     * listened at again.
     */
    @Override
    public void close() {
        loop.thread().requireCurrent();
        if (backOff != null) {
            backOff.cancel();
        }
        loop.doorkeeper().closed(this);
        Wire.closeQuietly(channel);
    }

    /** Takes who is waiting. */
    void ready() {
        for (int i = 0; i < bounds.acceptsPerTurn() && channel.isOpen(); i++) {
            if (!hasRoom()) {
                pause();
                return;
            }
            SocketChannel accepted;
            try {
                accepted = channel.accept();
            } catch (IOException failure) {
                failed(failure);
                return;
            }
            if (accepted == null) {
                return;
            }
            admit(accepted);
        }
    }

    /** Accepts again, if there is room and nothing to wait for. */
    void goOn() {
        if (!accepting && !isBackingOff() && hasRoom() && channel.isOpen()) {
            accepting = true;
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private boolean hasRoom() {
        return connections < settings.maxConnections()
                && loop.doorkeeper().hasRoom(settings.connections());
    }

    private boolean isBackingOff() {
        return backOff != null && backOff.dueNanos() != Timer.NEVER;
    }

    private void pause() {
        accepting = false;
        key.interestOps(0);
    }

    private void failed(IOException failure) {
        pause();
        if (backOff == null) {
            backOff = loop.timers().timer(this::goOn);
        }
        backOff.at(loop.clock().nowNanos() + bounds.acceptBackOff().toNanos());
        loop.tally().acceptFailure();
        loop.callbacks().troubles().acceptFailed(this, failure);
    }

    private void admit(SocketChannel accepted) {
        InetSocketAddress remote;
        try {
            accepted.configureBlocking(false);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            remote = (InetSocketAddress) accepted.getRemoteAddress();
        } catch (IOException goneAlready) {
            loop.tally().refused();
            Wire.closeQuietly(accepted);
            return;
        }
        if (!takesOneMoreFrom(remote)) {
            loop.tally().refused();
            Wire.closeQuietly(accepted);
            return;
        }
        loop.tally().accepted();
        connections++;
        long number = loop.doorkeeper().enters(settings.connections());
        new TcpConnection(entrance, remote, number).accepted(accepted, maker);
    }

    private boolean takesOneMoreFrom(InetSocketAddress remote) {
        int most = settings.maxConnectionsPerAddress();
        if (most == ListenSettings.NO_BOUND) {
            return true;
        }
        int before = perAddress.getOrDefault(remote.getAddress(), 0);
        if (before >= most) {
            return false;
        }
        perAddress.put(remote.getAddress(), before + 1);
        return true;
    }

    /** The way in by this listener. */
    private final class Way extends Entrance {

        Way() {
            super(Listener.this.loop, Listener.this.settings.connections());
        }

        @Override
        void left(InetSocketAddress remote) {
            connections--;
            if (settings.maxConnectionsPerAddress() != ListenSettings.NO_BOUND) {
                perAddress.computeIfPresent(
                        remote.getAddress(), (from, count) -> count == 1 ? null : count - 1);
            }
            loop().doorkeeper().leaves(settings());
        }
    }
}
