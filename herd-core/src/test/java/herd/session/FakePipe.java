package herd.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;

import herd.line.Pipe;
import java.util.Arrays;

/** A pipe to a client that takes bytes only when the test says so. */
final class FakePipe implements Pipe {

    private byte[] waiting = new byte[1024];
    private int waitingLength;
    private boolean paused;
    private boolean finished;
    private boolean closed;
    private long heldBytes;
    private long alarmNanos = Long.MAX_VALUE;

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        assertFalse(finished, "an answer after the end");
        if (waitingLength + length > waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * (waitingLength + length));
        }
        System.arraycopy(bytes, offset, waiting, waitingLength, length);
        waitingLength += length;
    }

    @Override
    public long waiting() {
        return waitingLength;
    }

    @Override
    public void pause() {
        assertFalse(paused, "paused twice");
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void holds(long bytes) {
        heldBytes = bytes;
    }

    @Override
    public void wakeAt(long nanos) {
        alarmNanos = nanos;
    }

    /** The client takes up to so many bytes. */
    String take(int most) {
        int count = Math.min(most, waitingLength);
        String taken = new String(waiting, 0, count, ISO_8859_1);
        System.arraycopy(waiting, count, waiting, 0, waitingLength - count);
        waitingLength -= count;
        return taken;
    }

    /** The client takes all that waits, and nobody looks at it. */
    void takeUnseen() {
        waitingLength = 0;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isFinished() {
        return finished;
    }

    boolean isClosed() {
        return closed;
    }

    /** What the session said last that it keeps. */
    long heldBytes() {
        return heldBytes;
    }

    long alarmNanos() {
        return alarmNanos;
    }
}
