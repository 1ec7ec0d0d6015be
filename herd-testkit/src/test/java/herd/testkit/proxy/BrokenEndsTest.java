package herd.testkit.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a proxy holds for ends that are no more. */
@Timeout(60)
class BrokenEndsTest {

    private final CountDownLatch reset = new CountDownLatch(1);

    /**
     * Both have broken off while a black hole held what each had said: then neither can be written to, and
     * neither's end may wait until its words are delivered.
     */
    @Test
    void areForgottenWithWhatIsHeldForBoth() throws Exception {
        try (Proxies proxies = new Proxies("proxies under test", 7, new Listening());
                ServerSocket west = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket east = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Wire wire = proxies.wire("East", address(east), "West", address(west));
            Socket near = dial(wire);
            Socket far = west.accept();
            Runnable hole = wire.there().add(new Flaw.Blackhole());
            Runnable holeBack = wire.back().add(new Flaw.Blackhole());
            breakOff(near);
            breakOff(far);
            try (Socket next = dial(wire);
                    Socket other = west.accept()) {
                assertFalse(wire.isSettled(), "both stand, as far as one can tell");
                hole.run();
                holeBack.run();
                assertTrue(reset.await(20, TimeUnit.SECONDS), "the proxy holds on to it");
                next.getOutputStream().write('!');
                assertEquals('!', other.getInputStream().read());
                assertTrue(wire.isSettled());
            }
        }
    }

    /** Says something, and is gone before it arrives. */
    private static void breakOff(Socket socket) throws IOException {
        socket.getOutputStream().write(new byte[10_000]);
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static Socket dial(Wire wire) throws IOException {
        InetSocketAddress at = wire.byOne().address();
        return new Socket(at.getAddress(), at.getPort());
    }

    private static InetSocketAddress address(ServerSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private final class Listening implements Taps {

        @Override
        public Tap tap(String from, String to, long connection) {
            return (bytes, offset, length) -> {};
        }

        @Override
        public void happened(String what) {
            if (what.contains("is reset by")) {
                reset.countDown();
            }
        }
    }
}
