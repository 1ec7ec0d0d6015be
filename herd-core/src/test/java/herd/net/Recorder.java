package herd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A handler that writes down what it is told, in words; a test overrides what it shall do. */
class Recorder implements ConnectionHandler {

    final Connection connection;

    /** Filled on the loop, emptied by the test. */
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    Recorder(Connection connection) {
        this.connection = connection;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    void say(String text) {
        connection.offer(bytes(text), 0, text.length());
    }

    /** What has been received so far. Loop only. */
    String heard() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /** Waits for the next event, which must be this. */
    void expect(String event) throws InterruptedException {
        String next = events.poll(LoopRig.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "waited for " + event);
        assertEquals(event, next);
    }

    @Override
    public void connected() {
        events.add("connected");
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        received.write(bytes, offset, length);
    }

    @Override
    public void inputEnded() {
        events.add("input ended");
    }

    @Override
    public void drained() {}

    @Override
    public void woken() {
        events.add("woken");
    }

    @Override
    public void closed(CloseReason reason, Optional<IOException> cause) {
        events.add("closed " + reason);
    }
}
