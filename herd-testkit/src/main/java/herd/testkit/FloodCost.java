package herd.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one record cost a herd, from the crossings of its links. */
final class FloodCost implements FloodCheck {

    private final String line;
    private final List<String> servers;
    private final List<Crossing> crossings;

    /**
     * Looks at one record.
     *
     * @param line its AT line
     * @param servers those that should have it
     * @param crossings every time that it crossed a link, in order
     */
    FloodCost(String line, List<String> servers, List<Crossing> crossings) {
        this.line = line;
        this.servers = servers;
        this.crossings = crossings;
    }

    @Override
    public FloodCheck messages(int atLeast, int atMost) {
        if (atLeast < 0 || atMost < atLeast) {
            throw new IllegalArgumentException(
                    "no number of messages is between " + atLeast + " and " + atMost);
        }
        if (crossings.size() < atLeast || crossings.size() > atMost) {
            throw new AssertionError(
                    "crossed a link "
                            + crossings.size()
                            + " times, not "
                            + atLeast
                            + " to "
                            + atMost
                            + describe());
        }
        return this;
    }

    @Override
    public FloodCheck withinHops(int hops) {
        if (hops < 0) {
            throw new IllegalArgumentException("a number of links is not negative: " + hops);
        }
        Map<String, Integer> ways = ways();
        for (String server : servers) {
            Integer way = ways.get(server);
            if (way == null) {
                throw new AssertionError("did not come to " + server + describe());
            }
            if (way > hops) {
                throw new AssertionError(
                        "came to " + server + " over " + way + " links, not " + hops + describe());
            }
        }
        return this;
    }

    /** By server, over how many links the record came to it first. */
    private Map<String, Integer> ways() {
        Map<String, Integer> ways = new LinkedHashMap<>();
        ways.put(line.split(" ", 3)[1], 0);
        for (Crossing crossing : crossings) {
            Integer before = ways.get(crossing.from());
            if (before != null) {
                ways.putIfAbsent(crossing.to(), before + 1);
            }
        }
        return ways;
    }

    private String describe() {
        StringBuilder text = new StringBuilder(": ").append(line).append('\n');
        for (Crossing it : crossings) {
            long micros = (it.nanos() - crossings.get(0).nanos()) / 1_000;
            text.append("  ").append(it.from()).append(" -> ").append(it.to());
            text.append(" after ").append(micros).append(" us\n");
        }
        return text.toString();
    }
}
