package herd.net;

import herd.line.LineReader;
import herd.line.LineSink;

/** Says each line back: {@code loop.listen(address, EchoExample::new)}. */
final class EchoExample implements ConnectionHandler, LineSink {

    private static final byte[] LINE_END = {'\n'};

    private final LineReader lines = new LineReader(64 * 1024);
    private final Connection connection;

    EchoExample(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        lines.read(bytes, offset, length, this);
    }

    @Override
    public void inputEnded() {
        lines.end(this);
        connection.finish();
    }

    @Override
    public boolean line(byte[] bytes, int offset, int length) {
        return piece(bytes, offset, length, true, true);
    }

    @Override
    public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
        connection.offer(bytes, offset, length);
        connection.offer(LINE_END, 0, ends ? 1 : 0);
        return true;
    }
}
