package herd.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when a peer does not take all that it is sent, or takes it slowly. */
@Timeout(60)
class SlowPeerTest {

    private static final int MEGABYTE = 1 << 20;
    private static final long SECOND = 1_000_000_000;

    private final Recorders recorders = new Recorders();

    @Test
    void carriesMuchBothWaysAtOnceThroughPartialWrites() throws Exception {
        long seed = 11;
        int size = 24 * MEGABYTE;
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(recorders::sendBack);
            Socket client = rig.client(address, 16 * 1024);
            MessageDigest sent = MessageDigest.getInstance("SHA-256");
            LoopRig.start(
                    () -> {
                        Random random = new Random(seed);
                        byte[] chunk = new byte[100_000];
                        for (int left = size; left > 0; left -= chunk.length) {
                            random.nextBytes(chunk);
                            int count = Math.min(left, chunk.length);
                            client.getOutputStream().write(chunk, 0, count);
                        }
                        client.shutdownOutput();
                        return null;
                    });
            MessageDigest received = MessageDigest.getInstance("SHA-256");
            Random random = new Random(seed);
            byte[] chunk = new byte[100_000];
            InputStream input = client.getInputStream();
            for (int left = size; left > 0; left -= chunk.length) {
                random.nextBytes(chunk);
                int count = Math.min(left, chunk.length);
                sent.update(chunk, 0, count);
                received.update(input.readNBytes(count));
            }
            assertArrayEquals(sent.digest(), received.digest(), "seed " + seed);
            assertEquals(-1, input.read());
            rig.until(() -> rig.loop.counters().bytesHeld() == 0);
        }
    }

    @Test
    void keepsWhatWasNotTakenApartFromWhatOthersOffer() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(recorders::record);
            Socket slow = rig.client(address, 4096);
            Recorder toSlow = recorders.take();
            Socket quick = rig.client(address);
            Recorder toQuick = recorders.take();
            String some = "s".repeat(MEGABYTE / 2);
            String other = "q".repeat(MEGABYTE / 2);
            int offered = 0;
            while (rig.on(toSlow.connection::waiting) == 0) {
                rig.run(() -> toSlow.say(some));
                offered += some.length();
                // A turn more, in which it is seen whether all was taken.
                rig.run(() -> {});
            }
            rig.run(() -> toQuick.say(other));
            assertEquals(other, new String(quick.getInputStream().readNBytes(other.length())));
            byte[] got = slow.getInputStream().readNBytes(offered);
            assertEquals("s".repeat(offered), new String(got));
        }
    }

    @Test
    void stopsReadingAPeerThatDoesNotReadAndServesTheOthers() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(recorders::sendBack);
            Socket greedy = rig.client(address, 4096);
            Recorder handler = recorders.take();
            Thread writer =
                    LoopRig.start(
                            () -> {
                                byte[] chunk = new byte[64 * 1024];
                                while (true) {
                                    greedy.getOutputStream().write(chunk);
                                }
                            });
            int most = ConnectionSettings.defaults().maxWaitingBytes();
            rig.until(() -> handler.connection.waiting() >= most);
            long read = rig.on(handler.connection::bytesReceived);
            Socket other = rig.client(address);
            for (int i = 0; i < 100; i++) {
                other.getOutputStream().write(Recorder.bytes("ping"));
                assertEquals("ping", new String(other.getInputStream().readNBytes(4)));
            }
            assertEquals(read, rig.on(handler.connection::bytesReceived));
            int waiting = rig.on(handler.connection::waiting);
            assertTrue(waiting < most + 64 * 1024, waiting + " bytes wait");
            assertTrue(rig.counters().bytesHeld() <= 2L * (most + 64 * 1024));

            // Once it reads again, it is read again.
            LoopRig.start(() -> greedy.getInputStream().readAllBytes());
            rig.until(() -> handler.connection.bytesReceived() > read + MEGABYTE);
            greedy.close();
            writer.join();
        }
    }

    @Test
    void doesNotReadWhileTooMuchWaitsWhateverTheHandlerDoes() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record), 4096);
            Recorder handler = recorders.take();
            int size = 16 * MEGABYTE;
            rig.run(() -> handler.connection.offer(new byte[size], 0, size));
            rig.until(() -> handler.connection.bytesSent() > 0);
            client.getOutputStream().write(Recorder.bytes("hello"));
            ReadingTest.assertFewTurns(rig);
            assertEquals("", rig.on(handler::heard));
            client.getInputStream().readNBytes(size);
            rig.until(() -> handler.heard().equals("hello"));
        }
    }

    @Test
    void closesAPeerThatTakesNothingForTooLong() throws Exception {
        ConnectionSettings hasty =
                ConnectionSettings.defaults().withWriteStall(Duration.ofMillis(50));
        try (LoopRig rig = new LoopRig()) {
            Recorder handler = stuck(rig, hasty);
            handler.expect("closed WRITE_STALLED");
            assertEquals(1, rig.counters().closedFor(CloseReason.WRITE_STALLED));
            assertEquals(0, rig.counters().bytesHeld());
        }
    }

    @Test
    void doesNotJudgeAPeerByTheTimeItWasHeldUpItself() throws Exception {
        ConnectionSettings patient =
                ConnectionSettings.defaults().withWriteStall(Duration.ofSeconds(3000));
        try (LoopRig rig = new LoopRig()) {
            Recorder handler = stuck(rig, patient);
            // Within a callback, so that the loop is late and does not just wait.
            rig.run(() -> rig.clockAheadNanos.addAndGet(Duration.ofHours(2).toNanos()));
            rig.until(() -> rig.loop.lateNanos() >= Duration.ofHours(2).toNanos());
            for (int i = 0; i < 10; i++) {
                rig.run(() -> {});
            }
            assertTrue(handler.events.isEmpty(), handler.events.toString());
            assertEquals(1, rig.counters().open());
        }
    }

    @Test
    void anyProgressCountsAsProgress() throws Exception {
        ConnectionSettings hasty =
                ConnectionSettings.defaults().withWriteStall(Duration.ofSeconds(3000));
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address =
                    rig.listen(ListenSettings.defaults().withConnections(hasty), recorders::record);
            Socket client = rig.client(address, 4096);
            Recorder handler = recorders.take();
            handler.expect("connected");
            rig.run(() -> handler.connection.offer(new byte[16 * MEGABYTE], 0, 16 * MEGABYTE));
            rig.until(() -> handler.connection.bytesSent() > 0);
            long offered = rig.on(rig.loop::nowNanos);
            AtomicBoolean jumping = new AtomicBoolean();
            // Too little for the selector to call the socket writable again.
            client.getInputStream().readNBytes(300_000);
            // The clock jumps to a second before the deadline, so that the loop is not late for it;
            // again, if this machine is so busy that it was.
            rig.until(
                    () -> {
                        long due = offered + 3000 * SECOND + rig.loop.lateNanos();
                        long left = due - rig.loop.nowNanos();
                        if (left > 2 * SECOND && !jumping.getAndSet(true)) {
                            rig.clockAheadNanos.addAndGet(left - SECOND);
                        } else {
                            jumping.set(false);
                        }
                        return left < 0;
                    });
            assertTrue(handler.events.isEmpty(), handler.events.toString());
        }
    }

    @Test
    void closesTheConnectionThatNeedsMoreThanAllMayKeepTogether() throws Exception {
        try (LoopRig rig =
                new LoopRig(LoopRig.bounds(bounds -> bounds.withMaxBytesHeld(4 * MEGABYTE)))) {
            InetSocketAddress address = rig.listen(recorders::record);
            rig.client(address, 4096);
            Recorder modest = recorders.take();
            rig.client(address, 4096);
            Recorder greedy = recorders.take();
            modest.expect("connected");
            greedy.expect("connected");
            rig.run(() -> modest.connection.holds(MEGABYTE));
            rig.run(
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            greedy.connection.offer(new byte[MEGABYTE], 0, MEGABYTE);
                        }
                    });
            greedy.expect("closed OVER_BUDGET");
            assertEquals(MEGABYTE, rig.counters().bytesHeld());
            rig.run(() -> modest.connection.holds(5 * MEGABYTE));
            modest.expect("closed OVER_BUDGET");
            assertEquals(0, rig.counters().bytesHeld());
        }
    }

    private Recorder stuck(LoopRig rig, ConnectionSettings settings) throws Exception {
        InetSocketAddress address =
                rig.listen(ListenSettings.defaults().withConnections(settings), recorders::record);
        rig.client(address, 4096);
        Recorder handler = recorders.take();
        handler.expect("connected");
        rig.run(() -> handler.connection.offer(new byte[16 * MEGABYTE], 0, 16 * MEGABYTE));
        return handler;
    }
}
