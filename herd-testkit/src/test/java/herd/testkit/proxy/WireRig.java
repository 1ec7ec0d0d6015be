package herd.testkit.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A wire, and at its ends two parties that know nothing of it. */
final class WireRig implements AutoCloseable {

    private static final int SOON_MILLIS = 20_000;

    /** Long enough for what gets through to have come. */
    private static final int A_WHILE_MILLIS = 50;

    /** How much came at once each time: a proxy's thread adds to it. */
    final List<Integer> deliveries = Collections.synchronizedList(new ArrayList<>());

    /** What happened: a proxy's thread adds to it. */
    final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    final Proxies proxies;
    final ServerSocket west;
    final Wire wire;
    private final ServerSocket east;
    private final List<Socket> sockets = new ArrayList<>();

    WireRig() throws IOException {
        proxies = new Proxies("proxies under test", 7, new Listening());
        east = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        west = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        wire = proxies.wire("East", address(east), "West", address(west));
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        proxies.close();
        proxies.close();
        east.close();
        west.close();
    }

    /** East dials West. */
    Socket dial() throws IOException {
        return keep(
                new Socket(wire.byOne().address().getAddress(), wire.byOne().address().getPort()));
    }

    Socket accept() throws IOException {
        west.setSoTimeout(SOON_MILLIS);
        return keep(west.accept());
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    static String read(Socket socket, int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.US_ASCII);
    }

    static void assertCarries(Socket from, Socket to) throws IOException {
        send(from, "well?");
        assertEquals("well?", read(to, 5));
    }

    static void assertNothingComes(Socket socket) throws IOException {
        socket.setSoTimeout(A_WHILE_MILLIS);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        socket.setSoTimeout(SOON_MILLIS);
    }

    static void assertReset(Socket socket) {
        SocketException reset =
                assertThrows(SocketException.class, () -> socket.getInputStream().read());
        assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setSoTimeout(SOON_MILLIS);
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private static InetSocketAddress address(ServerSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private final class Listening implements Taps {

        @Override
        public Tap tap(String from, String to, long connection) {
            return (bytes, offset, length) -> deliveries.add(length);
        }

        @Override
        public void happened(String what) {
            notes.add(what);
        }
    }
}
