package herd.testkit;

import herd.node.HerdServer;
import herd.node.ServerSnapshot;
import herd.node.ServerSnapshot.LinkState;
import herd.protocol.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;

/**
 * What the running servers of a herd believed when they were asked, one after the other: which record
 * each holds of each client, and which of its links are up.
 */
final class Beliefs {

    private static final int MAX_SHOWN = 10;
    private static final String NOTHING = "nothing";

    private final Topology topology;

    /** By client, then by server: an AT line, or that there is none. */
    private final Map<String, Map<String, String>> records = new TreeMap<>();

    private final Map<String, ServerSnapshot> snapshots = new LinkedHashMap<>();

    private final BiPredicate<String, String> isPassable;

    private Beliefs(Topology topology, BiPredicate<String, String> isPassable) {
        this.topology = topology;
        this.isPassable = isPassable;
    }

    /**
     * Asks.
     *
     * @param isPassable whether what two neighbours say to each other arrives; the faults of a link that
     *     is not are none of the servers'
     * @param clients of whom to ask; whether servers agree can be said without
     */
    static Beliefs ask(
            Topology topology,
            BiPredicate<String, String> isPassable,
            Map<String, HerdServer> running,
            Collection<String> clients) {
        Beliefs beliefs = new Beliefs(topology, isPassable);
        Map<String, CompletableFuture<ServerSnapshot>> snapshots = new LinkedHashMap<>();
        Map<String, Map<String, CompletableFuture<Optional<Report>>>> records = new TreeMap<>();
        running.forEach((name, server) -> snapshots.put(name, server.snapshot()));
        for (String client : clients) {
            byte[] id = client.getBytes(StandardCharsets.ISO_8859_1);
            Map<String, CompletableFuture<Optional<Report>>> held = new LinkedHashMap<>();
            running.forEach((name, server) -> held.put(name, server.find(id)));
            records.put(client, held);
        }
        snapshots.forEach((name, it) -> beliefs.snapshots.put(name, Answered.of(it)));
        records.forEach((client, held) -> beliefs.records.put(client, lines(held)));
        return beliefs;
    }

    /** Whether servers that are connected hold the same: as many records, with the same sum. */
    boolean agree() {
        return snapshots.keySet().stream()
                .allMatch(
                        server ->
                                connectedWith(server).stream()
                                                .map(snapshots::get)
                                                .map(it -> List.of(it.records(), it.recordSum()))
                                                .distinct()
                                                .count()
                                        == 1);
    }

    /** Whether no server has anything to send that it has not sent. */
    boolean areAtRest() {
        return snapshots.values().stream()
                .flatMap(it -> it.neighbours().stream())
                .filter(it -> it.state() == LinkState.UP)
                .allMatch(it -> it.lag() == 0 && it.waitingBytes() == 0);
    }

    /**
     * Whether every link between two servers that run, and that can be up, is up at both ends.
     *
     * @param isSettled whether no other connection may take the place of the one that is up
     */
    boolean areLinked(BiPredicate<String, String> isSettled) {
        return topology.links().stream()
                .filter(it -> runs(it.one()) && runs(it.other()))
                .filter(it -> isPassable.test(it.one(), it.other()))
                .allMatch(
                        it ->
                                areLinked(it.one(), it.other())
                                        && isSettled.test(it.one(), it.other()));
    }

    /** Whether both run and say that there is a link between them. */
    boolean areLinked(String one, String other) {
        return saysLinked(one, other) && saysLinked(other, one);
    }

    /** In what they differ, and their links. */
    String describe() {
        StringBuilder text = new StringBuilder();
        Map<String, Map<String, String>> differing = differing();
        text.append(records.size()).append(" clients, ");
        text.append(differing.size()).append(" of them disputed\n");
        differing.entrySet().stream()
                .limit(MAX_SHOWN)
                .forEach(
                        client -> {
                            text.append("  ").append(client.getKey()).append('\n');
                            client.getValue()
                                    .forEach(
                                            (server, line) ->
                                                    text.append("    at ")
                                                            .append(server)
                                                            .append(": ")
                                                            .append(line)
                                                            .append('\n'));
                        });
        snapshots.values().forEach(it -> describe(it, text));
        return text.toString();
    }

    private static void describe(ServerSnapshot server, StringBuilder text) {
        text.append("  ").append(server.server()).append(": ").append(server.records());
        text.append(" records");
        for (ServerSnapshot.Neighbour it : server.neighbours()) {
            text.append(", ").append(it.name()).append(' ').append(it.state());
            text.append(" for ").append(it.since().toMillis()).append(" ms");
            text.append(it.lastTrouble().map(why -> " (last: " + why + ")").orElse(""));
        }
        text.append('\n');
    }

    private Map<String, Map<String, String>> differing() {
        Map<String, Map<String, String>> differing = new TreeMap<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String server : snapshots.keySet()) {
            if (seen.contains(server)) {
                continue;
            }
            Set<String> connected = connectedWith(server);
            seen.addAll(connected);
            records.forEach(
                    (client, held) -> {
                        Set<String> lines = new LinkedHashSet<>();
                        connected.forEach(it -> lines.add(held.get(it)));
                        if (lines.size() > 1) {
                            differing.put(client, held);
                        }
                    });
        }
        return differing;
    }

    private Set<String> connectedWith(String server) {
        Set<String> connected = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>();
        next.add(server);
        while (!next.isEmpty()) {
            String name = next.remove();
            if (runs(name) && connected.add(name)) {
                topology.neighbours(name).stream()
                        .filter(it -> isPassable.test(name, it))
                        .forEach(next::add);
            }
        }
        return connected;
    }

    private boolean runs(String server) {
        return snapshots.containsKey(server);
    }

    private boolean saysLinked(String server, String neighbour) {
        return runs(server)
                && snapshots.get(server).neighbours().stream()
                        .anyMatch(it -> it.name().equals(neighbour) && it.state() == LinkState.UP);
    }

    private static Map<String, String> lines(
            Map<String, CompletableFuture<Optional<Report>>> held) {
        Map<String, String> lines = new LinkedHashMap<>();
        held.forEach(
                (server, it) ->
                        lines.put(server, Answered.of(it).map(Report::toString).orElse(NOTHING)));
        return lines;
    }
}
