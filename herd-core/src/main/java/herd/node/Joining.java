package herd.node;

import herd.link.Secrets;
import herd.net.ListenSettings;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.util.concurrent.Executor;

/**
 * Turns a server to its neighbours, once the cryptography that they are met with is loaded. That takes
 * a while in a young process, and clients need not wait for it: it begins when the loop has made two
 * turns, and so has accepted those who came while the server was put together, and answered them.
 *
 * <p><b>Threading.</b> Begun on the loop; loads on a thread that may wait; joins on the loop.
 */
final class Joining implements Runnable {

    private final ServerLoop server;
    private final Secrets secrets;
    private final ServerSocketChannel peerPort;
    private final ListenSettings listening;
    private final Executor mayWait;
    private boolean turned;

    Joining(
            ServerLoop server,
            Secrets secrets,
            ServerSocketChannel peerPort,
            ListenSettings listening,
            Executor mayWait) {
        this.server = server;
        this.secrets = secrets;
        this.peerPort = peerPort;
        this.listening = listening;
        this.mayWait = mayWait;
    }

    @Override
    public void run() {
        if (turned) {
            mayWait.execute(new Loading());
        } else {
            turned = true;
            server.executeIfRunning(this);
        }
    }

    private final class Loading implements Runnable {
        @Override
        public void run() {
            Runnable next;
            try {
                SecureRandom random = primed(new SecureRandom());
                secrets.prime();
                next = () -> server.join(peerPort, listening, random);
            } catch (RuntimeException | Error e) {
                next =
                        () -> {
                            throw new ServerTroubles.Alone(e);
                        };
            }
            server.executeIfRunning(next);
        }

        /** The first draw loads what all others need. */
        private SecureRandom primed(SecureRandom random) {
            random.nextLong();
            return random;
        }
    }
}
