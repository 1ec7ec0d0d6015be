package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When what is offered leaves, in what order, and who is told. */
@Timeout(60)
class WritingTest {

    private final Recorders recorders = new Recorders();

    @Test
    void writesOnceWhatIsOfferedInManyPiecesInOneTurn() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(Draining::new));
            Draining handler = (Draining) recorders.take();
            rig.run(
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            handler.say("piece ");
                        }
                        assertEquals(600, handler.connection.waiting());
                        assertEquals(0, handler.connection.bytesSent());
                    });
            assertEquals("piece ".repeat(100), new String(client.getInputStream().readNBytes(600)));
            handler.expect("connected");
            handler.expect("drained");
            assertTrue(handler.events.isEmpty());
            assertEquals(600, rig.counters().bytesOut());
        }
    }

    /** What is taken up when a connection has drained must not wait for the next that happens. */
    @Test
    void runsTheHookAfterDrainedBeforeItWaits() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            CompletableFuture<Void> hooked = new CompletableFuture<>();
            AtomicBoolean news = new AtomicBoolean();
            InetSocketAddress address =
                    rig.listen(
                            connection ->
                                    recorders.add(
                                            new Recorder(connection) {
                                                @Override
                                                public void drained() {
                                                    news.set(true);
                                                }
                                            }));
            Socket client = rig.client(address);
            Recorder handler = recorders.take();
            rig.run(
                    () -> {
                        rig.loop.beforeFlush(
                                () -> {
                                    if (news.get()) {
                                        hooked.complete(null);
                                    }
                                });
                        handler.say("x");
                    });
            assertEquals('x', client.getInputStream().read());
            hooked.get(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void goesOnFromDrainedUntilThereIsNoMoreToSay() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(connection -> new Counting(connection, 1000)));
            StringBuilder expected = new StringBuilder();
            for (int i = 1; i <= 1000; i++) {
                expected.append(i).append('\n');
            }
            int length = expected.length();
            byte[] got = client.getInputStream().readNBytes(length);
            assertEquals(expected.toString(), new String(got));
        }
    }

    @Test
    void writesToUrgentConnectionsBeforeTheOthers() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress ordinary = rig.listen(Draining::new);
            InetSocketAddress urgent =
                    rig.listen(
                            ListenSettings.defaults()
                                    .withConnections(ConnectionSettings.defaults().asUrgent()),
                            Draining::new);
            Socket client = rig.client(ordinary);
            Draining toClient = (Draining) recorders.take();
            Socket neighbour = rig.client(urgent);
            Draining toNeighbour = (Draining) recorders.take();
            List<Connection> order = new ArrayList<>();
            toClient.order = order;
            toNeighbour.order = order;
            for (int i = 0; i < 100; i++) {
                rig.run(
                        () -> {
                            toClient.say("answer");
                            toNeighbour.say("update");
                        });
                assertEquals("answer", new String(client.getInputStream().readNBytes(6)));
                assertEquals(6, neighbour.getInputStream().available());
                assertEquals("update", new String(neighbour.getInputStream().readNBytes(6)));
            }
            assertEquals(
                    List.of(toNeighbour.connection, toClient.connection),
                    rig.on(() -> List.copyOf(order)).subList(0, 2));
        }
    }

    @Test
    void runsTheHookBeforeItWritesAndSendsWhatThatOffers() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder handler = recorders.take();
            boolean[] due = {false};
            rig.run(
                    () ->
                            rig.loop.beforeFlush(
                                    () -> {
                                        if (due[0]) {
                                            due[0] = false;
                                            handler.say("hooked");
                                        }
                                    }));
            rig.run(() -> due[0] = true);
            assertEquals("hooked", new String(client.getInputStream().readNBytes(6)));
        }
    }

    @Test
    void flushesInTheMiddleOfATurnHookFirstWhenTheArenaIsNearlyFull() throws Exception {
        try (LoopRig rig = new LoopRig(LoopRig.bounds(bounds -> bounds.withBuffers(1024, 4096)))) {
            Socket client = rig.client(rig.listen(recorders::record));
            Recorder handler = recorders.take();
            List<String> order = new ArrayList<>();
            rig.run(
                    () -> {
                        rig.loop.beforeFlush(
                                () -> order.add("hook at " + handler.connection.waiting()));
                        // These come in one batch, in the next turn.
                        rig.loop.execute(
                                () -> {
                                    order.clear();
                                    handler.say("x".repeat(3000));
                                });
                        rig.loop.execute(() -> handler.say("y".repeat(500)));
                        rig.loop.execute(() -> order.add(handler.connection.waiting() + " wait"));
                        // More than the arena holds.
                        rig.loop.execute(() -> handler.say("z".repeat(50_000)));
                    });
            String all = "x".repeat(3000) + "y".repeat(500) + "z".repeat(50_000);
            assertEquals(all, new String(client.getInputStream().readNBytes(all.length())));
            assertEquals(
                    List.of("hook at 3500", "0 wait"),
                    rig.on(() -> List.copyOf(order)).subList(0, 2));
        }
    }

    @Test
    void flushesBetweenTwoReadsOfOneTurn() throws Exception {
        try (LoopRig rig = new LoopRig(LoopRig.bounds(bounds -> bounds.withBuffers(1024, 4096)))) {
            InetSocketAddress address = rig.listen(Verbose::new);
            Socket one = rig.client(address);
            Socket other = rig.client(address);
            Verbose first = (Verbose) recorders.take();
            Verbose second = (Verbose) recorders.take();
            rig.run(
                    () -> {
                        first.peer = second;
                        second.peer = first;
                        // Both are ready when the loop looks next.
                        ReadingTest.write(one, "a");
                        ReadingTest.write(other, "b");
                    });
            assertEquals(3500, one.getInputStream().readNBytes(3500).length);
            assertEquals(3500, other.getInputStream().readNBytes(3500).length);
            assertEquals("", rig.on(() -> first.seen + second.seen));
        }
    }

    private final class Draining extends Recorder {
        private List<Connection> order = new ArrayList<>();

        Draining(Connection connection) {
            super(connection);
            recorders.add(this);
        }

        @Override
        public void drained() {
            order.add(connection);
            events.add("drained");
        }
    }

    /** Counts, a number each time it is drained. */
    private static final class Counting extends Recorder {
        private final int last;
        private int next = 1;

        Counting(Connection connection, int last) {
            super(connection);
            this.last = last;
        }

        @Override
        public void connected() {
            drained();
        }

        @Override
        public void drained() {
            if (next <= last) {
                say(next++ + "\n");
            }
        }
    }

    /** Offers much, and notes if something still waits for its peer then. */
    private final class Verbose extends Recorder {
        private Recorder peer;
        private String seen = "";

        Verbose(Connection connection) {
            super(connection);
            recorders.add(this);
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            int waiting = peer.connection.waiting();
            seen += waiting == 0 ? "" : waiting + " bytes wait";
            say("x".repeat(3500));
        }
    }
}
