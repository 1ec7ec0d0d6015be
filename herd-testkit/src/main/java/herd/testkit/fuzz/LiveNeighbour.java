package herd.testkit.fuzz;

import herd.node.PeerSecret;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Comes to a live server in the name of a neighbour that is configured and does not run. It proves the
 * secret, and remembers nothing: each time it seems to have just started.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Source.</b> PROTOCOL.md, Links between servers.
 */
final class LiveNeighbour implements SocketEnding.Greeting {

    static final String NAME = "Ghost";

    private static final byte[] SECRET =
            "a secret that everybody knows".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE = 65_536;
    private static final int LONGEST_HANDSHAKE_LINE = 512;
    private static final int MAX_CLIENTS = 1_000_000;

    private final Proofs proofs = new Proofs(SECRET);
    private final String server;
    private final long life;

    /**
     * Makes a neighbour.
     *
     * @param life another one for each connection, and not 0
     */
    LiveNeighbour(String server, long life) {
        this.server = server;
        this.life = life;
    }

    /** The secret of a herd that believes it. */
    static PeerSecret secret() {
        return PeerSecret.of(SECRET);
    }

    @Override
    public void greet(Socket socket) throws IOException {
        String hello = "HERD 1 1 " + NAME + ' ' + server + ' ' + Spoken.nonce(life);
        say(socket, hello);
        String challenge = readLine(socket.getInputStream());
        String introduction =
                Spoken.introduction(
                        Spoken.hex(life), 1, LONGEST_LINE, MAX_CLIENTS, SocketTarget.wallNanos());
        String mac = proofs.over(Spoken.DIALLER, hello, challenge, introduction);
        String proof = "PROOF " + mac + " - " + introduction;
        say(socket, proof);
        String answer = readLine(socket.getInputStream());
        String[] words = answer.split(" ", 3);
        boolean right =
                words.length == 3
                        && words[0].equals("PROOF")
                        && words[2].startsWith("up ")
                        && words[1].equals(
                                proofs.over(Spoken.ACCEPTOR, hello, challenge, proof, words[2]));
        if (!right) {
            throw new IOException("no sound answer to a sound proof: " + answer);
        }
    }

    /** What is wrong with what the server said once the link was up, if anything is. */
    static Optional<String> judge(String said) {
        long before = 0;
        int end = said.lastIndexOf('\n');
        String[] lines = end < 0 ? new String[0] : said.substring(0, end).split("\n", -1);
        for (String line : lines) {
            Optional<LinkSaying> saying = LinkSaying.read(line);
            boolean record = saying.isPresent() && saying.get().kind() == LinkSaying.Kind.RECORD;
            boolean sound =
                    saying.isPresent()
                            && saying.get().seq() >= before + (record ? 1 : 0)
                            && (!record || Reference.at(saying.get().record()).isPresent());
            if (!sound) {
                return Optional.of("a neighbour was told: " + line);
            }
            before = saying.get().seq();
        }
        return Optional.empty();
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + '\n').getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads a line of the handshake, and not a byte more. */
    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() == LONGEST_HANDSHAKE_LINE) {
                throw new IOException("no handshake, but: " + line);
            }
            line.append((char) b);
        }
        return line.toString();
    }
}
