package herd.places.google;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An HTTP server that does as its script says, one scene per request, and remembers what it was
 * asked. Raw, so that it can misbehave.
 */
final class LocalService implements AutoCloseable {

    /** What to do with the answer to one request. */
    interface Scene {
        /** Plays on an open connection; whether it stays open for the next request. */
        boolean play(Socket socket) throws IOException;
    }

    /** One request as it came: its first line and headers as text, and its body. */
    record Request(String head, String body) {
        String firstLine() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        boolean hasHeader(String line) {
            return ("\r\n" + head).toLowerCase().contains("\r\n" + line.toLowerCase() + "\r\n");
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();

    /** One entry for each connection that the other side closed while a scene was held up. */
    final BlockingQueue<String> hangUps = new LinkedBlockingQueue<>();

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<Scene> script = new ArrayDeque<>();
    private Scene last;

    LocalService(Scene... scenes) throws IOException {
        script.addAll(List.of(scenes));
        last = scenes[scenes.length - 1];
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many connections have come so far. */
    int connections() {
        return sockets.size();
    }

    static Scene answer(int status, String body) {
        return answer(status, "", body.getBytes(StandardCharsets.UTF_8));
    }

    static Scene answer(int status, String headers, byte[] body) {
        return socket -> {
            write(socket, head(status, headers + "Content-Length: " + body.length + "\r\n"));
            write(socket, body);
            return true;
        };
    }

    /** Sends less than it promised, and closes. */
    static Scene truncated(String body) {
        return socket -> {
            write(socket, head(200, "Content-Length: " + (body.length() + 1) + "\r\n"));
            write(socket, body.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    /** Sends a body that never ends, in chunks, as long as somebody reads. */
    static Scene endless() {
        return socket -> {
            write(socket, head(200, "Transfer-Encoding: chunked\r\n"));
            byte[] chunk =
                    ("1000\r\n" + " ".repeat(4096) + "\r\n").getBytes(StandardCharsets.UTF_8);
            while (true) {
                write(socket, chunk);
            }
        };
    }

    /** Closes without a word; the client sees a reset or an early end. */
    static Scene reset() {
        return socket -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    /** Sends nothing, or the beginning of an answer, and waits for the client to hang up. */
    Scene stuckAfter(String beginning) {
        return socket -> {
            write(socket, beginning.getBytes(StandardCharsets.UTF_8));
            try {
                socket.getInputStream().read();
            } finally {
                hangUps.add("hung up");
            }
            return false;
        };
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                start("connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                Request request = read(in);
                requests.add(request);
                more = next().play(socket);
            }
        } catch (IOException e) {
            // The client hung up.
        }
    }

    private synchronized Scene next() {
        return script.isEmpty() ? last : script.remove();
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("end of input");
            }
            head.write(b);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = 0;
        for (String line : text.split("\r\n")) {
            if (line.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new Request(text, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    static String headText(int status, String headers) {
        return "HTTP/1.1 " + status + " Whatever\r\n" + headers + "\r\n";
    }

    private static byte[] head(int status, String headers) {
        return headText(status, headers).getBytes(StandardCharsets.US_ASCII);
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "local-service-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
