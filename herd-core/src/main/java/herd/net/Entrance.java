package herd.net;

import java.net.InetSocketAddress;

/**
 * The way by which connections come in, a listener or dialling, and what all share that come by it.
 *
 * <p><b>Threading.</b> Loop only.
 */
abstract class Entrance {

    private final LoopParts loop;
    private final ConnectionSettings settings;

    Entrance(LoopParts loop, ConnectionSettings settings) {
        this.loop = loop;
        this.settings = settings;
    }

    final LoopParts loop() {
        return loop;
    }

    /** What holds for all of them. */
    final ConnectionSettings settings() {
        return settings;
    }

    /** One of them has ended, whose peer's address that was. */
    abstract void left(InetSocketAddress remote);

    /** The way in by dialling. */
    static final class Dialling extends Entrance {

        Dialling(LoopParts loop, ConnectionSettings settings) {
            super(loop, settings);
        }

        @Override
        void left(InetSocketAddress remote) {
            loop().doorkeeper().leaves(settings());
        }
    }
}
