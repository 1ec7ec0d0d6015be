package herd.testkit.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One of the two sockets of a relayed connection: the source of one stream, and the sink of the other.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class End implements ProxyLoop.Ready {

    private final ProxyLoop loop;
    private final Relay relay;
    private final SocketChannel channel;
    private SelectionKey key;

    /** What is read here. */
    private Stream outward;

    /** What is written here. */
    private Stream inward;

    private boolean inputEnded;

    End(ProxyLoop loop, Relay relay, SocketChannel channel) {
        this.loop = loop;
        this.relay = relay;
        this.channel = channel;
    }

    void register(int interest) throws IOException {
        channel.configureBlocking(false);
        key = channel.register(loop.selector(), interest, this);
    }

    void streams(Stream read, Stream written) {
        outward = read;
        inward = written;
    }

    /** Whether nothing more will come from here. */
    boolean isSilent() {
        return inputEnded || !channel.isOpen();
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public void ready() {
        if (key.isConnectable()) {
            relay.connectable();
            return;
        }
        if (key.isWritable()) {
            inward.sinkIsReady();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
    }

    /** Watches for what the streams want. */
    void watch() {
        if (!key.isValid()) {
            return;
        }
        boolean reads = !inputEnded && (relay.isSevered() || outward.wantsMore());
        boolean writes = !relay.isSevered() && inward.isBlocked();
        int interest = (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Writes what it takes at once; -1 if it is broken, which its own stream then tells. */
    int write(byte[] bytes, int offset, int length) {
        try {
            return channel.write(ByteBuffer.wrap(bytes, offset, length));
        } catch (IOException broken) {
            outward.sourceBroke();
            return -1;
        }
    }

    /** Tells whoever reads here that this was all. */
    void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException broken) {
            outward.sourceBroke();
        }
    }

    void reset() {
        Sockets.reset(channel);
    }

    void close() {
        Sockets.closeQuietly(channel);
    }

    private void read() {
        ByteBuffer into = loop.buffer().clear();
        into.limit(Math.min(into.capacity(), relay.isSevered() ? into.capacity() : outward.room()));
        int count;
        try {
            count = channel.read(into);
        } catch (IOException broken) {
            inputEnded = true;
            relay.broke(this, outward);
            return;
        }
        if (count < 0) {
            inputEnded = true;
            relay.ended(outward);
            watch();
        } else if (count > 0 && !relay.isSevered()) {
            byte[] bytes = new byte[count];
            into.flip().get(bytes);
            outward.take(bytes);
        }
    }
}
