package herd.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The one buffer that all connections are read into. The kernel fills memory outside the heap, which
 * saves the JDK a copy of its own, and one bulk copy brings it to where parsing is cheapest.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class ReadBuffer {

    private final ByteBuffer outside;
    private final byte[] bytes;

    ReadBuffer(int size) {
        outside = ByteBuffer.allocateDirect(size);
        bytes = new byte[size];
    }

    /** Reads once. Returns how many bytes are in {@link #bytes}, from 0 on, or -1 at the end. */
    int read(SocketChannel channel) throws IOException {
        outside.clear();
        int count = channel.read(outside);
        if (count > 0) {
            outside.get(0, bytes, 0, count);
        }
        return count;
    }

    byte[] bytes() {
        return bytes;
    }
}
