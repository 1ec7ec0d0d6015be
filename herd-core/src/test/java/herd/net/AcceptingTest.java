package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, and when. */
@Timeout(60)
class AcceptingTest {

    private final Recorders recorders = new Recorders();

    @Test
    void pausesAtTheBoundAndGoesOnWhenOneCloses() throws Exception {
        try (LoopRig rig = new LoopRig(LoopRig.bounds(bounds -> bounds.withMaxConnections(2)))) {
            InetSocketAddress address = rig.listen(recorders::record);
            Socket first = rig.client(address);
            rig.client(address);
            recorders.take();
            Recorder second = recorders.take();
            rig.client(address);
            rig.client(address);
            ReadingTest.assertFewTurns(rig);
            assertEquals(2, rig.counters().open());
            first.close();
            // The handler hears that the input ended and leaves it at that: the place is not free.
            ReadingTest.assertFewTurns(rig);
            assertEquals(2, rig.counters().accepted());
            rig.run(second.connection::close);
            recorders.take().expect("connected");
            assertEquals(3, rig.counters().accepted());
            assertEquals(2, rig.counters().open());
        }
    }

    @Test
    void letsUrgentConnectionsInWhenThereIsNoRoomForOthers() throws Exception {
        ListenSettings urgent =
                ListenSettings.defaults()
                        .withMaxConnections(1)
                        .withConnections(ConnectionSettings.defaults().asUrgent());
        try (LoopRig rig = new LoopRig(LoopRig.bounds(bounds -> bounds.withMaxConnections(1)))) {
            rig.client(rig.listen(recorders::record));
            recorders.take().expect("connected");
            InetSocketAddress address = rig.listen(urgent, recorders::record);
            rig.client(address);
            Recorder one = recorders.take();
            one.expect("connected");
            rig.client(address);
            ReadingTest.assertFewTurns(rig);
            assertEquals(2, rig.counters().open());
            rig.run(one.connection::close);
            recorders.take().expect("connected");
        }
    }

    @Test
    void refusesMoreThanSoManyFromOneAddress() throws Exception {
        ListenSettings few = ListenSettings.defaults().withMaxConnectionsPerAddress(2);
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(few, recorders::record);
            rig.client(address);
            rig.client(address);
            Recorder one = recorders.take();
            assertEquals(-1, rig.client(address).getInputStream().read());
            assertEquals(1, rig.counters().refused());
            rig.run(one.connection::close);
            Socket next = rig.client(address);
            recorders.take();
            Recorder handler = recorders.take();
            rig.run(() -> handler.say("welcome"));
            assertEquals("welcome", new String(next.getInputStream().readNBytes(7)));
        }
    }

    @Test
    void listensAtAPortThatIsKeptByASocketWhichDoesNotListen() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress kept = rig.keptPort();
            assertThrows(ConnectException.class, () -> rig.client(kept));
            Listener listener = rig.on(() -> rig.loop.listen(kept, recorders::record));
            rig.client(kept);
            recorders.take().expect("connected");
            rig.run(listener::close);
            rig.run(() -> {});
            assertThrows(ConnectException.class, () -> rig.client(kept));
            rig.on(() -> rig.loop.listen(kept, recorders::record));
        }
    }

    @Test
    void listensWithAChannelThatIsBoundAlready() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            ServerSocketChannel bound = ServerSocketChannel.open().bind(LoopRig.anyPort());
            InetSocketAddress address = (InetSocketAddress) bound.getLocalAddress();
            rig.on(() -> rig.loop.listen(bound, ListenSettings.defaults(), recorders::record));
            rig.client(address);
            recorders.take().expect("connected");
            ListenSettings settings = ListenSettings.defaults();
            try (ServerSocketChannel unbound = ServerSocketChannel.open()) {
                assertThrows(
                        Exception.class,
                        () -> rig.on(() -> rig.loop.listen(unbound, settings, recorders::record)));
            }
        }
    }

    @Test
    void takesManyThatCameAtOnceOverSeveralTurns() throws Exception {
        try (LoopRig rig =
                new LoopRig(LoopRig.bounds(b -> b.withAccepting(3, Duration.ofMillis(1))))) {
            InetSocketAddress address = rig.listen(recorders::record);
            for (int i = 0; i < 50; i++) {
                rig.client(address);
            }
            rig.until(() -> rig.loop.counters().accepted() == 50);
        }
    }

    @Test
    void neitherSpinsNorStopsWhenThereAreNoDescriptorsLeft() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Process process =
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                "ulimit -n 40 && exec \"$0\" -XX:TieredStopAtLevel=1 -Xshare:auto"
                                        + " -cp \"$1\" herd.net.FewDescriptors",
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                Path.of("target/classes") + ":" + Path.of("target/test-classes"))
                        .redirectErrorStream(true)
                        .start();
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), said);
            assertTrue(said.endsWith("survived\n"), said);
        } finally {
            process.destroyForcibly();
        }
    }
}
