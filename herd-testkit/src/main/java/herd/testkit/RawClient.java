package herd.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that sends exactly what it is told over a real socket, and reads only when it is told to:
 * it can be slow, stop in the middle, half-close, never read, and break off. Text is bytes here: each
 * character below U+0100 is one.
 *
 * <p>Each wait ends with an {@link AssertionError} after 20 seconds, or as long as {@link #within}
 * says; like that of an answer which is not the expected one, its message shows what came last.
 *
 * <p><b>Threading.</b> One thread sends and one reads, which may be the same.
 */
public final class RawClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int READ_BYTES = 64 * 1024;

    private final SocketChannel channel;

    /** Each direction has a selector of its own, so that one thread can wait for either. */
    private final Selector readable;

    private final Selector writable;
    private final Received received = new Received();
    private final ByteBuffer input = ByteBuffer.allocate(READ_BYTES);
    private Duration patience = PATIENCE;

    private RawClient(InetSocketAddress server, int receiveBufferBytes) throws IOException {
        channel = SocketChannel.open();
        try {
            if (receiveBufferBytes > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            }
            channel.socket().connect(server, (int) PATIENCE.toMillis());
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            readable = Selector.open();
            writable = Selector.open();
            channel.register(readable, SelectionKey.OP_READ);
            channel.register(writable, SelectionKey.OP_WRITE);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Connects. */
    public static RawClient connect(InetSocketAddress server) {
        return connect(server, 0);
    }

    /**
     * Connects a client for which the system keeps only so much unread, more or less: who never reads
     * then holds the server up soon.
     */
    public static RawClient connect(InetSocketAddress server, int receiveBufferBytes) {
        try {
            return new RawClient(server, receiveBufferBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to " + server + ": " + e, e);
        }
    }

    /** Sets how long to wait, from now on. */
    public RawClient within(Duration limit) {
        patience = limit;
        return this;
    }

    /** Sends text. */
    public RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. */
    public RawClient send(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        send(rest, patience);
        if (rest.hasRemaining()) {
            throw trouble("the server does not take the last " + rest.remaining() + " bytes");
        }
        return this;
    }

    /** Sends text in pieces, each a packet of its own, with some time between. */
    public RawClient sendSlowly(String text, int pieceChars, Duration between) {
        for (int from = 0; from < text.length(); from += pieceChars) {
            send(text.substring(from, Math.min(text.length(), from + pieceChars)));
            rest(between);
        }
        return this;
    }

    /**
     * Sends the same again and again until the server has taken nothing for some time.
     *
     * @return how many bytes it took
     */
    public long sendUntilStuck(String text, Duration still) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        long taken = 0;
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (send(rest, still)) {
            taken += bytes.length;
            rest.rewind();
        }
        return taken + rest.position();
    }

    /** Says that nothing more will be sent; answers still come. */
    public RawClient halfClose() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            throw broken(e);
        }
        return this;
    }

    /** The next line, without its end. */
    public String readLine() {
        String line = readUntil("\n");
        return line.substring(0, line.length() - 1);
    }

    /** Everything up to that text, and that text. */
    public String readUntil(String end) {
        long deadline = deadline();
        int length = received.lengthUntil(end);
        while (length < 0) {
            if (!readMore(deadline, "waiting for \"" + Received.shown(end) + '"')) {
                throw trouble("the server closed before \"" + Received.shown(end) + '"');
            }
            length = received.lengthUntil(end);
        }
        return received.take(length);
    }

    /** So many bytes. */
    public byte[] readBytes(int count) {
        return read(count).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What one read brings, as soon as there is something; empty at the end. */
    public String readOnce() {
        if (received.length() == 0) {
            readMore(deadline(), "waiting for anything");
        }
        return received.take(received.length());
    }

    /** Everything until the server closes. */
    public String readAll() {
        long deadline = deadline();
        while (readMore(deadline, "waiting for the end")) {}
        return received.take(received.length());
    }

    /** Everything until the server closes, or breaks the connection off: either will do. */
    public String readUntilGone() {
        long deadline = deadline();
        try {
            while (readOnceMore(deadline, "waiting for the end")) {}
        } catch (IOException broken) {
            // That is an end, too.
        }
        return received.take(received.length());
    }

    /** Checks that this comes next, to the byte. */
    public RawClient expect(String transcript) {
        String got = read(transcript.length());
        if (!got.equals(transcript)) {
            throw new AssertionError(
                    "expected \""
                            + Received.shown(transcript)
                            + "\"\nbut came \""
                            + Received.shown(got)
                            + '"');
        }
        return this;
    }

    /** Checks that the server closes, and sends nothing before. */
    public void expectEnd() {
        String rest = readAll();
        if (!rest.isEmpty()) {
            throw new AssertionError("expected the end, but came \"" + Received.shown(rest) + '"');
        }
    }

    /** Breaks the connection off: the server sees a reset. */
    public void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            throw broken(e);
        }
        close();
    }

    /** Closes the connection. */
    @Override
    public void close() {
        try {
            channel.close();
            readable.close(); // only now is a registered channel really closed
            writable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(int count) {
        long deadline = deadline();
        while (received.length() < count) {
            if (!readMore(deadline, "waiting for " + count + " bytes")) {
                throw trouble("the server closed before " + count + " bytes came");
            }
        }
        return received.take(count);
    }

    /** Reads once, when there is something; returns whether that was not the end. */
    private boolean readMore(long deadline, String doing) {
        try {
            return readOnceMore(deadline, doing);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private boolean readOnceMore(long deadline, String doing) throws IOException {
        input.clear();
        int count = channel.read(input);
        while (count == 0) {
            if (!isReady(readable, deadline)) {
                throw trouble("nothing more came, " + doing);
            }
            count = channel.read(input);
        }
        if (count > 0) {
            received.add(input.array(), count);
        }
        return count > 0;
    }

    /** Sends as long as the server takes something within that time; returns whether all went. */
    private boolean send(ByteBuffer rest, Duration still) {
        try {
            while (rest.hasRemaining()) {
                if (channel.write(rest) == 0
                        && !isReady(writable, System.nanoTime() + still.toNanos())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static boolean isReady(Selector selector, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        selector.selectedKeys().clear();
        return millis > 0 && selector.select(millis) > 0;
    }

    private static void rest(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private long deadline() {
        return System.nanoTime() + patience.toNanos();
    }

    private AssertionError broken(IOException cause) {
        AssertionError error = trouble("the connection broke: " + cause);
        error.initCause(cause);
        return error;
    }

    private AssertionError trouble(String what) {
        return new AssertionError(what + "; came so far:\n" + received.lately());
    }
}
