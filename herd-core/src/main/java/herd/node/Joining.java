package herd.node;

import herd.link.Secrets;
import herd.net.ListenSettings;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;

/**
 * Turns a server to its neighbours, once the cryptography that they are met with is loaded: that takes
 * a while in a young process, and clients need not wait for it.
 *
 * <p><b>Threading.</b> Run on a thread that may wait; hands what is to be done on the loop to the loop.
 */
final class Joining implements Runnable {

    private final ServerLoop server;
    private final Secrets secrets;
    private final ServerSocketChannel peerPort;
    private final ListenSettings listening;

    Joining(
            ServerLoop server,
            Secrets secrets,
            ServerSocketChannel peerPort,
            ListenSettings listening) {
        this.server = server;
        this.secrets = secrets;
        this.peerPort = peerPort;
        this.listening = listening;
    }

    @Override
    public void run() {
        Runnable next;
        try {
            SecureRandom random = new SecureRandom();
            random.nextLong(); // now, for it loads more when first asked
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
}
