package herd.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * The one buffer outside the heap that everything is written through. Without it the JDK would keep
 * one of its own, as large as the largest write ever made.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class WriteBuffer {

    /** Rarely more than a socket takes at once; a longer piece is written in several steps. */
    private static final int SIZE = 128 * 1024;

    private final ByteBuffer outside = ByteBuffer.allocateDirect(SIZE);

    /** Writes until the kernel takes no more. Returns how many bytes it took. */
    int write(WritableByteChannel channel, byte[] bytes, int offset, int length)
            throws IOException {
        int taken = 0;
        while (taken < length) {
            int piece = Math.min(SIZE, length - taken);
            outside.clear().put(bytes, offset + taken, piece).flip();
            int count = channel.write(outside);
            taken += count;
            if (count < piece) {
                break;
            }
        }
        return taken;
    }
}
