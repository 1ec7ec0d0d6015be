package herd.testkit.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.client.RawClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a wire does to the bytes of two parties that know nothing of it. */
@Timeout(60)
class WireTest {

    private static final int SOON_MILLIS = 20_000;

    /** Long enough for what gets through to have come. */
    private static final int A_WHILE_MILLIS = 50;

    private final List<Integer> deliveries = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = new ArrayList<>();
    private Proxies proxies;
    private ServerSocket east;
    private ServerSocket west;
    private Wire wire;

    @BeforeEach
    void layAWire() throws IOException {
        proxies = new Proxies("proxies under test", 7, new Listening());
        east = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        west = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        wire = proxies.wire("East", address(east), "West", address(west));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        proxies.close();
        proxies.close();
        east.close();
        west.close();
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

    private static InetSocketAddress address(ServerSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** East dials West. */
    private Socket dial() throws IOException {
        return keep(
                new Socket(wire.byOne().address().getAddress(), wire.byOne().address().getPort()));
    }

    private Socket accept() throws IOException {
        west.setSoTimeout(SOON_MILLIS);
        return keep(west.accept());
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setSoTimeout(SOON_MILLIS);
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(Socket socket, int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.US_ASCII);
    }

    private static void assertCarries(Socket from, Socket to) throws IOException {
        send(from, "well?");
        assertEquals("well?", read(to, 5));
    }

    private static void assertNothingComes(Socket socket) throws IOException {
        socket.setSoTimeout(A_WHILE_MILLIS);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        socket.setSoTimeout(SOON_MILLIS);
    }

    private static void assertReset(Socket socket) {
        SocketException reset =
                assertThrows(SocketException.class, () -> socket.getInputStream().read());
        assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    @Test
    void carriesBytesAndEndsBothWays() throws IOException {
        Socket near = dial();
        Socket far = accept();
        assertCarries(near, far);
        assertCarries(far, near);
        near.shutdownOutput();
        assertEquals(-1, far.getInputStream().read());
        assertCarries(far, near);
        far.close();
        assertEquals(-1, near.getInputStream().read());
    }

    @Test
    void carriesAResetAsAReset() throws IOException {
        Socket near = dial();
        Socket far = accept();
        assertCarries(near, far);
        near.setSoLinger(true, 0);
        near.close();
        assertReset(far);
    }

    @Test
    void carriesMoreThanItHolds() throws Exception {
        byte[] much = new byte[3 << 20];
        new java.util.Random(1).nextBytes(much);
        Socket near = dial();
        Socket far = accept();
        Thread sender =
                new Thread(
                        () -> {
                            try {
                                near.getOutputStream().write(much);
                                near.shutdownOutput();
                            } catch (IOException e) {
                                notes.add("failed: " + e);
                            }
                        });
        sender.start();
        assertArrayEquals(much, far.getInputStream().readAllBytes());
        sender.join();
    }

    @Test
    void resetsWhoDialsANobody() throws IOException {
        west.close();
        assertReset(dial());
        assertTrue(notes.toString().contains("is refused"), notes.toString());
    }

    @Test
    void holdsWhatGoesIntoABlackHoleAndDeliversItLater() throws IOException {
        Socket near = dial();
        Socket far = accept();
        Runnable end = wire.there().add(new Flaw.Blackhole());
        assertFalse(wire.isPassable());
        send(near, "held");
        near.shutdownOutput();
        assertCarries(far, near);
        assertNothingComes(far);
        end.run();
        end.run();
        assertTrue(wire.isPassable());
        assertEquals("held", read(far, 100));
    }

    @Test
    void staysBlackUntilTheLastOfTwoHolesIsGone() throws IOException {
        Socket near = dial();
        Socket far = accept();
        Flaw hole = new Flaw.Blackhole();
        Runnable one = wire.there().add(hole);
        Runnable other = wire.there().add(hole);
        send(near, "held");
        one.run();
        assertNothingComes(far);
        other.run();
        assertEquals("held", read(far, 4));
    }

    /** A sender into a black hole has to notice that nobody takes what it sends. */
    @Test
    void holdsSoMuchAndThenHoldsUpTheSender() {
        wire.there().add(new Flaw.Blackhole());
        try (RawClient near = RawClient.connect(wire.byOne().address())) {
            long taken = near.sendUntilStuck("x".repeat(64 * 1024), Duration.ofMillis(200));
            assertTrue(taken >= Stream.HOLD_BYTES, taken + " bytes");
            assertTrue(taken < 16 << 20, taken + " bytes");
            wire.heal();
            near.send("!");
        }
    }

    @Test
    void letsSoManyBytesASecondThrough() throws IOException {
        Socket near = dial();
        Socket far = accept();
        wire.there().add(new Flaw.Slow(10_000));
        wire.there().add(new Flaw.Slow(2_000));
        long began = System.nanoTime();
        send(near, "x".repeat(1_000));
        assertCarries(far, near);
        assertEquals(1_000, read(far, 1_000).length());
        assertTrue(millisSince(began) >= 450, millisSince(began) + " ms");
        wire.heal();
        assertCarries(near, far);
    }

    @Test
    void delaysInOrder() throws IOException {
        Socket near = dial();
        Socket far = accept();
        Runnable end =
                wire.there().add(new Flaw.Delay(Duration.ofMillis(60), Duration.ofMillis(40)));
        wire.there().add(new Flaw.Delay(Duration.ofMillis(40), Duration.ZERO));
        assertEquals(140_000_000, wire.there().mostDelayNanos());
        long began = System.nanoTime();
        for (char c = 'a'; c <= 'z'; c++) {
            send(near, String.valueOf(c));
        }
        assertEquals("abcdefghijklmnopqrstuvwxyz", read(far, 26));
        assertTrue(millisSince(began) >= 100, millisSince(began) + " ms");
        end.run();
        assertEquals(40_000_000, wire.there().mostDelayNanos());
    }

    /** An hour late, and then no more. */
    @Test
    void deliversAtOnceWhatWasDelayedWhenTheDelayIsOver() throws IOException {
        Socket near = dial();
        Socket far = accept();
        wire.there().add(new Flaw.Delay(Duration.ofHours(1), Duration.ZERO));
        send(near, "late");
        near.shutdownOutput();
        assertNothingComes(far);
        wire.heal();
        assertEquals("late", read(far, 100));
    }

    @Test
    void deliversInSlices() throws IOException {
        Socket near = dial();
        Socket far = accept();
        wire.there().add(new Flaw.Slice(100));
        wire.there().add(new Flaw.Slice(3));
        send(near, "x".repeat(100));
        assertEquals(100, read(far, 100).length());
        assertTrue(proxies.isQuiet());
        List<Integer> sizes = List.copyOf(deliveries);
        assertEquals(34, sizes.size(), sizes.toString());
        assertTrue(sizes.stream().allMatch(size -> size <= 3), sizes.toString());
        deliveries.clear();
        send(far, "x".repeat(100));
        assertEquals(100, read(near, 100).length());
        assertTrue(deliveries.size() < 34, "the other way is whole");
    }

    @Test
    void turnsOverOneBitOfARead() throws IOException {
        Socket near = dial();
        Socket far = accept();
        Runnable end = wire.there().add(new Flaw.Corrupt());
        assertFalse(wire.isPassable());
        byte[] zeros = new byte[64];
        near.getOutputStream().write(zeros);
        byte[] got = far.getInputStream().readNBytes(64);
        int bits = 0;
        for (byte each : got) {
            bits += Integer.bitCount(each & 0xFF);
        }
        assertEquals(1, bits, Arrays.toString(got));
        assertCarries(far, near);
        end.run();
        assertCarries(near, far);
    }

    @Test
    void cutsWhatStandsAndRefusesWhoDials() throws IOException {
        Socket near = dial();
        Socket far = accept();
        assertCarries(near, far);
        Runnable one = wire.cut();
        Runnable other = wire.cut();
        assertReset(near);
        assertReset(far);
        assertThrows(ConnectException.class, this::dial);
        one.run();
        assertFalse(wire.isPassable());
        assertThrows(ConnectException.class, this::dial);
        other.run();
        assertCarries(dial(), accept());
        assertTrue(wire.isPassable());
    }

    @Test
    void resetsWhatStandsAndLetsDialsThrough() throws IOException {
        Socket near = dial();
        Socket far = accept();
        wire.reset();
        assertReset(near);
        assertReset(far);
        assertCarries(dial(), accept());
    }

    @Test
    void seversWithoutAWord() throws IOException {
        Socket near = dial();
        Socket far = accept();
        Runnable end = wire.sever();
        send(near, "into the void");
        far.shutdownOutput();
        assertNothingComes(far);
        assertNothingComes(near);
        assertCarries(dial(), accept());
        end.run();
        assertReset(near);
    }

    @Test
    void seversWithAResetForOne() throws IOException {
        Socket near = dial();
        Socket far = accept();
        Runnable end = wire.severFrom("West");
        assertReset(far);
        send(near, "into the void");
        assertNothingComes(near);
        end.run();
        assertReset(near);
        Socket second = dial();
        Socket third = accept();
        wire.severFrom("East");
        assertReset(second);
        assertNothingComes(third);
    }

    @Test
    void endsAStreamInOrderAndLeavesTheOther() throws IOException {
        Socket near = dial();
        Socket far = accept();
        send(near, "the last");
        assertEquals("the last", read(far, 8));
        wire.there().endStreams();
        assertEquals(-1, far.getInputStream().read());
        send(near, "for nobody");
        assertCarries(far, near);
        near.shutdownOutput();
        assertCarries(far, near);
    }

    @Test
    void playsDeadUntilItIsRevived() throws IOException {
        Socket near = dial();
        accept().close();
        assertEquals(-1, near.getInputStream().read());
        Socket second = dial();
        Socket far = accept();
        wire.byOne().playDead();
        far.close();
        assertNothingComes(second);
        Socket inVain = dial();
        send(inVain, "anybody?");
        assertNothingComes(inVain);
        wire.byOne().revive();
        assertReset(second);
        assertReset(inVain);
        assertCarries(dial(), accept());
    }

    @Test
    void refusesAsLongAsAnybodyWantsIt() throws IOException {
        Runnable end = wire.byOne().refuse();
        Runnable cut = wire.cut();
        cut.run();
        cut.run();
        assertThrows(ConnectException.class, this::dial);
        end.run();
        end.run();
        assertCarries(dial(), accept());
    }

    @Test
    void knowsWhenAllHasArrived() throws IOException {
        Socket near = dial();
        Socket far = accept();
        assertCarries(near, far);
        assertTrue(proxies.isQuiet());
        Runnable end = wire.there().add(new Flaw.Delay(Duration.ofHours(1), Duration.ZERO));
        send(near, "late");
        assertFalse(proxies.isQuiet());
        end.run();
        assertTrue(proxies.isQuiet());
    }

    @Test
    void saysWhatMakesNoSense() {
        assertTrue(messageOf(() -> new Flaw.Slow(0)).contains("not 0; a blackhole"));
        assertTrue(messageOf(() -> new Flaw.Slice(0)).contains("at least 1 byte, not 0"));
        Duration past = Duration.ofMillis(-1);
        assertTrue(messageOf(() -> new Flaw.Delay(past, Duration.ZERO)).contains("least delay"));
        assertTrue(messageOf(() -> new Flaw.Delay(Duration.ZERO, past)).contains("PT-0.001S"));
        assertTrue(
                messageOf(() -> new Flaw.Delay(Duration.ofHours(2), Duration.ZERO))
                        .contains("PT2H"));
    }

    private static String messageOf(org.junit.jupiter.api.function.Executable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong).getMessage();
    }

    @Test
    void doesNothingOnceClosed() {
        Runnable end = wire.cut();
        proxies.close();
        end.run();
        wire.heal();
        assertThrows(ConnectException.class, this::dial);
    }
}
