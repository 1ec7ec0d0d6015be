package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the loop ends: in order, at once, or by a failure. */
@Timeout(60)
class LoopEndTest {

    private final Recorders recorders = new Recorders();

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
}
