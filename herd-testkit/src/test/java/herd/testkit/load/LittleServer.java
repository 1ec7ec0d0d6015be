package herd.testkit.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server that answers as it is told, rightly or not. */
final class LittleServer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new ArrayList<>();
    private final Manner manner;

    /** What it does with a line. */
    interface Manner {

        /**
         * Answers, or does not.
         *
         * @param number how many lines came before on this connection
         * @return false to close the connection
         */
        boolean answer(String line, int number, OutputStream to) throws IOException;
    }

    private LittleServer(Manner manner) throws IOException {
        this.manner = manner;
        new Thread(this::acceptAll, "little-server").start();
    }

    static LittleServer that(Manner manner) throws IOException {
        return new LittleServer(manner);
    }

    /** A right answer to a report. */
    static String right(String line) {
        return "AT Little +0.000000001 " + line.substring("IAMAT ".length()) + '\n';
    }

    static boolean tell(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(ISO_8859_1));
        return true;
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                synchronized (sockets) {
                    sockets.add(socket);
                }
                new Thread(() -> serve(socket), "little-connection").start();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            int number = 0;
            String line = in.readLine();
            while (line != null && manner.answer(line, number, socket.getOutputStream())) {
                number++;
                line = in.readLine();
            }
        } catch (IOException gone) {
            // So is the client.
        }
    }
}
