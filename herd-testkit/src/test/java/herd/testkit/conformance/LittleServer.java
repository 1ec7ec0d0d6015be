package herd.testkit.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * A server of the protocol that shares no code with the herd's: two threads for each connection, one
 * that reads and one that writes answers in their order. As it is it conforms; with defects it does
 * not.
 */
final class LittleServer implements AutoCloseable {

    static final int LIMIT = 64 * 1024;

    private static final Supplier<byte[]> END = () -> new byte[0];
    private static final int MAX_WAITING = 64;

    private final Set<Defect> defects;
    private final LittleProtocol protocol;
    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ByteArrayOutputStream sharedLine = new ByteArrayOutputStream();
    private final Thread acceptor = new Thread(this::accept, "little-accept");

    private LittleServer(Set<Defect> defects) throws IOException {
        this.defects = defects;
        this.protocol = new LittleProtocol(defects);
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    static LittleServer with(Set<Defect> defects) {
        try {
            LittleServer server = new LittleServer(defects);
            server.acceptor.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() {
        try {
            listener.close();
            acceptor.join(); // from here on no conversation begins that nothing would end
            for (Socket it : sockets) {
                it.close();
            }
            threads.forEach(Thread::interrupt);
            for (Thread it : threads) {
                it.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean has(Defect defect) {
        return defects.contains(defect);
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        threads.add(thread);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                socket.setTcpNoDelay(true);
                new Conversation(socket).begin();
            }
        } catch (IOException closed) {
            // The server is being closed.
        }
    }

    /** One connection. */
    private final class Conversation {

        private final Socket socket;
        private final BlockingQueue<Supplier<byte[]>> answers =
                new LinkedBlockingQueue<>(MAX_WAITING);
        private final LittleProtocol.Client client = protocol.client();
        private final ByteArrayOutputStream line =
                has(Defect.MIXES_CONNECTIONS) ? sharedLine : new ByteArrayOutputStream();
        private final int limit =
                LIMIT
                        + (has(Defect.HAS_A_SMALLER_LIMIT) ? -1 : 0)
                        + (has(Defect.HAS_A_GREATER_LIMIT) ? 1 : 0);

        /** Whether the line is over the limit, and its beginning has been echoed. */
        private boolean streaming;

        Conversation(Socket socket) {
            this.socket = socket;
        }

        void begin() {
            start("little-reader", this::read);
            start("little-writer", this::write);
        }

        private void read() {
            byte[] input = new byte[LIMIT];
            try {
                if (has(Defect.GREETS)) {
                    put(() -> bytes("hello\n"));
                }
                InputStream in = socket.getInputStream();
                for (int count = in.read(input); count >= 0; count = in.read(input)) {
                    take(input, count);
                }
                ended();
            } catch (IOException | InterruptedException broken) {
                client.left();
                closeSocket();
            }
        }

        private void ended() throws InterruptedException {
            client.left();
            if (has(Defect.DROPS_ANSWERS_AT_HALF_CLOSE)) {
                closeSocket();
                return;
            }
            boolean unfinished = line.size() > 0 || streaming;
            if (unfinished && !has(Defect.LOSES_THE_LAST_LINE)) {
                lineEnds();
            }
            if (!has(Defect.STAYS_OPEN_AFTER_HALF_CLOSE)) {
                put(END);
            }
        }

        private void take(byte[] input, int count) throws InterruptedException {
            int from = 0;
            for (int i = 0; i < count; i++) {
                boolean end = input[i] == '\n' || has(Defect.ENDS_LINES_AT_CR) && input[i] == '\r';
                if (end) {
                    add(input, from, i);
                    lineEnds();
                    from = i + 1;
                }
            }
            add(input, from, count);
        }

        private void add(byte[] input, int from, int to) throws InterruptedException {
            line.write(input, from, to - from);
            boolean late = has(Defect.ECHOES_LONG_LINES_AT_THEIR_END);
            if (!streaming && line.size() > limit && !late) {
                streaming = true;
                put(() -> bytes("? "));
            }
            if (streaming) {
                echo();
            }
        }

        private void echo() throws InterruptedException {
            byte[] piece = line.toByteArray();
            line.reset();
            if (piece.length > 0 && !has(Defect.CUTS_LONG_ECHOES)) {
                put(() -> piece);
            }
        }

        private void lineEnds() throws InterruptedException {
            if (streaming) {
                streaming = false;
                put(() -> bytes("\n"));
                return;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            line.reset();
            for (Supplier<byte[]> it : client.answers(text, text.length() > limit)) {
                put(it);
            }
        }

        private void put(Supplier<byte[]> answer) throws InterruptedException {
            if (has(Defect.READS_ON)) {
                answers.offer(answer); // what there is no room for is lost
            } else {
                answers.put(answer);
            }
        }

        private void write() {
            try {
                for (Supplier<byte[]> next = answers.take(); next != END; next = answers.take()) {
                    send(next.get());
                    if (has(Defect.CLOSES_AT_INVALID_LINES) && client.wasInvalid()) {
                        break;
                    }
                }
                closeSocket();
            } catch (IOException | InterruptedException broken) {
                closeSocket();
            }
        }

        private void send(byte[] answer) throws IOException {
            byte[] rest = answer;
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\n{");
            if (has(Defect.SENDS_THE_AT_LINE_AHEAD) && end >= 0) {
                socket.getOutputStream().write(answer, 0, end + 1);
                rest = LittleProtocol.later(bytes(text.substring(end + 1)));
            }
            socket.getOutputStream().write(rest);
        }

        private void closeSocket() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
