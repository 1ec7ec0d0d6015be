package herd.testkit.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** How the proxies treat their sockets. */
final class Sockets {

    /**
     * What the system keeps for a socket that is not read. Left to itself it would grow to megabytes,
     * and a sender would notice only then that nothing gets through.
     */
    static final int RECEIVE_BYTES = 64 * 1024;

    private Sockets() {}

    /** Closes; the other side sees a reset. */
    static void reset(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException closedAlready) {
            return;
        }
        closeQuietly(channel);
    }

    /** Closes. That this fails is of no interest: there is no byte left that anybody waits for. */
    static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            return;
        }
    }
}
