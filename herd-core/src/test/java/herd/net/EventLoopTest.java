package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop itself: its thread, and its timers. */
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
    void isNotStoppedByAnInterruptAndDoesNotSpinAfterIt() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            rig.run(() -> Thread.currentThread().interrupt());
            ReadingTest.assertFewTurns(rig);
        }
    }
}
