package herd.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * How far servers are from each other, in links, over those links and servers that are of use.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class Distances {

    private final Map<String, Map<String, Integer>> hops = new HashMap<>();
    private final List<String> servers;

    /** The distances in a herd with which nothing is wrong. */
    public static Distances in(Topology topology) {
        return in(topology, server -> true, (one, other) -> true);
    }

    /**
     * The distances in what is left of a herd.
     *
     * @param runs whether a server does
     * @param works whether the link between two servers does, asked in one order or the other
     */
    public static Distances in(
            Topology topology, Predicate<String> runs, BiPredicate<String, String> works) {
        return new Distances(topology, runs, works);
    }

    private Distances(
            Topology topology, Predicate<String> runs, BiPredicate<String, String> works) {
        servers = topology.servers().stream().filter(runs).toList();
        Map<String, List<String>> usable = new HashMap<>();
        topology.neighbourLists()
                .forEach(
                        (server, neighbours) ->
                                usable.put(
                                        server,
                                        neighbours.stream()
                                                .filter(it -> runs.test(it))
                                                .filter(it -> works.test(server, it))
                                                .toList()));
        servers.forEach(server -> hops.put(server, from(server, usable)));
    }

    /** The servers that there is a way to, itself among them, nearest first. */
    public List<String> connectedWith(String server) {
        return List.copyOf(from(server).keySet());
    }

    /**
     * How many links are on the shortest way.
     *
     * @throws IllegalArgumentException if there is none
     */
    public int between(String one, String other) {
        Integer distance = from(one).get(other);
        if (distance == null) {
            throw new IllegalArgumentException("no way from " + one + " to " + other);
        }
        return distance;
    }

    /** How far the farthest server is that there is a way to. */
    public int eccentricity(String server) {
        return from(server).values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The greatest eccentricity; 0 of a herd of which nothing is left. */
    public int diameter() {
        return servers.stream().mapToInt(this::eccentricity).max().orElse(0);
    }

    /** Whether there is a way from each to each. */
    public boolean isConnected() {
        return servers.isEmpty() || from(servers.get(0)).size() == servers.size();
    }

    private Map<String, Integer> from(String server) {
        Map<String, Integer> its = hops.get(server);
        if (its == null) {
            throw new IllegalArgumentException(
                    "no server " + server + " among those that run: " + servers);
        }
        return its;
    }

    private static Map<String, Integer> from(String server, Map<String, List<String>> usable) {
        Map<String, Integer> distances = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>();
        distances.put(server, 0);
        next.add(server);
        while (!next.isEmpty()) {
            String here = next.remove();
            for (String neighbour : usable.get(here)) {
                if (distances.putIfAbsent(neighbour, distances.get(here) + 1) == null) {
                    next.add(neighbour);
                }
            }
        }
        return distances;
    }
}
