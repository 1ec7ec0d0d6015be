package herd.testkit.fuzz;

import herd.line.Pipe;
import java.nio.charset.StandardCharsets;

/**
 * The server's end of a connection that is only memory.
 *
 * <p><b>Threading.</b> One thread.
 */
final class ServerEnd implements Pipe {

    private final Draft waiting = new Draft();
    private boolean paused;
    private boolean finished;
    private boolean closed;
    private long holds;

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        if (!closed && !finished) {
            waiting.put(bytes, offset, length);
        }
    }

    @Override
    public long waiting() {
        return waiting.length();
    }

    @Override
    public void pause() {
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
        waiting.clear();
    }

    @Override
    public void holds(long bytes) {
        holds = bytes;
    }

    @Override
    public void wakeAt(long nanos) {
        // The longest of these inputs is over before the first such alarm, which is an hour.
    }

    /** The network takes all that waits. */
    String take() {
        String taken = new String(waiting.copy(), StandardCharsets.ISO_8859_1);
        waiting.clear();
        return taken;
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether the server has closed it, or will as soon as all has left. */
    boolean isLeft() {
        return closed || finished;
    }

    long heldBytes() {
        return holds;
    }
}
