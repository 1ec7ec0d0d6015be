package herd.testkit.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client that sends exactly what it is told, and reads only when it is told to: it can be slow, stop
 * in the middle, half-close, never read, and break off. Text is bytes here: each character below
 * U+0100 is one.
 *
 * <p>Each wait ends with an {@link AssertionError} after 20 seconds, or as long as {@link #within}
 * says; like that of an answer which is not the expected one, its message shows what came last. In a
 * simulated herd these are seconds of virtual time.
 *
 * <p>What has come and was not read is kept up to 8 MiB; more is an {@link AssertionError}, too.
 *
 * <p><b>Threading.</b> Over a socket one thread sends and one reads, which may be the same; in a
 * simulated herd the one thread that drives it.
 */
public abstract class RawClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int READ_BYTES = 64 * 1024;

    private final Received received = new Received();
    private final byte[] input = new byte[READ_BYTES];
    private Duration patience = PATIENCE;

    /** A client that has sent and received nothing. */
    protected RawClient() {}

    /**
     * Connects to a server.
     *
     * @throws UncheckedIOException if there is none
     */
    public static RawClient connect(InetSocketAddress server) {
        return SocketClient.open(server, 0, PATIENCE);
    }

    /**
     * Connects a client for which the system keeps only so much unread, more or less: who never reads
     * then holds the server up soon.
     *
     * @throws UncheckedIOException if there is no server
     */
    public static RawClient connect(InetSocketAddress server, int receiveBufferBytes) {
        return SocketClient.open(server, receiveBufferBytes, PATIENCE);
    }

    /** Sets how long to wait, from now on. */
    public final RawClient within(Duration limit) {
        patience = limit;
        return this;
    }

    /** Sends text. */
    public final RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. */
    public final RawClient send(byte[] bytes) {
        int taken = take(bytes, patience);
        if (taken < bytes.length) {
            throw trouble("the server does not take the last " + (bytes.length - taken) + " bytes");
        }
        return this;
    }

    /** Sends text in pieces, each a packet of its own, with some time between. */
    public final RawClient sendSlowly(String text, int pieceChars, Duration between) {
        for (int from = 0; from < text.length(); from += pieceChars) {
            send(text.substring(from, Math.min(text.length(), from + pieceChars)));
            pass(between);
        }
        return this;
    }

    /**
     * Sends the same again and again until the server has taken nothing for some time.
     *
     * @return how many bytes it took
     */
    public final long sendUntilStuck(String text, Duration still) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        long taken = 0;
        int last = bytes.length;
        while (last == bytes.length) {
            last = take(bytes, still);
            taken += last;
        }
        return taken;
    }

    /**
     * Sends as much of these as the server takes, until it has taken nothing for some time.
     *
     * @return how many bytes it took
     */
    public final int sendWhatFits(byte[] bytes, Duration still) {
        return take(bytes, still);
    }

    /** Says that nothing more will be sent; answers still come. */
    public abstract RawClient halfClose();

    /**
     * Tells the server where a client is.
     *
     * @return the answer, without its end
     */
    public final String iamat(String clientId, String coordinates, String time) {
        return send("IAMAT " + clientId + ' ' + coordinates + ' ' + time + '\n').readLine();
    }

    /**
     * Asks what is near a client.
     *
     * @return the whole answer with the blank line at its end; or the one line that says that the
     *     server does not know, with its end
     */
    public final String whatsat(String clientId, String radiusKm, int bound) {
        String command = "WHATSAT " + clientId + ' ' + radiusKm + ' ' + bound;
        String line = send(command + '\n').readLine() + '\n';
        return line.startsWith("?") ? line : line + readUntil("\n\n");
    }

    /** The next line, without its end. */
    public final String readLine() {
        String line = readUntil("\n");
        return line.substring(0, line.length() - 1);
    }

    /** Everything up to that text, and that text. */
    public final String readUntil(String end) {
        long deadline = deadline();
        int length = received.lengthUntil(end, 0);
        while (length < 0) {
            int searched = received.length();
            if (!readMore(deadline, "waiting for \"" + Received.shown(end) + '"')) {
                throw trouble("the server closed before \"" + Received.shown(end) + '"');
            }
            length = received.lengthUntil(end, searched);
        }
        return received.take(length);
    }

    /** So many bytes. */
    public final byte[] readBytes(int count) {
        return read(count).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What one read brings, as soon as there is something; empty at the end. */
    public final String readOnce() {
        if (received.length() == 0) {
            readMore(deadline(), "waiting for anything");
        }
        return received.take(received.length());
    }

    /** Everything until the server closes. */
    public final String readAll() {
        long deadline = deadline();
        while (readMore(deadline, "waiting for the end")) {}
        return received.take(received.length());
    }

    /** Everything until the server closes, or breaks the connection off: either will do. */
    public final String readUntilGone() {
        long deadline = deadline();
        try {
            while (readOnceMore(deadline, "waiting for the end")) {}
        } catch (IOException broken) {
            // That is an end, too.
        }
        return received.take(received.length());
    }

    /** Checks that this comes next, to the byte. */
    public final RawClient expect(String transcript) {
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
    public final void expectEnd() {
        String rest = readAll();
        if (!rest.isEmpty()) {
            throw new AssertionError("expected the end, but came \"" + Received.shown(rest) + '"');
        }
    }

    /**
     * Everything that has come so far in the life of this client, read or not, to the byte.
     *
     * @throws IllegalStateException if that is more than 4 MiB
     */
    public final String transcript() {
        try {
            while (!received.isTooMuch() && receive(nowNanos()) > 0) {}
        } catch (IOException broken) {
            // What came before is what came.
        }
        return received.transcript();
    }

    /** Breaks the connection off: the server sees a reset. */
    public abstract void reset();

    /** Closes the connection. */
    @Override
    public abstract void close();

    /** Whether the connection is over at this side; in a simulated herd that takes an event. */
    public abstract boolean isClosed();

    /**
     * Sends as long as the server takes something within that time.
     *
     * @return how many bytes it took
     */
    protected abstract int write(byte[] bytes, Duration still) throws IOException;

    /**
     * Waits for bytes.
     *
     * @param deadlineNanos on the clock of {@link #nowNanos}
     * @return how many came: 0 if none did in time, -1 at the end of input
     */
    protected abstract int read(byte[] into, long deadlineNanos) throws IOException;

    /** The clock that waiting goes by. */
    protected abstract long nowNanos();

    /** Lets time pass. */
    protected abstract void pass(Duration time);

    /** What went wrong, with what came last. */
    protected final AssertionError trouble(String what) {
        return new AssertionError(what + "; came so far:\n" + received.lately());
    }

    /** The connection broke when it should not have. */
    protected final AssertionError broken(IOException cause) {
        AssertionError error = trouble("the connection broke: " + cause);
        error.initCause(cause);
        return error;
    }

    private int take(byte[] bytes, Duration still) {
        try {
            return write(bytes, still);
        } catch (IOException e) {
            throw broken(e);
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
        if (received.isTooMuch()) {
            throw trouble(received.length() + " bytes came, and what was waited for is not there");
        }
        int count = receive(deadline);
        if (count == 0) {
            throw trouble("nothing more came, " + doing);
        }
        return count > 0;
    }

    private int receive(long deadline) throws IOException {
        int count = read(input, deadline);
        if (count > 0) {
            received.add(input, count);
        }
        return count;
    }

    private long deadline() {
        return nowNanos() + patience.toNanos();
    }
}
