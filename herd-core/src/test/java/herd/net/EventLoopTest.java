package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop itself: threads, timers, bugs, the end. */
@Timeout(60)
class EventLoopTest {

    private final Recorders recorders = new Recorders();

    @Test
    void runsWhatManyThreadsHandInEachInItsOrder() throws Exception {
        int threads = 8;
        int each = 5000;
        List<List<Integer>> ran = new ArrayList<>();
        try (LoopRig rig = new LoopRig()) {
            CountDownLatch done = new CountDownLatch(threads * each);
            for (int t = 0; t < threads; t++) {
                List<Integer> mine = new ArrayList<>();
                ran.add(mine);
                LoopRig.start(
                        () -> {
                            for (int i = 0; i < each; i++) {
                                int number = i;
                                rig.loop.execute(
                                        () -> {
                                            mine.add(number);
                                            done.countDown();
                                        });
                            }
                            return null;
                        });
            }
            assertTrue(done.await(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS));
            for (List<Integer> one : ran) {
                for (int i = 0; i < each; i++) {
                    assertEquals(i, one.get(i));
                }
            }
        }
    }

    @Test
    void isTouchedOnlyOnItsThread() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(recorders::record);
            rig.client(address);
            Connection connection = recorders.take().connection;
            assertFalse(rig.loop.isCurrent());
            assertTrue(rig.on(rig.loop::isCurrent));
            assertThrows(IllegalStateException.class, rig.loop::requireCurrent);
            assertThrows(IllegalStateException.class, () -> rig.loop.timer(() -> {}));
            assertThrows(IllegalStateException.class, rig.loop::nowNanos);
            assertThrows(IllegalStateException.class, rig.loop::counters);
            assertThrows(IllegalStateException.class, connection::close);
            assertThrows(IllegalStateException.class, () -> connection.offer(new byte[1], 0, 1));
            assertThrows(
                    IllegalStateException.class, () -> rig.loop.listen(address, recorders::record));
        }
    }

    @Test
    void runsTimersInTheOrderTheyAreDue() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            BlockingQueue<String> ran = new LinkedBlockingQueue<>();
            rig.run(
                    () -> {
                        long now = rig.loop.nowNanos();
                        rig.loop.timer(() -> ran.add("second")).at(now + 20_000_000);
                        rig.loop.timer(() -> ran.add("first")).at(now + 10_000_000);
                        Timer cancelled = rig.loop.timer(() -> ran.add("cancelled"));
                        cancelled.at(now + 15_000_000);
                        cancelled.cancel();
                    });
            assertEquals("first", ran.take());
            assertEquals("second", ran.take());
        }
    }

    @Test
    void wakesAConnectionOnceEachTimeItAsks() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            rig.client(rig.listen(recorders::record));
            Recorder handler = recorders.take();
            handler.expect("connected");
            rig.run(() -> handler.connection.wakeAt(rig.loop.nowNanos() + 5_000_000));
            handler.expect("woken");
            rig.run(() -> handler.connection.wakeAt(rig.loop.nowNanos() + 50_000_000));
            rig.run(() -> handler.connection.wakeAt(Timer.NEVER));
            rig.run(() -> handler.connection.wakeAt(rig.loop.nowNanos()));
            handler.expect("woken");
            rig.run(
                    () -> {
                        handler.connection.wakeAt(rig.loop.nowNanos());
                        handler.connection.close();
                    });
            handler.expect("closed CLOSED");
            rig.run(() -> {});
            assertTrue(handler.events.isEmpty());
        }
    }

    @Test
    void aBugInACallbackClosesThatConnectionOnly() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(Failing::new);
            Socket fine = rig.client(address);
            Recorder survivor = recorders.take();
            int bugs = 0;
            for (String in : List.of("received", "ended", "drained", "woken", "closed")) {
                Socket client = rig.client(address);
                Recorder victim = recorders.take();
                victim.expect("connected");
                client.getOutputStream().write(Recorder.bytes(in));
                if (in.equals("ended")) {
                    client.shutdownOutput();
                }
                String bug = rig.bugs.poll(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertNotNull(bug, in);
                assertTrue(bug.endsWith("bug when " + in), bug);
                assertTrue(bug.startsWith("connection " + victim.connection.number()), bug);
                assertEquals(++bugs, rig.counters().bugs());
                assertEquals(1, rig.counters().open(), in);
            }
            assertEquals(4, rig.counters().closedFor(CloseReason.BUG));
            rig.run(() -> survivor.say("fine"));
            assertEquals("fine", new String(fine.getInputStream().readNBytes(4)));
        }
    }

    @Test
    void survivesBugsInWhatMakesHandlersInTimersAndInTasks() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address =
                    rig.listen(
                            connection -> {
                                throw new IllegalArgumentException("bug in a maker");
                            });
            assertEquals(-1, rig.client(address).getInputStream().read());
            assertTrue(rig.bugs.take().endsWith("bug in a maker"));
            rig.run(
                    () -> {
                        Runnable bug =
                                () -> {
                                    throw new IllegalArgumentException("bug off sockets");
                                };
                        rig.loop.execute(bug);
                        rig.loop.timer(bug).at(0);
                    });
            assertTrue(rig.bugs.take().endsWith("bug off sockets"));
            assertTrue(rig.bugs.take().endsWith("bug off sockets"));
            assertEquals(3, rig.counters().bugs());
            assertEquals(0, rig.counters().open());
        }
    }

    @Test
    void endsAfterAnErrorAndSaysSo() throws Exception {
        endsAfter(new AssertionError("no way on"));
    }

    @Test
    void endsAfterABugThatIsFatal() throws Exception {
        endsAfter(new IllegalCallerException("state is broken"));
    }

    @Test
    void endsAfterABugInTheHook() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            rig.loop.execute(
                    () ->
                            rig.loop.beforeFlush(
                                    () -> {
                                        throw new IllegalArgumentException("hook");
                                    }));
            Throwable cause = rig.deaths.poll(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertInstanceOf(IllegalArgumentException.class, cause);
        }
    }

    @Test
    void isNotStoppedByAnInterruptAndDoesNotSpinAfterIt() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            rig.run(() -> Thread.currentThread().interrupt());
            ReadingTest.assertFewTurns(rig);
        }
    }

    @Test
    void sendsWhatWasOfferedBeforeItEnds() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listenAtKeptPort(recorders::record);
            Socket client = rig.client(address, 4096);
            Recorder talking = recorders.take();
            rig.client(address);
            Recorder idle = recorders.take();
            int size = 4 << 20;
            Thread stopping =
                    LoopRig.start(
                            () -> {
                                rig.run(() -> talking.connection.offer(new byte[size], 0, size));
                                rig.loop.stop(Duration.ofSeconds(LoopRig.PATIENCE_SECONDS));
                                return null;
                            });
            idle.expect("connected");
            idle.expect("closed LOOP_STOPPED"); // It has begun to end, and most is not sent yet.
            assertEquals(size, client.getInputStream().readAllBytes().length);
            client.close();
            stopping.join();
            talking.expect("connected");
            talking.expect("closed FINISHED");
            assertThrows(RejectedExecutionException.class, () -> rig.loop.execute(() -> {}));
            assertThrows(ConnectException.class, () -> rig.client(address));
        }
    }

    @Test
    void endsWhenTheGraceIsOverThoughAPeerTakesNothing() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            rig.client(rig.listen(recorders::record), 4096);
            Recorder handler = recorders.take();
            rig.run(() -> handler.connection.offer(new byte[16 << 20], 0, 16 << 20));
            rig.loop.stop(Duration.ofMillis(30));
            handler.expect("connected");
            handler.expect("closed LOOP_STOPPED");
        }
    }

    @Test
    void givesItsPortBackAtOnce() throws Exception {
        try (LoopRig first = new LoopRig();
                LoopRig second = new LoopRig()) {
            InetSocketAddress address = first.listenAtKeptPort(EchoExample::new);
            first.client(address);
            first.until(() -> first.loop.counters().open() == 1);
            first.loop.close();
            second.on(() -> second.loop.listen(address, recorders::record));
            second.client(address);
            recorders.take().expect("connected");
        }
    }

    @Test
    void canBeClosedWithoutHavingBeenStartedAndFromItsOwnThread() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.keptPort();
            EventLoop unused = EventLoop.open(LoopSettings.defaults());
            unused.listen(address, recorders::record);
            unused.close();
            unused.close();
            assertThrows(IllegalStateException.class, unused::start);
            assertThrows(ConnectException.class, () -> rig.client(address));
            rig.run(rig.loop::close);
            rig.loop.close();
            assertThrows(RejectedExecutionException.class, () -> rig.loop.execute(() -> {}));
        }
    }

    private void endsAfter(Throwable cause) throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address =
                    rig.listenAtKeptPort(
                            connection ->
                                    new Recorder(connection) {
                                        @Override
                                        public void received(byte[] b, int offset, int length) {
                                            if (cause instanceof Error error) {
                                                throw error;
                                            }
                                            throw (RuntimeException) cause;
                                        }
                                    });
            Socket bystander = rig.client(address);
            Socket client = rig.client(address);
            client.getOutputStream().write(1);
            assertEquals(cause, rig.deaths.poll(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(-1, bystander.getInputStream().read());
            assertThrows(RejectedExecutionException.class, () -> rig.loop.execute(() -> {}));
            assertThrows(ConnectException.class, () -> rig.client(address));
        }
    }

    /** Fails in the callback that the peer names. */
    private final class Failing extends Recorder {
        private String when = "";

        Failing(Connection connection) {
            super(connection);
            recorders.add(this);
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            super.received(bytes, offset, length);
            when = heard();
            fail("received");
            switch (when) {
                case "drained" -> say("x");
                case "woken" -> connection.wakeAt(0);
                case "closed" -> connection.close();
                default -> {}
            }
        }

        @Override
        public void inputEnded() {
            fail("ended");
        }

        @Override
        public void drained() {
            fail("drained");
        }

        @Override
        public void woken() {
            fail("woken");
        }

        @Override
        public void closed(CloseReason reason, java.util.Optional<java.io.IOException> cause) {
            fail("closed");
        }

        private void fail(String now) {
            if (when.equals(now)) {
                throw new IllegalArgumentException("bug when " + now);
            }
        }
    }
}
