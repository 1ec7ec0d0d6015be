package herd.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SteadyStateTest {

    private static final int MESSAGES = 20_000;

    /** A turn is one message here, so a byte or two each are the test's own tasks and the JIT's. */
    @Test
    void allocatesNothingPerMessage() throws Exception {
        try (LoopRig rig = new LoopRig()) {
            InetSocketAddress address = rig.listen(Returning::new);
            Socket client = rig.client(address);
            exchange(client, MESSAGES);
            long before = rig.on(SteadyStateTest::allocatedBytes);
            exchange(client, MESSAGES);
            long perMessage = (rig.on(SteadyStateTest::allocatedBytes) - before) / MESSAGES;
            assertTrue(perMessage < 2, perMessage + " bytes a message");
        }
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static void exchange(Socket client, int times) throws Exception {
        byte[] message = Recorder.bytes("IAMAT or something like it\n");
        for (int i = 0; i < times; i++) {
            client.getOutputStream().write(message);
            client.getInputStream().readNBytes(message, 0, message.length);
        }
    }

    /** Sends back, and sets an alarm each time, as a handler with an idle time-out does. */
    private static final class Returning extends Recorder {
        Returning(Connection connection) {
            super(connection);
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            connection.offer(bytes, offset, length);
            connection.wakeAt(System.nanoTime() + 3_600_000_000_000L);
        }
    }
}
