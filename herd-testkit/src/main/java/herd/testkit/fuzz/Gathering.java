package herd.testkit.fuzz;

import herd.engine.EngineCounters;
import herd.link.LinkStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One server, a healthy neighbour and a healthy client, and some who are neither. What each of them is
 * told is compared with the reference after every turn, and at the end what the server knows.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Gathering {

    static final int HEADER_BYTES = 9;

    /** Begins a connection, followed by its kind, its ending, and what it says. */
    static final char CONNECTION = 2;

    private static final String HEALTHY_ID = "\0healthy";
    private static final int MOST_STEPS = 100_000;
    private static final int LONGEST_STEP_NANOS = 20_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long USUAL_WALL_NANOS = 1_520_023_934L * SECOND;
    private static final int WAIT_NANOS = 50_000_000;

    /** For dials: a second in all, after which no link is taken for dead, and no dial either. */
    private static final int MOST_WAITS = 20;

    private static final int TIGHT_BYTES = 500;
    private static final int TIGHT_ANSWERS = 4;

    private final Dice dice = new Dice();
    private final boolean tight;
    private final Surroundings server;
    private final ReferenceServer reference;
    private final Deque<String> todo = new ArrayDeque<>();
    private final List<Connection> connections = new ArrayList<>();
    private final NeighbourPort port;
    private final int longestLine;
    private final long mostKept;
    private int waits;

    /** Gathers those who are in an input; proofs are made with the secret of these surroundings. */
    Gathering(byte[] input, ServerMaker maker, Proofs proofs) {
        int flags = input[HEADER_BYTES - 1];
        tight = (flags & 1) != 0;
        boolean placesFail = (flags & 2) != 0;
        longestLine = (flags & 4) != 0 ? 40 : 300;
        dice.begin(Clocks.read(input), 0);
        int waitingBytes = tight ? TIGHT_BYTES : 1 << 18;
        int waitingAnswers = tight ? TIGHT_ANSWERS : 1024;
        server =
                new Surroundings(
                        maker,
                        dice,
                        longestLine,
                        waitingBytes,
                        waitingAnswers,
                        placesFail,
                        (flags & 8) != 0 ? dice.below(1000) : USUAL_WALL_NANOS);
        String places = placesFail ? Surroundings.NO_PLACES : Surroundings.PLACES;
        reference = new ReferenceServer(longestLine, places);
        port = new NeighbourPort(server, reference, proofs, longestLine);
        int longestAnswer = longestLine + 256 + places.length();
        mostKept = waitingBytes + longestAnswer * (2L + (tight ? TIGHT_ANSWERS : 0));
        String all =
                new String(
                        input,
                        HEADER_BYTES,
                        input.length - HEADER_BYTES,
                        StandardCharsets.ISO_8859_1);
        for (String each : all.split(String.valueOf(CONNECTION))) {
            if (each.length() > 1 && (!tight || todo.isEmpty() && each.charAt(0) == 'c')) {
                todo.add(each);
            }
        }
    }

    /** Lets it all happen; says what is wrong, if anything is. */
    Optional<String> run(Tally tally) {
        try {
            server.turn(server.engine()::start);
            Connection link = healthyLink();
            Connection client = client("", 'o');
            client.say("IAMAT " + HEALTHY_ID + " +1-1 1520023934\n");
            mingle();
            comeToRest();
            client.say("WHATSAT " + HEALTHY_ID + " 1 1\n");
            comeToRest();
            compareRecords(((ReferenceNeighbour) link.reference()).records());
            growOld(link);
        } catch (Wrong wrong) {
            return Optional.of(wrong.getMessage());
        }
        connections.forEach(it -> tally.add(it.reference().kind()));
        return Optional.empty();
    }

    private Connection healthyLink() throws Wrong {
        Connection link = neighbour("\u0001H\n\u0001P\n", 'o', Surroundings.HEALTHY);
        while (!link.isDone()) {
            link.goOn(dice);
            look(link);
        }
        require(
                isUp(server.engine().counters(), Surroundings.HEALTHY),
                "the healthy link did not come up");
        return link;
    }

    /** Everybody says what there is to say, in any order and in any pieces. */
    private void mingle() throws Wrong {
        List<Connection> ready = new ArrayList<>();
        for (int step = 0; busy(ready) > 0 || !todo.isEmpty(); step++) {
            require(step < MOST_STEPS, "nothing goes on any more");
            server.pass(dice.below(LONGEST_STEP_NANOS));
            if (!todo.isEmpty() && (ready.isEmpty() || dice.oneIn(4))) {
                open(todo.removeFirst());
            } else if (!ready.isEmpty()) {
                ready.get(dice.below(ready.size())).goOn(dice);
            }
            if (server.hasLookUps() && dice.oneIn(3)) {
                server.answerLookUp();
            }
            for (Connection each : connections) {
                if (!tight || dice.oneIn(3)) {
                    look(each);
                }
                hold(each.hoard(mostKept));
            }
        }
    }

    /** How many have more to say; those that can say it now are collected. */
    private int busy(List<Connection> ready) {
        ready.clear();
        int busy = 0;
        for (Connection each : connections) {
            busy += each.isDone() ? 0 : 1;
            if (each.isReady()) {
                ready.add(each);
            }
        }
        return busy;
    }

    /** All look-ups come back, and the network takes all that waits. */
    private void comeToRest() throws Wrong {
        for (int step = 0; step < 3; step++) {
            while (server.hasLookUps()) {
                server.answerLookUp();
            }
            for (Connection each : connections) {
                look(each);
            }
        }
        for (Connection each : connections) {
            hold(each.isGone() ? Optional.empty() : each.reference().missing());
        }
    }

    private void look(Connection it) throws Wrong {
        hold(it.take());
        hold(it.disagreement());
        it.leave();
    }

    private void open(String connection) throws Wrong {
        char kind = connection.charAt(0);
        char ending = connection.charAt(1);
        String says = connection.substring(2);
        if (kind == 'n') {
            neighbour(says, ending, Surroundings.FUZZED);
            if (port.isCrowded()) {
                int unproven = server.engine().counters().strangers();
                require(unproven <= NeighbourPort.MAX_STRANGERS, unproven + " strangers");
            }
        } else if (kind == 'd') {
            answerDial(says, ending);
        } else {
            client(says, ending);
        }
    }

    private Connection client(String says, char ending) {
        Connection client =
                new Connection(
                        server,
                        Script.of(says),
                        new ReferenceSession(reference),
                        ending,
                        server::clientConnected);
        connections.add(client);
        return client;
    }

    private Connection neighbour(String says, char ending, String name) {
        Connection link = port.dials(says, ending, name);
        connections.add(link);
        return link;
    }

    /** Lets the server dial, if it will, and meet somebody, or nobody if there is nothing to say. */
    private void answerDial(String says, char ending) {
        while (!server.isDialling() && port.isWanted() && waits < MOST_WAITS) {
            waits++;
            server.pass(WAIT_NANOS);
        }
        if (server.isDialling() && says.isEmpty()) {
            server.dialIsRefused();
        } else if (server.isDialling()) {
            connections.add(port.answers(says, ending));
        }
    }

    private void compareRecords(List<String> passedOn) throws Wrong {
        Map<String, String> atTheNeighbour = new HashMap<>();
        for (String line : passedOn) {
            atTheNeighbour.put(Reference.words(line)[3], line);
        }
        for (Reference.At record : reference.records().values()) {
            byte[] id = record.id().getBytes(StandardCharsets.ISO_8859_1);
            String held =
                    server.engine()
                            .find(id)
                            .map(it -> new String(it, StandardCharsets.ISO_8859_1))
                            .orElse("nothing");
            require(record.line(), held, "held");
            require(
                    record.line(),
                    atTheNeighbour.getOrDefault(record.id(), "nothing"),
                    "passed on");
        }
        require(reference.records().size(), server.engine().flood().count(), "records held");
        require(reference.records().size(), atTheNeighbour.size(), "records passed on");
        EngineCounters counters = server.engine().counters();
        require(reference.iamats(), counters.iamats(), "IAMATs counted");
        require(reference.nonsense(), counters.nonsense(), "nonsense counted");
    }

    /** Six seconds later nobody is left at the neighbour port but who is alive. */
    private void growOld(Connection healthy) throws Wrong {
        for (int time = 0; time < 2; time++) {
            healthy.say("PING 0 " + Proofs.check("PING 0") + '\n');
            server.pass(3 * SECOND); // who is silent for half a second more is taken for dead
            for (Connection each : connections) {
                hold(each.take()); // nobody is to be closed for not reading
            }
        }
        EngineCounters counters = server.engine().counters();
        require(0, counters.strangers(), "strangers left");
        require(isUp(counters, Surroundings.HEALTHY), "the healthy link is down");
        require(!isUp(counters, Surroundings.FUZZED), "a silent link is up");
        for (Connection each : connections) {
            boolean old = each != healthy && each.reference() instanceof ReferenceNeighbour;
            require(!old || each.isLeft(), "silent, and not closed");
        }
    }

    private static boolean isUp(EngineCounters counters, String neighbour) {
        return counters.links().stream()
                .map(EngineCounters.Neighbour::link)
                .anyMatch(
                        it ->
                                it.neighbour().equals(neighbour)
                                        && it.state() == LinkStatus.State.UP);
    }

    private static void hold(Optional<String> wrong) throws Wrong {
        if (wrong.isPresent()) {
            throw new Wrong(wrong.get());
        }
    }

    private static void require(boolean right, String what) throws Wrong {
        if (!right) {
            throw new Wrong(what);
        }
    }

    private static void require(String expected, String actual, String what) throws Wrong {
        if (!expected.equals(actual)) {
            throw new Wrong(what + ": " + Difference.of(expected, actual));
        }
    }

    private static void require(long expected, long actual, String what) throws Wrong {
        if (expected != actual) {
            throw new Wrong(what + ": " + actual + " and not " + expected);
        }
    }
}
