package herd.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.line.Pipe;
import java.io.ByteArrayOutputStream;

/** A pipe that takes everything at once, and keeps it or not. */
final class CollectingPipe implements Pipe {

    private final ByteArrayOutputStream offered = new ByteArrayOutputStream();
    private final boolean keeps;

    CollectingPipe(boolean keeps) {
        this.keeps = keeps;
    }

    /** The one line that was offered, without its end. */
    String line(int expectedBytes) {
        String line = offered.toString(ISO_8859_1);
        if (line.length() != expectedBytes || line.indexOf('\n') != line.length() - 1) {
            throw new AssertionError(expectedBytes + " bytes and one line expected: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        if (keeps) {
            offered.write(bytes, offset, length);
        }
    }

    @Override
    public long waiting() {
        return 0;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void finish() {}

    @Override
    public void close() {}

    @Override
    public void holds(long bytes) {}

    @Override
    public void wakeAt(long nanos) {}
}
