package herd.testkit.proof;

import herd.testkit.Topology;
import herd.testkit.sim.Disagreement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What servers that live and are connected should hold: of each client the greatest that any of them
 * has stored, or answered, in the life that it lives; of those, at the cap, the greatest.
 */
final class Expected extends Observer {

    private final Topology topology;

    /** All that a life was told by clients and has answered, also what it did not store. */
    private final Map<Life, Map<String, ReferenceLine>> answered = new HashMap<>();

    Expected(Topology topology) {
        this.topology = topology;
    }

    @Override
    void answered(Life life, ReferenceLine line) {
        answered.computeIfAbsent(life, it -> new HashMap<>())
                .merge(line.id(), line, (a, b) -> life.order().compare(a, b) > 0 ? a : b);
    }

    /** Throws unless all groups of servers hold what they should. */
    void check(Watch watch) {
        Map<String, Life> living = new LinkedHashMap<>();
        for (String server : topology.servers()) {
            watch.living().stream()
                    .filter(it -> it.name().equals(server))
                    .forEach(it -> living.put(server, it));
        }
        for (List<Life> group : groups(living)) {
            Map<String, String> greatest = greatest(group);
            for (Life life : group) {
                requireHolds(life, greatest);
            }
        }
    }

    /** How many links lie between a server and each that it can reach over servers that live. */
    Map<String, Integer> distances(String from, java.util.Set<String> living) {
        Map<String, Integer> distances = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        distances.put(from, 0);
        while (!next.isEmpty()) {
            String server = next.remove();
            for (String neighbour : topology.neighbours(server)) {
                if (living.contains(neighbour) && !distances.containsKey(neighbour)) {
                    distances.put(neighbour, distances.get(server) + 1);
                    next.add(neighbour);
                }
            }
        }
        return distances;
    }

    private List<List<Life>> groups(Map<String, Life> living) {
        List<List<Life>> groups = new ArrayList<>();
        List<String> left = new ArrayList<>(living.keySet());
        while (!left.isEmpty()) {
            List<String> group = List.copyOf(distances(left.get(0), living.keySet()).keySet());
            groups.add(group.stream().map(living::get).toList());
            left.removeAll(group);
        }
        return groups;
    }

    private Map<String, String> greatest(List<Life> group) {
        ReferenceOrder order = group.get(0).order();
        Map<String, ReferenceLine> greatest = new HashMap<>();
        for (Life life : group) {
            for (Map<String, ReferenceLine> lines :
                    List.of(life.stored(), answered.getOrDefault(life, Map.of()))) {
                lines.forEach(
                        (id, line) ->
                                greatest.merge(
                                        id, line, (a, b) -> order.compare(a, b) > 0 ? a : b));
            }
        }
        Map<String, String> kept = new TreeMap<>();
        greatest.values().stream()
                .sorted(order.reversed())
                .limit(group.get(0).maxClients())
                .forEach(it -> kept.put(it.id(), it.text()));
        return kept;
    }

    private static void requireHolds(Life life, Map<String, String> greatest) {
        Map<String, String> held = Disagreement.records(life.server().engine());
        if (held.equals(greatest)) {
            return;
        }
        for (Map.Entry<String, String> one : greatest.entrySet()) {
            String holds = held.getOrDefault(one.getKey(), "nothing");
            if (!holds.equals(one.getValue())) {
                throw new Violation(
                        "convergence", life + " holds " + holds + ", not " + one.getValue());
            }
        }
        held.keySet().removeAll(greatest.keySet());
        throw new Violation("convergence", life + " holds what none should: " + held.values());
    }
}
