package herd.testkit;

import herd.testkit.proxy.Passage;
import herd.testkit.proxy.Proxies;
import herd.testkit.proxy.Tap;
import herd.testkit.proxy.Taps;
import herd.testkit.proxy.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What lies between the servers of a live herd, and between them and their clients: proxies, in which
 * all faults happen, and which see all that crosses.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LiveNetwork implements AutoCloseable {

    private static final String CLIENTS = "client";

    private final Topology topology;
    private final History history;
    private final LiveCrossings crossings = new LiveCrossings();
    private final Runnable happened;
    private final Proxies proxies;
    private final Map<Topology.Link, Wire> wires = new LinkedHashMap<>();
    private final Map<String, Passage> doors = new LinkedHashMap<>();

    /**
     * Lays the wires.
     *
     * @param history is told all that happens
     * @param happened is run whenever something has crossed
     */
    LiveNetwork(
            Topology topology,
            Map<String, LivePorts> ports,
            long seed,
            History history,
            Runnable happened) {
        this.topology = topology;
        this.history = history;
        this.happened = happened;
        proxies = new Proxies("live-herd-network", seed, new Watcher());
        for (Topology.Link link : topology.links()) {
            wires.put(
                    link,
                    proxies.wire(
                            link.one(),
                            ports.get(link.one()).peer().address(),
                            link.other(),
                            ports.get(link.other()).peer().address()));
        }
        ports.forEach(
                (name, it) ->
                        doors.put(name, proxies.passage(CLIENTS, name, it.client().address())));
    }

    /** Where clients find a server. */
    Passage door(String server) {
        return doors.get(server);
    }

    /** What lies between two neighbours. */
    Wire wire(String one, String other) {
        return wires.entrySet().stream()
                .filter(it -> it.getKey().joins(one, other))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> noLink(one, other));
    }

    /** Where a server finds a neighbour. */
    Passage passage(String server, String neighbour) {
        Wire wire = wire(server, neighbour);
        return wire.there().isFrom(server) ? wire.byOne() : wire.byOther();
    }

    /** Every way in to a server. */
    List<Passage> waysIn(String server) {
        List<Passage> ways = new ArrayList<>();
        ways.add(door(server));
        topology.neighbours(server).forEach(it -> ways.add(passage(it, server)));
        return ways;
    }

    /** Every way in to a server, and out of it. */
    List<Passage> waysInAndOut(String server) {
        List<Passage> ways = waysIn(server);
        topology.neighbours(server).forEach(it -> ways.add(passage(server, it)));
        return ways;
    }

    /** Whether what crosses a link arrives, if later. */
    boolean isPassable(String one, String other) {
        return wire(one, other).isPassable();
    }

    /** Whether a link is no more in dispute: dials that crossed leave two connections for a while. */
    boolean isSettled(String one, String other) {
        return wire(one, other).isSettled();
    }

    /** How long bytes are under way on the slowest link. */
    Duration mostDelay() {
        long nanos = 0;
        for (Wire wire : wires.values()) {
            nanos = Math.max(nanos, wire.there().mostDelayNanos());
            nanos = Math.max(nanos, wire.back().mostDelayNanos());
        }
        return Duration.ofNanos(nanos);
    }

    /** Whether everything sent so far has arrived, but for what a black hole holds. */
    boolean isQuiet() {
        return proxies.isQuiet();
    }

    LiveCrossings crossings() {
        return crossings;
    }

    void healAll() {
        wires.values().forEach(Wire::heal);
    }

    @Override
    public void close() {
        proxies.close();
    }

    private static IllegalArgumentException noLink(String one, String other) {
        return new IllegalArgumentException("no link between " + one + " and " + other);
    }

    /** Sees all, on the proxies' thread. */
    private final class Watcher implements Taps {

        @Override
        public Tap tap(String from, String to, long connection) {
            String name = from + "->" + to + " #" + connection;
            Predicate<String> isServer = topology.servers()::contains;
            boolean isLink = isServer.test(from) && isServer.test(to);
            Tap records = isLink ? crossings.tap(from, to) : (bytes, offset, length) -> {};
            return (bytes, offset, length) -> {
                history.note(name, bytes, offset, length);
                records.delivered(bytes, offset, length);
                happened.run();
            };
        }

        @Override
        public void happened(String what) {
            history.note(what);
            happened.run();
        }
    }
}
