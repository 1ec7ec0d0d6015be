package herd.testkit.proxy;

import static herd.testkit.proxy.WireRig.assertCarries;
import static herd.testkit.proxy.WireRig.assertNothingComes;
import static herd.testkit.proxy.WireRig.read;
import static herd.testkit.proxy.WireRig.send;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.client.RawClient;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** What a wire does to each stream of bytes that crosses it. */
@Timeout(60)
class WireStreamsTest extends OnAWire {

    @Test
    void carriesBytesAndEndsBothWays() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
        assertCarries(near, far);
        assertCarries(far, near);
        near.shutdownOutput();
        assertEquals(-1, far.getInputStream().read());
        assertCarries(far, near);
        far.close();
        assertEquals(-1, near.getInputStream().read());
    }

    @Test
    void carriesMoreThanItHolds() throws Exception {
        byte[] much = new byte[3 << 20];
        new Random(1).nextBytes(much);
        Socket near = rig.dial();
        Socket far = rig.accept();
        Thread sender =
                new Thread(
                        () -> {
                            try {
                                near.getOutputStream().write(much);
                                near.shutdownOutput();
                            } catch (IOException e) {
                                rig.notes.add("failed: " + e);
                            }
                        });
        sender.start();
        assertArrayEquals(much, far.getInputStream().readAllBytes());
        sender.join();
    }

    @Test
    void holdsWhatGoesIntoABlackHoleAndDeliversItLater() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
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
        Socket near = rig.dial();
        Socket far = rig.accept();
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
        Socket near = rig.dial();
        Socket far = rig.accept();
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
        Socket near = rig.dial();
        Socket far = rig.accept();
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
        Socket near = rig.dial();
        Socket far = rig.accept();
        wire.there().add(new Flaw.Delay(Duration.ofHours(1), Duration.ZERO));
        send(near, "late");
        near.shutdownOutput();
        assertNothingComes(far);
        wire.heal();
        assertEquals("late", read(far, 100));
    }

    @Test
    void deliversInSlices() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
        wire.there().add(new Flaw.Slice(100));
        wire.there().add(new Flaw.Slice(3));
        send(near, "x".repeat(100));
        assertEquals(100, read(far, 100).length());
        assertTrue(rig.proxies.isQuiet());
        List<Integer> sizes = List.copyOf(rig.deliveries);
        assertEquals(34, sizes.size(), sizes.toString());
        assertTrue(sizes.stream().allMatch(size -> size <= 3), sizes.toString());
        rig.deliveries.clear();
        send(far, "x".repeat(100));
        assertEquals(100, read(near, 100).length());
        assertTrue(rig.deliveries.size() < 34, "the other way is whole");
    }

    @Test
    void turnsOverOneBitOfARead() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
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
    void endsAStreamInOrderAndLeavesTheOther() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
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
    void knowsWhenAllHasArrived() throws IOException {
        Socket near = rig.dial();
        Socket far = rig.accept();
        assertCarries(near, far);
        assertTrue(rig.proxies.isQuiet());
        Runnable end = wire.there().add(new Flaw.Delay(Duration.ofHours(1), Duration.ZERO));
        send(near, "late");
        assertFalse(rig.proxies.isQuiet());
        end.run();
        assertTrue(rig.proxies.isQuiet());
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

    private static String messageOf(Executable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong).getMessage();
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
