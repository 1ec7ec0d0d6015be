package herd.testkit.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A client over a real socket.
 *
 * <p><b>Threading.</b> One thread sends and one reads, which may be the same.
 */
final class SocketClient extends RawClient {

    private final SocketChannel channel;

    /** Each direction has a selector of its own, so that one thread can wait for either. */
    private final Selector readable;

    private final Selector writable;

    private SocketClient(InetSocketAddress server, int receiveBufferBytes, Duration patience)
            throws IOException {
        channel = SocketChannel.open();
        try {
            if (receiveBufferBytes > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            }
            channel.socket().connect(server, (int) patience.toMillis());
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            readable = Selector.open();
            writable = Selector.open();
            channel.register(readable, SelectionKey.OP_READ);
            channel.register(writable, SelectionKey.OP_WRITE);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * Connects.
     *
     * @param receiveBufferBytes 0 for what the system thinks right
     */
    static SocketClient open(InetSocketAddress server, int receiveBufferBytes, Duration patience) {
        try {
            return new SocketClient(server, receiveBufferBytes, patience);
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to " + server + ": " + e, e);
        }
    }

    @Override
    public RawClient halfClose() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            throw broken(e);
        }
        return this;
    }

    @Override
    public void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            throw broken(e);
        }
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
            readable.close(); // only now is a registered channel really closed
            writable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    protected int write(byte[] bytes, Duration still) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (channel.write(rest) == 0 && !isReady(writable, nowNanos() + still.toNanos())) {
                break;
            }
        }
        return rest.position();
    }

    @Override
    protected int read(byte[] into, long deadlineNanos) throws IOException {
        ByteBuffer input = ByteBuffer.wrap(into);
        int count = channel.read(input);
        while (count == 0 && isReady(readable, deadlineNanos)) {
            count = channel.read(input);
        }
        return count;
    }

    @Override
    protected long nowNanos() {
        return System.nanoTime();
    }

    @Override
    protected void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static boolean isReady(Selector selector, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        selector.selectedKeys().clear();
        return millis > 0 && selector.select(millis) > 0;
    }
}
