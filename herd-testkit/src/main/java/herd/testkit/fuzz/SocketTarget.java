package herd.testkit.fuzz;

import herd.node.ServerSnapshot;
import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Connections to a live herd on real sockets: they half-close, break off, close, or never read. A
 * healthy client goes on all the while, and at the end nothing may be lost and nothing left over. An
 * input is eight bytes for the pieces, one for the server, one for the ending, one for the port, and
 * what is said.
 *
 * <p><b>Threading.</b> Any thread; each trial has its own connections.
 */
final class SocketTarget implements Target {

    private static final int HEADER_BYTES = 11;
    private static final int HEALTHY_EVERY = 50;
    private static final List<String> SERVERS = Topology.FIVE.servers();

    private final Leftovers before;
    private final LiveHerd herd;
    private final Leftovers atWork;
    private final RawClient healthy;
    private final long upsBefore;
    private String lastAnswer;
    private long reports;
    private long tried;

    /** Starts a herd. */
    SocketTarget() {
        try (LiveHerd first = LiveHerd.ofFive()) {
            warmUp(first); // what a program opens once, and keeps, is opened now
        }
        before = Leftovers.now();
        herd = LiveHerd.ofFive();
        warmUp(herd);
        healthy = herd.client("Hill");
        lastAnswer = report();
        upsBefore = ups();
        atWork = Leftovers.now();
    }

    @Override
    public String name() {
        return "sockets";
    }

    @Override
    public int headerBytes() {
        return HEADER_BYTES;
    }

    @Override
    public Trial trial() {
        return new SocketTrial();
    }

    @Override
    public Optional<String> finish() {
        try (herd;
                healthy) {
            lastAnswer = report();
            herd.awaitConverged();
            List<String> wrong = new ArrayList<>();
            for (String server : SERVERS) {
                look(server, wrong);
            }
            if (ups() != upsBefore) {
                wrong.add("links went down and up again: " + (ups() - upsBefore));
            }
            atWork.awaitNoMore().ifPresent(it -> wrong.add("while the herd runs: " + it));
            if (!wrong.isEmpty()) {
                return Optional.of(String.join("; ", wrong));
            }
        }
        return before.awaitNoMore().map(it -> "when the herd has stopped: " + it);
    }

    private void look(String server, List<String> wrong) {
        ServerSnapshot snapshot = herd.snapshot(server);
        if (!herd.ask(server, "healthy").equals(Optional.of(lastAnswer))) {
            wrong.add(server + " does not know the healthy client's last word");
        }
        if (snapshot.bugs() > 0) {
            wrong.add(server + " met " + snapshot.bugs() + " bugs:\n" + herd.server(server).log());
        }
        if (snapshot.auditRepairs() > 0 || snapshot.unreadableRecords() > 0) {
            wrong.add(server + " repaired or refused records: " + snapshot);
        }
    }

    private static void warmUp(LiveHerd herd) {
        herd.awaitLinks();
        try (RawClient client = herd.client("Hill")) {
            client.iamat("healthy", "+34-118", "1500000000");
        }
        herd.awaitConverged();
        for (String server : SERVERS) {
            try (RawClient client = herd.client(server)) {
                client.whatsat("healthy", "10", 1);
            }
        }
    }

    private long ups() {
        return SERVERS.stream()
                .flatMap(it -> herd.snapshot(it).neighbours().stream())
                .mapToLong(ServerSnapshot.Neighbour::ups)
                .sum();
    }

    /** The healthy client says something newer, and is answered; returns the answer. */
    private String report() {
        return healthy.iamat("healthy", "+34-118", String.valueOf(1_520_000_000L + ++reports));
    }

    /** Every so many connections the healthy client is heard. */
    private synchronized Optional<String> counted() {
        tried++;
        if (tried % HEALTHY_EVERY == 0) {
            lastAnswer = report();
            String tail = " healthy +34-118 " + (1_520_000_000L + reports);
            if (!lastAnswer.startsWith("AT Hill ") || !lastAnswer.endsWith(tail)) {
                return Optional.of("the healthy client was told: " + lastAnswer);
            }
        }
        return Optional.empty();
    }

    /** Connections one after the other. */
    private final class SocketTrial implements Trial {
        private final Dice pieces = new Dice();

        @Override
        public void draw(Dice dice, Draft draft) {
            boolean neighbour = dice.oneIn(3);
            draft.putLong(dice.bits())
                    .put(dice.below(SERVERS.size()))
                    .put(dice.pick(SocketEnding.LETTERS));
            draft.put(neighbour ? 'n' : 'c');
            StreamMaker streams = new StreamMaker(dice);
            if (neighbour) {
                streams.neighbour(draft);
            } else {
                streams.client(draft);
            }
        }

        @Override
        public Optional<String> check(byte[] input, Tally tally) {
            if (input.length < HEADER_BYTES) {
                return Optional.empty();
            }
            pieces.begin(Clocks.read(input), 0);
            String server = SERVERS.get((input[8] & 0xff) % SERVERS.size());
            boolean neighbour = input[10] == 'n';
            InetSocketAddress address = neighbour ? herd.peerAddress(server) : herd.address(server);
            SocketEnding ending = SocketEnding.of(input[9]);
            tally.add((neighbour ? "neighbour port, " : "client port, ") + ending.words());
            byte[] says = Arrays.copyOfRange(input, HEADER_BYTES, input.length);
            String text = new String(says, StandardCharsets.ISO_8859_1);
            long fromNanos = wallNanos();
            Optional<String> said;
            try (Socket socket = new Socket()) {
                said = ending.talk(socket, address, says, pieces);
            } catch (IOException e) {
                return Optional.of("no conversation with " + server + ": " + e);
            }
            Optional<String> wrong =
                    said.flatMap(
                            it ->
                                    neighbour
                                            ? LiveAnswers.judgeStranger(it)
                                            : LiveAnswers.judge(
                                                    server, text, it, fromNanos, wallNanos()));
            return wrong.isPresent() ? wrong : counted();
        }
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
