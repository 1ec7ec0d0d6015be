package herd.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine that the system picked and gives to nobody else: a server may listen at it,
 * stop, and listen again, as often as it likes.
 *
 * <p><b>Why.</b> A socket that is bound and never listens keeps the port, and refuses connections
 * while no server listens beside it. To look for a free port and close it again would leave it to
 * whoever comes first.
 */
public final class ReservedPort implements AutoCloseable {

    private final Socket reservation = new Socket();

    /** Has the system pick one. */
    public ReservedPort() {
        try {
            reservation.setReuseAddress(true);
            reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port, at the loopback address. */
    public InetSocketAddress address() {
        return new InetSocketAddress(reservation.getLocalAddress(), reservation.getLocalPort());
    }

    /** As a configuration takes it. */
    public String hostPort() {
        return "127.0.0.1:" + reservation.getLocalPort();
    }

    /** Gives the port back. */
    @Override
    public void close() {
        try {
            reservation.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
