package herd.testkit.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One thread's worth of connections: a selector, and the buffers that all share.
 *
 * <p><b>Threading.</b> The thread that turns it.
 *
 * <p><b>Why.</b> A generator must cost less than what it measures. It has none of the bounds and
 * fairness that a server's loop is for.
 */
final class LoadLoop implements Closeable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Consumer<SelectionKey> ready = LoadLoop::ready;
    private byte[] bytes = new byte[BUFFER_BYTES];

    LoadLoop() throws IOException {
        selector = Selector.open();
    }

    /**
     * Begins a connection; the conversation learns what becomes of it.
     *
     * @throws IOException if there is none to be had, for lack of file descriptors, say
     */
    void dial(InetSocketAddress server, Conversation conversation) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            LoadSocket socket = new LoadSocket(this, channel, conversation);
            boolean isThere = channel.connect(server);
            channel.register(
                    selector, isThere ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, socket);
            conversation.carriedBy(socket);
            if (isThere) {
                conversation.opened();
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Waits so long for something to happen, or not at all if that is 0, and lets it happen. */
    void turn(long timeoutMillis) {
        try {
            if (timeoutMillis > 0) {
                selector.select(ready, timeoutMillis);
            } else {
                selector.selectNow(ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives up connections on which the server is silent for too long. */
    void checkSilence(long nowNanos, long timeoutNanos) {
        for (SelectionKey key : selector.keys()) {
            ((LoadSocket) key.attachment()).checkSilence(nowNanos, timeoutNanos);
        }
    }

    /** Gives up connections on which the server owes something. */
    void loseOwing(String why) {
        for (SelectionKey key : selector.keys()) {
            ((LoadSocket) key.attachment()).loseIfOwed(why);
        }
    }

    /** Ends all connections. */
    @Override
    public void close() {
        selector.keys().forEach(it -> ((LoadSocket) it.attachment()).close());
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Selector selector() {
        return selector;
    }

    /** For what is to be sent: filled and sent before anybody else uses it. */
    ByteBuffer out() {
        return out;
    }

    /** For what comes. */
    ByteBuffer in() {
        return in;
    }

    /** At least so many, of which any may be overwritten with the next read. */
    byte[] bytes(int count) {
        if (bytes.length < count) {
            bytes = Arrays.copyOf(bytes, 2 * count);
        }
        return bytes;
    }

    private static void ready(SelectionKey key) {
        ((LoadSocket) key.attachment()).ready(key);
    }
}
