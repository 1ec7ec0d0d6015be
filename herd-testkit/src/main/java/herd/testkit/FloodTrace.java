package herd.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The way of one update through a herd: each crossing of a link, in order of time.
 *
 * <p><b>Threading.</b> Immutable.
 */
final class FloodTrace implements FloodCheck {

    /**
     * The update crossed a link.
     *
     * @param arrived when it arrived, on the herd's clock
     */
    record Crossing(Duration arrived, String from, String to) {
        @Override
        public String toString() {
            return "  " + arrived + " from " + from + " to " + to;
        }
    }

    private final String line;
    private final String origin;
    private final List<String> wanted;
    private final List<Crossing> crossings;

    /**
     * Makes a trace.
     *
     * @param line the AT line
     * @param origin the server that took it from a client
     * @param wanted the servers that must have got it
     * @param crossings in order of time
     */
    FloodTrace(String line, String origin, List<String> wanted, List<Crossing> crossings) {
        this.line = line;
        this.origin = origin;
        this.wanted = List.copyOf(wanted);
        this.crossings = List.copyOf(crossings);
    }

    @Override
    public FloodCheck messages(int atLeast, int atMost) {
        if (atLeast < 0 || atMost < atLeast) {
            throw new IllegalArgumentException("no range: " + atLeast + " to " + atMost);
        }
        if (crossings.size() < atLeast || crossings.size() > atMost) {
            throw wrong(crossings.size() + " messages instead of " + atLeast + " to " + atMost);
        }
        return this;
    }

    @Override
    public FloodCheck withinHops(int hops) {
        if (hops < 0) {
            throw new IllegalArgumentException("hops are never fewer than none: " + hops);
        }
        Map<String, Integer> depths = depths();
        for (String server : wanted) {
            Integer depth = depths.get(server);
            if (depth == null) {
                throw wrong(server + " did not get it");
            }
            if (depth > hops) {
                throw wrong(server + " got it over " + depth + " links, not " + hops);
            }
        }
        return this;
    }

    /** How many links lie between the origin and each server, on the way by which it came first. */
    private Map<String, Integer> depths() {
        Map<String, Integer> depths = new LinkedHashMap<>();
        depths.put(origin, 0);
        for (Crossing it : crossings) {
            Integer before = depths.get(it.from());
            if (before != null) {
                depths.putIfAbsent(it.to(), before + 1);
            }
        }
        return depths;
    }

    private AssertionError wrong(String what) {
        StringBuilder text = new StringBuilder(what).append(", of \"").append(line).append('"');
        crossings.forEach(it -> text.append('\n').append(it));
        return new AssertionError(text.toString());
    }
}
