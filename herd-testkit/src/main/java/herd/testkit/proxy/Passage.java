package herd.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A port at which one party finds another: connections to it are relayed. Keeps the port for as long
 * as it lives, whether it listens or not.
 *
 * <p><b>Threading.</b> Any thread but the proxies' own; each method returns when it is in effect.
 */
public final class Passage implements ProxyLoop.Ready {

    private static final int BACKLOG = 1024;

    /** Who comes then waits until somebody leaves: a herd's own connections are a few dozen. */
    private static final int MAX_RELAYS = 16 * 1024;

    private final ProxyLoop loop;
    private final Way there;
    private final Way back;
    private final InetSocketAddress target;
    private final ReservedPort port = new ReservedPort();
    private final Set<Relay> relays = new LinkedHashSet<>();
    private ServerSocketChannel listening;
    private SelectionKey key;
    private boolean isDeaf;

    /** For each reason there is not to listen: then the system refuses who dials. */
    private int refusals;

    Passage(ProxyLoop loop, Way there, Way back, InetSocketAddress target) {
        this.loop = loop;
        this.there = there;
        this.back = back;
        this.target = target;
        loop.run(this::listenIfWelcome);
    }

    /** Where to dial. */
    public InetSocketAddress address() {
        return port.address();
    }

    /** Where to dial, as a configuration takes it. */
    public String hostPort() {
        return port.hostPort();
    }

    /** Refuses who dials, until what is returned is run. */
    public Runnable refuse() {
        loop.run(this::beginRefusing);
        return loop.once(this::endRefusing);
    }

    /**
     * Separates the ends of all connections without a word to either, and answers no new ones: as if
     * the machine at the other end had lost its power.
     */
    public void playDead() {
        loop.run(
                () -> {
                    List.copyOf(relays).forEach(Relay::sever);
                    isDeaf = true;
                    watch();
                });
    }

    /** Ends {@link #playDead}: resets what was separated, and what dialled in vain. */
    public void revive() {
        loop.run(
                () -> {
                    resetSevered();
                    isDeaf = false;
                    if (listening != null) {
                        stopListening();
                    }
                    listenIfWelcome();
                });
    }

    /** Takes connections. */
    @Override
    public void ready() {
        while (relays.size() < MAX_RELAYS) {
            SocketChannel accepted = accept();
            if (accepted == null) {
                return;
            }
            relay(accepted);
        }
        watch();
    }

    Way there() {
        return there;
    }

    Way back() {
        return back;
    }

    void beginRefusing() {
        if (refusals++ == 0 && listening != null) {
            stopListening();
        }
    }

    void endRefusing() {
        refusals--;
        listenIfWelcome();
    }

    void resetAll() {
        List.copyOf(relays).forEach(Relay::reset);
    }

    void resetSevered() {
        List.copyOf(relays).stream().filter(Relay::isSevered).forEach(Relay::reset);
    }

    Set<Relay> relays() {
        return relays;
    }

    void left(Relay relay) {
        relays.remove(relay);
        watch();
    }

    void note(Relay relay, String what) {
        loop.taps().happened(there.from() + "->" + there.to() + " #" + relay.number() + ' ' + what);
    }

    /** Gives the port back; called when the loop runs no more. */
    void close() {
        port.close();
    }

    private void listenIfWelcome() {
        if (refusals > 0 || listening != null) {
            return;
        }
        try {
            listening = ServerSocketChannel.open();
            listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listening.setOption(StandardSocketOptions.SO_RCVBUF, Sockets.RECEIVE_BYTES);
            listening.bind(port.address(), BACKLOG);
            listening.configureBlocking(false);
            key = listening.register(loop.selector(), 0, this);
            watch();
        } catch (IOException e) {
            throw new UncheckedIOException("no passage to " + there.to() + ": " + e, e);
        }
    }

    private void stopListening() {
        Sockets.closeQuietly(listening);
        listening = null;
        loop.forgetClosed();
    }

    private void watch() {
        if (listening != null) {
            boolean accepts = !isDeaf && relays.size() < MAX_RELAYS;
            key.interestOps(accepts ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    /** The next who waits; null if nobody does, or if descriptors have run out, which passes. */
    private SocketChannel accept() {
        try {
            return listening == null ? null : listening.accept();
        } catch (IOException e) {
            loop.taps().happened("warning: cannot accept for " + there.to() + ": " + e);
            return null;
        }
    }

    private void relay(SocketChannel accepted) {
        try {
            Relay relay = new Relay(loop, this, accepted);
            relays.add(relay);
            try {
                relay.begin(target);
            } catch (IOException refused) {
                note(relay, "is refused: " + refused.getMessage());
                relay.reset();
            }
        } catch (IOException noDescriptor) {
            loop.taps().happened("warning: cannot dial " + there.to() + ": " + noDescriptor);
            Sockets.reset(accepted);
        }
    }
}
