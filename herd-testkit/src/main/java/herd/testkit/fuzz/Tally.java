package herd.testkit.fuzz;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many inputs there were of each kind.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Tally {

    private final Map<String, long[]> counts = new HashMap<>();

    void add(String kind) {
        counts.computeIfAbsent(kind, it -> new long[1])[0]++;
    }

    void addAll(Tally other) {
        other.counts.forEach(
                (kind, count) -> counts.computeIfAbsent(kind, it -> new long[1])[0] += count[0]);
    }

    long of(String kind) {
        return counts.getOrDefault(kind, new long[1])[0];
    }

    /** A table, a kind a line. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        new TreeMap<>(counts)
                .forEach(
                        (kind, count) ->
                                table.append("  ")
                                        .append(kind)
                                        .append(" ".repeat(Math.max(1, 44 - kind.length())))
                                        .append(count[0])
                                        .append('\n'));
        return table.toString();
    }
}
