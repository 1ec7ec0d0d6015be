package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways a connection ends. */
@Timeout(60)
class ClosingTest {

    private static final int MEGABYTE = 1 << 20;

    private final Recorders recorders = new Recorders();

    @Test
    void finishesAfterEverythingOfferedWasTaken() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record), 4096);
            Recorder handler = recorders.take();
            rig.run(
                    () -> {
                        handler.connection.offer(new byte[8 * MEGABYTE], 0, 8 * MEGABYTE);
                        handler.connection.finish();
                        handler.say("not this any more");
                    });
            assertEquals(8 * MEGABYTE, client.getInputStream().readAllBytes().length);
            client.close();
            handler.expect("connected");
            handler.expect("closed FINISHED");
        }
    }

    @Test
    void lastAnswersArriveAlthoughUnreadInputRemains() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(Quitting::new);
            Socket client = rig.client(address, 4096);
            // The peer goes on sending long after it was told that this is the end.
            Thread writer =
                    LoopRig.start(
                            () -> {
                                byte[] chunk = new byte[64 * 1024];
                                for (int i = 0; i < 200; i++) {
                                    client.getOutputStream().write(chunk);
                                }
                                client.shutdownOutput();
                                return null;
                            });
            writer.join();
            assertEquals(2 * MEGABYTE, client.getInputStream().readAllBytes().length);
            Recorder handler = recorders.take();
            handler.expect("connected");
            handler.expect("closed FINISHED");
        }
    }

    @Test
    void readsOnAfterItWasPausedToSeeThePeerClose() throws Exception {
        ConnectionSettings patient = ConnectionSettings.defaults().withLinger(Duration.ofHours(1));
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address =
                    rig.listen(
                            ListenSettings.defaults().withConnections(patient), recorders::record);
            Socket client = rig.client(address);
            Recorder handler = recorders.take();
            rig.run(
                    () -> {
                        handler.connection.pause();
                        handler.connection.finish();
                    });
            client.getOutputStream().write(Recorder.bytes("nobody hears this"));
            assertEquals(-1, client.getInputStream().read());
            client.shutdownOutput();
            handler.expect("connected");
            handler.expect("closed FINISHED");
            assertEquals("", rig.on(handler::heard));
        }
    }

    @Test
    void lingersNoLongerThanItWasTold() throws Exception {
        ConnectionSettings shortly =
                ConnectionSettings.defaults().withLinger(Duration.ofMillis(20));
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address =
                    rig.listen(
                            ListenSettings.defaults().withConnections(shortly), recorders::record);
            Socket client = rig.client(address);
            Recorder handler = recorders.take();
            handler.expect("connected");
            rig.run(handler.connection::finish);
            assertEquals(-1, client.getInputStream().read());
            handler.expect("closed FINISHED");
            assertEquals(0, rig.counters().open());
        }
    }

    @Test
    void doesNotLingerWhenTheInputHasEnded() throws Exception {
        ConnectionSettings patient = ConnectionSettings.defaults().withLinger(Duration.ofHours(1));
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address =
                    rig.listen(
                            ListenSettings.defaults().withConnections(patient), recorders::record);
            Socket client = rig.client(address);
            Recorder handler = recorders.take();
            client.shutdownOutput();
            handler.expect("connected");
            handler.expect("input ended");
            rig.run(handler.connection::finish);
            handler.expect("closed FINISHED");
        }
    }

    @Test
    void resetsThePeer() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder handler = recorders.take();
            rig.run(handler.connection::reset);
            IOException seen =
                    assertThrows(IOException.class, () -> client.getInputStream().read());
            assertTrue(seen.getMessage().contains("reset"), seen.getMessage());
            handler.expect("connected");
            handler.expect("closed RESET");
        }
    }

    @Test
    void leavesNoDescriptorBehind() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors));
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(recorders::sendBack);
            rig.client(address).close();
            rig.until(() -> rig.loop.counters().open() == 0);
            long before = count(descriptors);
            for (int i = 0; i < 2000; i++) {
                try (Socket client = new Socket(address.getAddress(), address.getPort())) {
                    client.getOutputStream().write(i);
                    assertEquals(i & 0xFF, client.getInputStream().read());
                }
            }
            rig.until(() -> rig.loop.counters().open() == 0);
            // One turn more: the selector gives back what was closed in the turn before.
            rig.run(() -> {});
            assertTrue(count(descriptors) <= before + 5, count(descriptors) + " were " + before);
            assertEquals(2001, rig.counters().accepted());
        }
    }

    private static long count(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.count();
        }
    }

    /** Answers the first bytes at length, and then will hear no more. */
    private final class Quitting extends Recorder {
        Quitting(Connection connection) {
            super(connection);
            recorders.add(this);
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            connection.offer(new byte[2 * MEGABYTE], 0, 2 * MEGABYTE);
            connection.finish();
        }
    }
}
