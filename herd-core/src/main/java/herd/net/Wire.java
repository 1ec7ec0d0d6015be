package herd.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * The socket under a connection, and what the selector is asked to watch it for. Every answer of a
 * loop is whole, so nothing is gained by the kernel's waiting for more: TCP_NODELAY.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Wire {

    /** The socket, as the selector knows it; null as long as there is none. */
    private SelectionKey key;

    /** Takes a channel that was accepted; watches it for input. */
    void take(SocketChannel accepted, Selector selector, TcpConnection owner) throws IOException {
        key = accepted.register(selector, SelectionKey.OP_READ, owner);
    }

    /** Begins to dial; watches for the outcome. */
    void dial(InetSocketAddress remote, Selector selector, TcpConnection owner) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean already = channel.connect(remote);
            int interest = already ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
            key = channel.register(selector, interest, owner);
        } catch (IOException | RuntimeException failure) {
            closeQuietly(channel);
            throw failure;
        }
    }

    /** Ends dialling, if there is an outcome. Returns whether there is. */
    boolean dialled(InetSocketAddress remote) throws IOException {
        if (!channel().finishConnect()) {
            return false;
        }
        if (channel().getLocalAddress().equals(remote)) {
            // TCP lets a socket meet itself, if the port it was given is the one that it dials.
            throw new IOException("nobody listens at " + remote);
        }
        return true;
    }

    /** Says what to watch for from the next turn on; costs a system call then, if it is new. */
    void watchFor(boolean input, boolean output) {
        int wanted = (input ? SelectionKey.OP_READ : 0) | (output ? SelectionKey.OP_WRITE : 0);
        if (wanted != key.interestOps()) {
            key.interestOps(wanted);
        }
    }

    /** Whether input was found; never if it is not watched for, even since a moment ago. */
    boolean isReadable() {
        return (key.readyOps() & SelectionKey.OP_READ) != 0;
    }

    /** Whether room for output was found. */
    boolean isWritable() {
        return (key.readyOps() & SelectionKey.OP_WRITE) != 0;
    }

    int read(ReadBuffer buffer) throws IOException {
        return buffer.read(channel());
    }

    int write(Outbox outbox, WriteBuffer buffer) throws IOException {
        return outbox.writeTo(channel(), buffer);
    }

    /** Lets the peer see an end, and goes on reading. */
    void endOutput() throws IOException {
        channel().shutdownOutput();
    }

    /** Lets the peer see a reset instead of an end when this is closed. */
    void closeWillReset() {
        try {
            if (key != null) {
                channel().setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException gone) {
            // Then there is nobody left to be told.
        }
    }

    /** Closes. The descriptor is given back when the selector is next used, before it waits. */
    void close() {
        if (key != null) {
            closeQuietly(channel());
        }
    }

    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException unused) {
            // The descriptor is gone all the same, and with it whoever could make use of this.
        }
    }

    private SocketChannel channel() {
        return (SocketChannel) key.channel();
    }
}
