package herd.net;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The handlers that were made for a test's connections, in the order these came. */
final class Recorders {

    private final BlockingQueue<Recorder> made = new LinkedBlockingQueue<>();

    /** Makes one that only writes down what it is told. */
    Recorder record(Connection connection) {
        return add(new Recorder(connection));
    }

    /** Makes one that sends everything back, and finishes when the input ends. */
    Recorder sendBack(Connection connection) {
        return add(new Returning(connection));
    }

    <R extends Recorder> R add(R recorder) {
        made.add(recorder);
        return recorder;
    }

    /** Waits for the next one. */
    Recorder take() throws InterruptedException {
        Recorder next = made.poll(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "waited for a connection");
        return next;
    }

    private static final class Returning extends Recorder {
        Returning(Connection connection) {
            super(connection);
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
}
