package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection receives, and when it does not. */
@Timeout(60)
class ReadingTest {

    private final Recorders recorders = new Recorders();

    @Test
    void receivesWhateverIsSentOneByteAtATime() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder recorder = recorders.take();
            String text = "not so fast";
            for (byte b : Recorder.bytes(text)) {
                client.getOutputStream().write(b);
            }
            rig.until(() -> recorder.heard().equals(text));
            assertEquals(text.length(), rig.on(recorder.connection::bytesReceived));
            assertEquals(text.length(), rig.counters().bytesIn());
        }
    }

    @Test
    void receivesMoreThanTheBufferHolds() throws Exception {
        try (LoopRig rig = new LoopRig(LoopRig.bounds(bounds -> bounds.withBuffers(7, 100)))) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder recorder = recorders.take();
            String text = "0123456789".repeat(50);
            client.getOutputStream().write(Recorder.bytes(text));
            rig.until(() -> recorder.heard().equals(text));
        }
    }

    @Test
    void saysOnceThatInputEndedAndStillWrites() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder recorder = recorders.take();
            client.getOutputStream().write(Recorder.bytes("last words"));
            client.shutdownOutput();
            recorder.expect("connected");
            recorder.expect("input ended");
            assertEquals("last words", rig.on(recorder::heard));
            rig.run(() -> recorder.say("answer"));
            assertEquals("answer", new String(client.getInputStream().readNBytes(6)));
            assertTrue(recorder.events.isEmpty());
        }
    }

    @Test
    void doesNotSpinOnASocketWhoseInputHasEnded() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder recorder = recorders.take();
            client.shutdownOutput();
            recorder.expect("connected");
            recorder.expect("input ended");
            assertFewTurns(rig);
        }
    }

    @Test
    void receivesNothingWhilePausedAndAllOnceResumed() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder recorder = recorders.take();
            rig.run(recorder.connection::pause);
            client.getOutputStream().write(Recorder.bytes("held up"));
            assertFewTurns(rig);
            assertEquals("", rig.on(recorder::heard));
            rig.run(recorder.connection::resume);
            rig.until(() -> recorder.heard().equals("held up"));
        }
    }

    @Test
    void canBePausedByAnotherConnectionThatIsReadFirst() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            var address = rig.listen(Pausing::new);
            Socket one = rig.client(address);
            Socket other = rig.client(address);
            Pausing first = (Pausing) recorders.take();
            Pausing second = (Pausing) recorders.take();
            rig.run(
                    () -> {
                        first.peer = second;
                        second.peer = first;
                        // Both are ready when the loop looks next.
                        write(one, "a");
                        write(other, "b");
                    });
            rig.until(() -> first.heard().length() + second.heard().length() > 0);
            assertFewTurns(rig);
            assertEquals(1, rig.on(() -> first.heard().length() + second.heard().length()));
        }
    }

    @Test
    void readsEachOnceATurnHoweverMuchThereIsOfOne() throws Exception {
        try (LoopRig rig = new LoopRig(LoopRig.bounds(bounds -> bounds.withBuffers(4, 100)))) {
            StringBuilder order = new StringBuilder();
            var address = rig.listen(connection -> new Ordered(connection, order));
            Socket much = rig.client(address);
            recorders.take();
            Socket little = rig.client(address);
            recorders.take();
            rig.run(
                    () -> {
                        // Both are ready when the loop looks next.
                        write(much, "much".repeat(25));
                        write(little, "!");
                    });
            rig.until(() -> order.length() == 101);
            assertTrue(order.indexOf("!") <= 4, order.toString());
        }
    }

    @Test
    void noticesAPeerThatVanishes() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder recorder = recorders.take();
            recorder.expect("connected");
            client.setSoLinger(true, 0);
            client.close();
            recorder.expect("closed BROKEN");
            assertEquals(1, rig.counters().closedFor(CloseReason.BROKEN));
            assertEquals(0, rig.counters().open());
        }
    }

    @Test
    void receivesNothingAfterItWasClosed() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder recorder = recorders.take();
            recorder.expect("connected");
            rig.run(
                    () -> {
                        write(client, "too late");
                        recorder.connection.close();
                        assertFalse(recorder.events.contains("closed CLOSED"), "told from within");
                        recorder.connection.close();
                        recorder.connection.finish();
                        recorder.connection.reset();
                        recorder.connection.pause();
                        recorder.connection.resume();
                        recorder.connection.wakeAt(rig.loop.nowNanos());
                        recorder.connection.holds(5);
                        recorder.say("nobody hears this");
                    });
            recorder.expect("closed CLOSED");
            assertEquals("", rig.on(recorder::heard));
            assertEquals(0, rig.on(recorder.connection::waiting));
            assertTrue(recorder.events.isEmpty());
            assertEquals(0, rig.counters().bytesHeld());
        }
    }

    /** Tasks are the only turns there are, if nothing spins. */
    static void assertFewTurns(LoopRig rig) throws Exception {
        long before = rig.counters().turns();
        for (int i = 0; i < 20; i++) {
            rig.run(() -> {});
        }
        long turns = rig.counters().turns() - before;
        assertTrue(turns <= 45, turns + " turns for 21 tasks");
    }

    static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(Recorder.bytes(text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final class Pausing extends Recorder {
        private Recorder peer;

        Pausing(Connection connection) {
            super(connection);
            recorders.add(this);
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            super.received(bytes, offset, length);
            peer.connection.pause();
        }
    }

    /** Notes what it receives where all do. */
    private final class Ordered extends Recorder {
        private final StringBuilder order;

        Ordered(Connection connection, StringBuilder order) {
            super(connection);
            this.order = order;
            recorders.add(this);
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            super.received(bytes, offset, length);
            order.append(heard().substring(heard().length() - length));
        }
    }
}
