package herd.client;

import herd.line.LineReader;
import herd.line.LineSink;
import herd.net.CloseReason;
import herd.net.Connection;
import herd.net.ConnectionHandler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * What is said and heard on a client's connection.
 *
 * <p><b>Threading.</b> The client's loop.
 */
final class Conversation implements ConnectionHandler, LineSink {

    /** Longer than any line that a server answers a sensible command with. */
    private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

    private final Connection connection;
    private final LineReader reader = new LineReader(MAX_LINE_BYTES);
    private final Deque<Command<?>> open = new ArrayDeque<>();
    private Runnable whenConnected = () -> {};
    private Consumer<IOException> whenRefused = why -> {};
    private Optional<IOException> broken = Optional.empty();

    Conversation(Connection connection) {
        this.connection = connection;
    }

    void whenConnected(Runnable connected, Consumer<IOException> refused) {
        whenConnected = connected;
        whenRefused = refused;
    }

    void say(byte[] line, Command<?> command) {
        if (broken.isPresent()) {
            command.fail(broken.get());
        } else if (open.size() >= HerdClient.MAX_OPEN) {
            command.fail(new RejectedExecutionException("too many commands without an answer"));
        } else {
            open.addLast(command);
            connection.offer(line, 0, line.length);
        }
    }

    @Override
    public void connected() {
        whenConnected.run();
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        reader.read(bytes, offset, length, this);
    }

    @Override
    public void inputEnded() {
        connection.close();
    }

    @Override
    public void closed(CloseReason reason, Optional<IOException> cause) {
        IOException why = cause.orElseGet(() -> new IOException("the connection is closed"));
        broken = Optional.of(why);
        whenRefused.accept(why);
        open.forEach(command -> command.fail(why));
        open.clear();
    }

    @Override
    public boolean line(byte[] bytes, int offset, int length) {
        Command<?> command = open.peekFirst();
        if (command == null) {
            return lost("an answer that nobody asked for");
        }
        try {
            if (command.heard(Arrays.copyOfRange(bytes, offset, offset + length))) {
                open.removeFirst();
            }
        } catch (IllegalArgumentException e) {
            return lost(e.getMessage());
        }
        return true;
    }

    @Override
    public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
        return lost("a line of more than " + MAX_LINE_BYTES + " bytes");
    }

    /** What came is no answer, so nothing after it can be told apart either. */
    private boolean lost(String why) {
        IOException failure = new IOException("the other side is no server of a herd: " + why);
        broken = Optional.of(failure);
        open.forEach(command -> command.fail(failure));
        open.clear();
        connection.close();
        return false;
    }
}
