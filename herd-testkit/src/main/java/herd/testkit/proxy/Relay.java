package herd.testkit.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection that passes through: two sockets, and a stream each way between them.
 *
 * <pre>
 *   CONNECTING ──► RELAYING ──► GONE
 *        │             │          ▲
 *        │             └─sever─► SEVERED
 *        └────────────────────────┘
 * </pre>
 *
 * <p>Severed, the sockets stay, and have nothing to do with each other any more: what comes is read and
 * forgotten, and is never answered, not even an end by an end.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Relay {

    private enum Phase {
        CONNECTING,
        RELAYING,
        SEVERED,
        GONE
    }

    private final Passage passage;
    private final long number;
    private final End near;
    private final End far;
    private final Stream there;
    private final Stream back;
    private Phase phase = Phase.CONNECTING;

    Relay(ProxyLoop loop, Passage passage, SocketChannel accepted) throws IOException {
        this.passage = passage;
        number = loop.nextConnection();
        near = new End(loop, this, accepted);
        far = new End(loop, this, SocketChannel.open());
        there = new Stream(this, passage.there(), near, far, number);
        back = new Stream(this, passage.back(), far, near, number);
        near.streams(there, back);
        far.streams(back, there);
    }

    /** Begins to connect with whom the dialler wants. */
    void begin(InetSocketAddress target) throws IOException {
        near.channel().setOption(StandardSocketOptions.TCP_NODELAY, true);
        near.register(0);
        far.channel().setOption(StandardSocketOptions.SO_RCVBUF, Sockets.RECEIVE_BYTES);
        far.channel().setOption(StandardSocketOptions.TCP_NODELAY, true);
        far.register(SelectionKey.OP_CONNECT);
        if (far.channel().connect(target)) {
            connected();
        }
    }

    boolean isConnected() {
        return phase == Phase.RELAYING;
    }

    boolean isSevered() {
        return phase == Phase.SEVERED;
    }

    long number() {
        return number;
    }

    void connectable() {
        try {
            if (far.channel().finishConnect()) {
                connected();
            }
        } catch (IOException refused) {
            passage.note(this, "is refused: " + refused.getMessage());
            reset();
        }
    }

    /** One end has said all. */
    void ended(Stream said) {
        if (phase == Phase.SEVERED) {
            leaveIfNobodySpeaks();
        } else {
            said.sourceEnded();
        }
    }

    /** One end has broken off. */
    void broke(End end, Stream said) {
        if (phase == Phase.SEVERED) {
            end.close();
            leaveIfNobodySpeaks();
        } else {
            said.sourceBroke();
        }
    }

    /** The reader at one end is to learn now that the other has said all. */
    void endedBy(End source, End sink) {
        passage.note(this, "is ended by " + nameOf(source));
        sink.endOutput();
        if (phase == Phase.RELAYING && there.isOver() && back.isOver()) {
            near.close();
            far.close();
            leave();
        }
    }

    /** The reader at one end is to learn now that the other has broken off. */
    void resetBy(End source, End sink) {
        passage.note(this, "is reset by " + nameOf(source));
        sink.reset();
        source.close();
        leave();
    }

    /** Breaks it off, for both. */
    void reset() {
        near.reset();
        far.reset();
        leave();
    }

    /** Separates the two ends without a word to either. */
    void sever() {
        if (phase == Phase.CONNECTING) {
            // What is dialled may stand already, and the selector has yet to say so.
            connectable();
        }
        if (phase == Phase.CONNECTING) {
            reset();
        } else if (phase == Phase.RELAYING) {
            phase = Phase.SEVERED;
            there.drop();
            back.drop();
            near.watch();
            far.watch();
        }
    }

    /** Separates the two ends: the one there sees a reset, the other goes on as if nothing were. */
    void severFrom(String name) {
        sever();
        if (phase == Phase.SEVERED) {
            (passage.there().isFrom(name) ? near : far).reset();
            leaveIfNobodySpeaks();
        }
    }

    private void connected() {
        phase = Phase.RELAYING;
        passage.note(this, "stands");
        there.pump();
        back.pump();
        near.watch();
        far.watch();
    }

    private String nameOf(End end) {
        return end == near ? passage.there().from() : passage.there().to();
    }

    private void leaveIfNobodySpeaks() {
        if (near.isSilent() && far.isSilent()) {
            near.close();
            far.close();
            leave();
        }
    }

    private void leave() {
        if (phase != Phase.GONE) {
            phase = Phase.GONE;
            there.drop();
            back.drop();
            passage.left(this);
        }
    }
}
