package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the loop lives through: bugs in all that it calls. */
@Timeout(60)
class LoopBugsTest {

    private final Recorders recorders = new Recorders();

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
