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
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connections to a live herd on real sockets: they half-close, break off, close, or never read. Those
 * to the neighbour port know the secret, or do not. A healthy client goes on all the while, and at the
 * end nothing may be lost and nothing left over. An input is eight bytes for the pieces, one for the
 * server, one for the ending, one for who comes ({@code c}, {@code n} or {@code g}, which knows the
 * secret), and what is said.
 *
 * <p><b>Threading.</b> Any thread; each trial has its own connections.
 */
final class SocketTarget implements Target {

    private static final int HEADER_BYTES = 11;
    private static final String[] PORTS = {"c", "c", "c", "n", "g"};
    private static final SocketEnding.Greeting NOTHING_FIRST = socket -> {};
    private static final int HEALTHY_EVERY = 50;
    private static final List<String> SERVERS = Topology.FIVE.servers();

    /** The five, and one that never runs, in whose name neighbours come. */
    private static final Topology SHAPE = withGhost();

    private final Leftovers before;
    private final LiveHerd herd;
    private final Leftovers atWork;
    private final RawClient healthy;
    private final long upsBefore;
    private String lastAnswer = "";

    /** How many lines neighbours have said that may make no sense: counted by all threads. */
    private final AtomicLong saidByGhosts = new AtomicLong();

    /** How many neighbours have come, on all threads. */
    private final AtomicLong ghosts = new AtomicLong();

    /** One for each server: one neighbour at a time comes to it. */
    private final List<Object> doors = SERVERS.stream().map(it -> new Object()).toList();

    private long reports;
    private long tried;

    /** Starts a herd. */
    SocketTarget() {
        try (LiveHerd first = start()) {
            warmUp(first); // what a program opens once, and keeps, is opened now
        }
        before = Leftovers.now();
        herd = start();
        warmUp(herd);
        healthy = herd.client("Hill");
        report();
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
            report();
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

    private static Topology withGhost() {
        List<Topology.Link> links = new ArrayList<>(Topology.FIVE.links());
        List<String> servers = new ArrayList<>(SERVERS);
        servers.add(LiveNeighbour.NAME);
        SERVERS.forEach(it -> links.add(new Topology.Link(it, LiveNeighbour.NAME)));
        return new Topology(servers, links);
    }

    private static LiveHerd start() {
        LiveHerd herd =
                LiveHerd.builder()
                        .topology(SHAPE)
                        .with(it -> it.peerSecret(LiveNeighbour.secret()))
                        .stopped();
        SERVERS.forEach(it -> herd.server(it).start());
        return herd;
    }

    private void look(String server, List<String> wrong) {
        ServerSnapshot snapshot = herd.snapshot(server);
        if (!herd.ask(server, "healthy").equals(Optional.of(lastAnswer()))) {
            wrong.add(server + " does not know the healthy client's last word");
        }
        if (snapshot.bugs() > 0) {
            wrong.add(server + " met " + snapshot.bugs() + " bugs:\n" + herd.server(server).log());
        }
        if (snapshot.auditRepairs() > 0 || snapshot.unreadableRecords() > saidByGhosts.get()) {
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
                .filter(it -> !it.name().equals(LiveNeighbour.NAME))
                .mapToLong(ServerSnapshot.Neighbour::ups)
                .sum();
    }

    /** The healthy client says something newer, and is answered. */
    private synchronized void report() {
        reports++;
        lastAnswer = healthy.iamat("healthy", "+34-118", String.valueOf(1_520_000_000L + reports));
    }

    private synchronized String lastAnswer() {
        return lastAnswer;
    }

    /** Every so many connections the healthy client is heard. */
    private synchronized Optional<String> counted() {
        tried++;
        if (tried % HEALTHY_EVERY == 0) {
            report();
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
            int port = dice.pick(PORTS).charAt(0);
            draft.putLong(dice.bits())
                    .put(dice.below(SERVERS.size()))
                    .put(dice.pick(SocketEnding.LETTERS))
                    .put(port);
            StreamMaker streams = new StreamMaker(dice);
            switch (port) {
                case 'n' -> streams.neighbour(draft);
                case 'g' -> streams.link(draft);
                default -> streams.client(draft);
            }
        }

        @Override
        public Optional<String> check(byte[] input, Tally tally) {
            if (input.length < HEADER_BYTES) {
                return Optional.empty();
            }
            pieces.begin(Clocks.read(input), 0);
            String server = SERVERS.get((input[8] & 0xff) % SERVERS.size());
            SocketEnding ending = SocketEnding.of(input[9]);
            byte[] bytes = Arrays.copyOfRange(input, HEADER_BYTES, input.length);
            String says = new String(bytes, StandardCharsets.ISO_8859_1);
            Optional<String> wrong;
            try {
                wrong =
                        switch (input[10]) {
                            case 'n' -> stranger(server, ending, bytes, tally);
                            case 'g' -> neighbour(server, ending, says, tally);
                            default -> client(server, ending, says, tally);
                        };
            } catch (IOException e) {
                return Optional.of("no conversation with " + server + ": " + e);
            }
            return wrong.isPresent() ? wrong : counted();
        }

        private Optional<String> client(
                String server, SocketEnding ending, String says, Tally tally) throws IOException {
            tally.add("client port, " + ending.words());
            long fromNanos = wallNanos();
            byte[] bytes = says.getBytes(StandardCharsets.ISO_8859_1);
            return talk(ending, herd.address(server), NOTHING_FIRST, bytes)
                    .flatMap(it -> LiveAnswers.judge(server, says, it, fromNanos, wallNanos()));
        }

        private Optional<String> stranger(
                String server, SocketEnding ending, byte[] says, Tally tally) throws IOException {
            tally.add("neighbour port, " + ending.words());
            return talk(ending, herd.peerAddress(server), NOTHING_FIRST, says)
                    .flatMap(LiveAnswers::judgeStranger);
        }

        private Optional<String> neighbour(
                String server, SocketEnding ending, String script, Tally tally) throws IOException {
            tally.add("neighbour, " + ending.words());
            String says = MarkedScript.all(script);
            saidByGhosts.addAndGet(says.chars().filter(it -> it == '\n').count());
            LiveNeighbour neighbour = new LiveNeighbour(server, ghosts.incrementAndGet());
            byte[] bytes = says.getBytes(StandardCharsets.ISO_8859_1);
            // Of two that come at once, the second takes the place of the first, perhaps before
            // the first is answered.
            synchronized (doors.get(SERVERS.indexOf(server))) {
                return talk(ending, herd.peerAddress(server), neighbour, bytes)
                        .flatMap(LiveNeighbour::judge);
            }
        }

        private Optional<String> talk(
                SocketEnding ending,
                InetSocketAddress address,
                SocketEnding.Greeting greeting,
                byte[] says)
                throws IOException {
            try (Socket socket = new Socket()) {
                return ending.talk(socket, address, greeting, says, pieces);
            }
        }
    }

    static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
