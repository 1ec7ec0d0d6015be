package herd;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client as plain as {@code nc}. It gives up after 20 seconds without a byte. */
final class NetClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    NetClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends text, half-closes, and returns all that comes back until the server closes. */
    static String ask(int port, String text) throws IOException {
        try (NetClient client = new NetClient(port)) {
            client.send(text);
            client.finish();
            return client.rest();
        }
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Half-closes. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** One line with its end. */
    String line() throws IOException {
        return upTo("\n");
    }

    /** The answer to a WHATSAT: a line if it was invalid, or else all up to the empty line. */
    String places() throws IOException {
        String first = line();
        return first.startsWith("AT ") ? first + upTo("\n\n") : first;
    }

    /** All that comes until the server closes. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String upTo(String end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException(
                        "the server closed after: " + bytes.toString(StandardCharsets.UTF_8));
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
