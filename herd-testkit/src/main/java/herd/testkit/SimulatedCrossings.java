package herd.testkit;

import herd.link.LinkEvent;
import herd.testkit.sim.SimulatedServer;
import herd.testkit.sim.Witness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Sees records cross the links of a simulated herd, and remembers the latest of these crossings. The
 * lines are looked at only when somebody asks.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class SimulatedCrossings implements Witness {

    /** As many as a hundred servers need for some hundred updates; some hundred bytes each. */
    private static final int MOST = 100_000;

    private record Arrival(long nanos, SimulatedServer at, int neighbour, byte[] line) {}

    private final Deque<Arrival> arrived = new ArrayDeque<>();
    private long changes;
    private boolean hasForgotten;

    /** How often records, links or lives have changed: who waits need not look in between. */
    long changes() {
        return changes;
    }

    /**
     * Where a line crossed a link, in order of time, and that it arrived.
     *
     * @throws IllegalStateException if so much crossed since that this is not remembered
     */
    List<Crossing> of(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        List<Crossing> found = new ArrayList<>();
        for (Arrival it : arrived) {
            if (Arrays.equals(it.line, bytes)) {
                String from = it.at.neighbours().get(it.neighbour);
                found.add(new Crossing(it.nanos, from, it.at.name(), line));
            }
        }
        String origin = line.split(" ", 3)[1];
        if (hasForgotten && found.stream().noneMatch(it -> it.from().equals(origin))) {
            throw new IllegalStateException(
                    "too much has crossed since to say how this did; check sooner: " + line);
        }
        return found;
    }

    @Override
    public void began(SimulatedServer server) {
        changes++;
    }

    @Override
    public void ended(SimulatedServer server) {
        changes++;
    }

    @Override
    public void stored(SimulatedServer server, byte[] line, int offset, int length) {
        changes++;
    }

    @Override
    public void linkChanged(SimulatedServer server, LinkEvent event) {
        changes++;
    }

    @Override
    public void recordIn(
            SimulatedServer server, int neighbour, byte[] line, int offset, int length) {
        if (arrived.size() == MOST) {
            arrived.removeFirst();
            hasForgotten = true;
        }
        arrived.addLast(
                new Arrival(
                        server.nowNanos(),
                        server,
                        neighbour,
                        Arrays.copyOfRange(line, offset, offset + length)));
    }
}
