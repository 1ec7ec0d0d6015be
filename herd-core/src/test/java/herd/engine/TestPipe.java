package herd.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.line.Pipe;
import java.io.ByteArrayOutputStream;

/** One end of a connection: what is offered waits until the test takes it. */
final class TestPipe implements Pipe {

    private final ByteArrayOutputStream offered = new ByteArrayOutputStream();
    private int offers;
    private boolean finished;
    private boolean closed;

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        if (!closed && !finished) {
            offered.write(bytes, offset, length);
            offers++;
        }
    }

    @Override
    public long waiting() {
        return offered.size();
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void holds(long bytes) {}

    @Override
    public void wakeAt(long nanos) {}

    /** The network takes all that waits. */
    String take() {
        String taken = offered.toString(ISO_8859_1);
        offered.reset();
        offers = 0;
        return taken;
    }

    /** In how many pieces what waits was offered. */
    int offers() {
        return offers;
    }

    boolean isFinished() {
        return finished;
    }

    boolean isClosed() {
        return closed;
    }
}
