package herd.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How what is offered leaves, and what happens when the peer does not take it. */
@Timeout(60)
class WritingTest {

    private static final int MEGABYTE = 1 << 20;
    private static final long SECOND = 1_000_000_000;

    private final BlockingQueue<Recorder> recorders = new LinkedBlockingQueue<>();

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
            BlockingQueue<Recorder> made = new LinkedBlockingQueue<>();
            Socket client =
                    rig.client(
                            rig.listen(
                                    connection -> {
                                        Recorder handler =
                                                new Recorder(connection) {
                                                    @Override
                                                    public void drained() {
                                                        news.set(true);
                                                    }
                                                };
                                        made.add(handler);
                                        return handler;
                                    }));
            Recorder handler = made.poll(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS);
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
    void carriesMuchBothWaysAtOnceThroughPartialWrites() throws Exception {
        long seed = 11;
        int size = 24 * MEGABYTE;
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(Returning::new);
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
            InetSocketAddress address = rig.listen(this::record);
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
            InetSocketAddress address = rig.listen(Returning::new);
            Socket greedy = rig.client(address, 4096);
            Returning handler = (Returning) recorders.take();
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
            Socket client = rig.client(rig.listen(this::record), 4096);
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
                    rig.listen(ListenSettings.defaults().withConnections(hasty), this::record);
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
            InetSocketAddress address = rig.listen(this::record);
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
            Socket client = rig.client(rig.listen(this::record));
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
            Socket client = rig.client(rig.listen(this::record));
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

    private Recorder stuck(LoopRig rig, ConnectionSettings settings) throws Exception {
        InetSocketAddress address =
                rig.listen(ListenSettings.defaults().withConnections(settings), this::record);
        rig.client(address, 4096);
        Recorder handler = recorders.take();
        handler.expect("connected");
        rig.run(() -> handler.connection.offer(new byte[16 * MEGABYTE], 0, 16 * MEGABYTE));
        return handler;
    }

    private Recorder record(Connection connection) {
        Recorder recorder = new Recorder(connection);
        recorders.add(recorder);
        return recorder;
    }

    /** Sends everything back. */
    private final class Returning extends Recorder {
        Returning(Connection connection) {
            super(connection);
            recorders.add(this);
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            connection.offer(bytes, offset, length);
        }

        @Override
        public void inputEnded() {
            connection.finish();
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
