package herd.testkit.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * One connection to a server, without the buffers that one needs while it is ready: those are the
 * loop's. What the system does not take at once, and the begin of an answer that is not whole, it
 * keeps.
 *
 * <p><b>Threading.</b> The loop's thread.
 */
final class LoadSocket {

    /** Longer than any answer of a server that keeps to the contract. */
    private static final int MOST_ANSWER_BYTES = 8 << 20;

    private static final byte[] NOTHING = {};
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final LoadLoop loop;
    private final SocketChannel channel;
    private final Conversation conversation;
    private ByteBuffer unsent = NONE;
    private byte[] begun = NOTHING;
    private int begunBytes;
    private long progressNanos;

    /** Not the same as a closed channel: one that cannot connect closes itself. */
    private boolean isOver;

    LoadSocket(LoadLoop loop, SocketChannel channel, Conversation conversation) {
        this.loop = loop;
        this.channel = channel;
        this.conversation = conversation;
        progressNanos = System.nanoTime();
    }

    /** From now on the server is expected to do something. */
    void expectProgress(long nowNanos) {
        progressNanos = nowNanos;
    }

    /** Sends what is in the loop's buffer, and empties that. */
    void send() {
        ByteBuffer out = loop.out().flip();
        try {
            if (!unsent.hasRemaining()) {
                channel.write(out);
            }
            if (out.hasRemaining()) {
                keep(out);
            }
        } catch (IOException e) {
            lose(words(e));
        } finally {
            out.clear();
        }
    }

    /** The selector says that something can be done. */
    void ready(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                conversation.opened();
                return;
            }
            if (key.isWritable()) {
                channel.write(unsent);
                if (!unsent.hasRemaining()) {
                    unsent = NONE;
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
            if (key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            lose(words(e));
        }
    }

    /** Gives it up if the server owes something and has not moved for too long. */
    void checkSilence(long nowNanos, long timeoutNanos) {
        boolean isConnecting = !channel.isConnected();
        boolean isTooLong = nowNanos - progressNanos > timeoutNanos;
        if (!isOver && isTooLong && (isConnecting || conversation.isOwed())) {
            String what = isConnecting ? "no connection" : "the server was silent";
            lose(what + " for " + Times.text(timeoutNanos));
        }
    }

    /** Gives it up if the server owes something. */
    void loseIfOwed(String why) {
        if (conversation.isOwed()) {
            lose(why);
        }
    }

    /** Ends it, and says so to whom it concerns. */
    void lose(String why) {
        if (!isOver) {
            close();
            conversation.lost(why);
        }
    }

    /** Ends it without a word. */
    void close() {
        isOver = true;
        try {
            channel.close();
        } catch (IOException e) {
            // The system says that it could not be ended well; it has ended all the same.
        }
    }

    private void keep(ByteBuffer out) {
        ByteBuffer both = ByteBuffer.allocate(unsent.remaining() + out.remaining());
        unsent = both.put(unsent).put(out).flip();
        channel.keyFor(loop.selector()).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void read() throws IOException {
        ByteBuffer in = loop.in().clear();
        int count = channel.read(in);
        if (count < 0) {
            lose(begunBytes > 0 ? "closed in the middle of an answer" : "closed by the server");
            return;
        }
        progressNanos = System.nanoTime();
        int to = begunBytes + count;
        byte[] bytes = loop.bytes(to);
        System.arraycopy(begun, 0, bytes, 0, begunBytes);
        in.flip().get(bytes, begunBytes, count);
        int used = conversation.received(bytes, 0, to);
        begunBytes = to - used;
        if (begunBytes > MOST_ANSWER_BYTES) {
            lose("an answer of more than " + MOST_ANSWER_BYTES + " bytes");
        } else if (!isOver) {
            begun = begunBytes == 0 ? NOTHING : Arrays.copyOfRange(bytes, used, to);
            conversation.allReceived();
        }
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
