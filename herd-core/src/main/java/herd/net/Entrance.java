package herd.net;

import java.net.InetSocketAddress;

/**
 * The way by which connections come in, a listener or dialling, and what all share that come by it.
 *
 * <p><b>Threading.</b> Loop only.
 */
interface Entrance {

    LoopParts loop();

    /** What holds for all of them. */
    ConnectionSettings settings();

    /** One of them has ended, whose peer's address that was. */
    void left(InetSocketAddress remote);

    /** The way in by dialling. */
    record Dialling(LoopParts loop, ConnectionSettings settings) implements Entrance {

        @Override
        public void left(InetSocketAddress remote) {
            loop.doorkeeper().leaves(settings);
        }
    }
}
