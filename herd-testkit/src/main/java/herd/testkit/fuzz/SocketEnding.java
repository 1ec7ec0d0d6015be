package herd.testkit.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a connection over a real socket comes to its end. */
enum SocketEnding {
    /** It says that nothing more will come, and reads on to the end. */
    HALF_CLOSE("half-closed"),
    /** It breaks off: the server sees a reset. */
    RESET("reset"),
    /** It never reads, has hardly room for anything unread, and closes. */
    NEVER_READ("never read"),
    /** It closes at once, whatever is on its way. */
    CLOSE("closed");

    /** How endings are written in an input; the first is the most usual. */
    static final String[] LETTERS = {"h", "h", "r", "n", "x"};

    private static final int SMALL_BUFFER_BYTES = 1024;
    private static final int PATIENCE_MILLIS = 20_000;

    /** What comes before all that is drawn. */
    interface Greeting {

        /** Says and hears it. */
        void greet(Socket socket) throws IOException;
    }

    private final String words;

    SocketEnding(String words) {
        this.words = words;
    }

    static SocketEnding of(byte letter) {
        return switch (letter) {
            case 'r' -> RESET;
            case 'n' -> NEVER_READ;
            case 'x' -> CLOSE;
            default -> HALF_CLOSE;
        };
    }

    String words() {
        return words;
    }

    /**
     * Greets, says it all in some pieces, and comes to the end.
     *
     * @return what the server said to the end, if that was read
     * @throws IOException if the server takes no connection, or does not come to an end in time
     */
    Optional<String> talk(
            Socket socket, InetSocketAddress server, Greeting greeting, byte[] says, Dice pieces)
            throws IOException {
        if (this == NEVER_READ) {
            socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server, PATIENCE_MILLIS);
        greeting.greet(socket);
        boolean taken = say(socket, says, pieces);
        if (this == RESET) {
            socket.setSoLinger(true, 0);
        }
        if (this != HALF_CLOSE || !taken) {
            return Optional.empty();
        }
        try {
            socket.shutdownOutput();
            byte[] all = socket.getInputStream().readAllBytes();
            return Optional.of(new String(all, StandardCharsets.ISO_8859_1));
        } catch (SocketException brokenOff) {
            // The server closed on what it had not read: a stranger is shown the door so.
            return Optional.empty();
        }
    }

    /** Returns whether the server took it all: it may close a stranger's connection in the middle. */
    private static boolean say(Socket socket, byte[] says, Dice pieces) throws IOException {
        OutputStream out = socket.getOutputStream();
        try {
            int at = 0;
            while (at < says.length) {
                int rest = says.length - at;
                int count = pieces.oneIn(2) ? rest : 1 + pieces.below(rest);
                out.write(says, at, count);
                at += count;
            }
            return true;
        } catch (SocketException brokenOff) {
            return false;
        }
    }
}
