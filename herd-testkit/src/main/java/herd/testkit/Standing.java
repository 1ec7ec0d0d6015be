package herd.testkit;

import herd.engine.Engine;
import herd.engine.EngineCounters;
import herd.testkit.sim.Disagreement;
import herd.testkit.sim.SimulatedCable;
import herd.testkit.sim.SimulatedNetwork;
import herd.testkit.sim.SimulatedServer;
import herd.testkit.sim.SimulatedWire;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How things stand in a simulated herd, and how they must stand by when. Connected are servers that run
 * and are not paused, over links that no fault cuts, blocks, or keeps from being dialled.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class Standing {

    private static final long NANOS_A_SECOND = 1_000_000_000;

    /** For the pieces that a line may be read in, each an event of its own. */
    private static final Duration GRAIN = Duration.ofMillis(1);

    /** What a handshake and a record take on a slow link, more or less. */
    private static final long SLOW_BYTES = 2 * 1024;

    private final Topology topology;
    private final SimulatedNetwork network;

    Standing(Topology topology, SimulatedNetwork network) {
        this.topology = topology;
        this.network = network;
    }

    /** The servers that one is connected with, itself among them. */
    List<String> connectedWith(String server) {
        return distances().connectedWith(server);
    }

    boolean areLinked() {
        return topology.links().stream()
                .filter(it -> works(it.one(), it.other()))
                .filter(it -> isAwake(it.one()) && isAwake(it.other()))
                .allMatch(it -> areLinkedForGood(it.one(), it.other()));
    }

    /** Whether servers that are connected hold the same. */
    boolean agree() {
        Distances distances = distances();
        Set<String> seen = new LinkedHashSet<>();
        for (String server : awake()) {
            if (seen.add(server)) {
                List<String> connected = distances.connectedWith(server);
                seen.addAll(connected);
                if (!connected.stream().allMatch(other -> agree(server, other))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Dials that crossed leave two connections, of which the second may still replace the first. */
    private boolean areLinkedForGood(String one, String other) {
        return network.areLinked(one, other) && network.cable(one, other).isSettled();
    }

    /** Whether a server holds what its neighbours do that it is connected with. */
    boolean isCaughtUp(String server) {
        return network.neighbours(server).stream()
                .filter(it -> isAwake(it) && works(server, it))
                .allMatch(
                        it ->
                                network.areLinked(server, it)
                                        && (!network.syncs() || agree(server, it)));
    }

    /** When all links must be up. */
    long linksDueNanos() {
        Duration after = FloodTimes.toLinkUp(hop());
        return Math.max(nowNanos(), network.lastTroubleNanos()) + after.toNanos();
    }

    /** When servers that are connected must hold the same. */
    long agreementDueNanos() {
        int diameter = distances().diameter();
        long healthy = nowNanos() + FloodTimes.toReachAll(diameter, hop()).toNanos();
        Duration after = FloodTimes.toConverge(diameter, hop());
        return Math.max(healthy, network.lastTroubleNanos() + after.toNanos());
    }

    /** The longest that a line takes over any link, with what is wrong with links at the moment. */
    Duration hop() {
        long nanos = 0;
        for (SimulatedCable cable : network.cables()) {
            nanos = Math.max(nanos, hopNanos(cable.wireFrom(cable.one())));
            nanos = Math.max(nanos, hopNanos(cable.wireFrom(cable.two())));
        }
        return Duration.ofNanos(nanos).plus(GRAIN);
    }

    String describe() {
        StringBuilder text = new StringBuilder();
        Distances distances = distances();
        Set<String> seen = new LinkedHashSet<>();
        for (String server : awake()) {
            if (seen.add(server)) {
                for (String other : distances.connectedWith(server)) {
                    seen.add(other);
                    describeDifference(server, other, text);
                }
            }
        }
        topology.servers().forEach(server -> describe(server, text));
        network.cables().stream()
                .filter(SimulatedCable::hasFault)
                .forEach(it -> text.append("  ").append(it).append(" has a fault\n"));
        return text.toString();
    }

    private void describeDifference(String server, String other, StringBuilder text) {
        if (!agree(server, other)) {
            text.append("  ").append(server).append(" and ").append(other).append(" differ: ");
            text.append(Disagreement.between(engine(server), engine(other))).append('\n');
        }
    }

    private void describe(String server, StringBuilder text) {
        text.append("  ").append(server);
        if (!network.machine(server).isRunning()) {
            text.append(" does not run\n");
            return;
        }
        EngineCounters counters = engine(server).counters();
        text.append(": ").append(counters.flood().records()).append(" records");
        text.append(network.machine(server).isPaused() ? ", paused" : "");
        for (EngineCounters.Neighbour it : counters.links()) {
            text.append(", ").append(it.link().neighbour()).append(' ').append(it.link().state());
            text.append(" for ").append((nowNanos() - it.link().sinceNanos()) / 1_000_000);
            text.append(" ms");
            text.append(it.link().lastReason().map(why -> " (" + why.text() + ")").orElse(""));
        }
        text.append('\n');
    }

    private Distances distances() {
        return Distances.in(topology, this::isAwake, this::works);
    }

    private List<String> awake() {
        return topology.servers().stream().filter(this::isAwake).toList();
    }

    private boolean isAwake(String server) {
        return network.machine(server).isRunning() && !network.machine(server).isPaused();
    }

    private boolean works(String one, String other) {
        return network.cable(one, other).isWhole();
    }

    private boolean agree(String one, String other) {
        Engine here = engine(one);
        Engine there = engine(other);
        return here.flood().count() == there.flood().count()
                && here.flood().sum() == there.flood().sum();
    }

    private long hopNanos(SimulatedWire wire) {
        long rate = wire.bytesPerSecond();
        if (rate == Long.MAX_VALUE) {
            return wire.mostNanos();
        }
        long bytes = SLOW_BYTES + mostRecordBytes();
        return wire.mostNanos() + bytes / rate * NANOS_A_SECOND + NANOS_A_SECOND;
    }

    /** Over a slow link, all that a server holds may have to go. */
    private long mostRecordBytes() {
        return network.machines().stream()
                .flatMap(it -> it.server().stream())
                .map(SimulatedServer::engine)
                .mapToLong(Disagreement::bytes)
                .max()
                .orElse(0);
    }

    private Engine engine(String server) {
        return network.machine(server).running().engine();
    }

    private long nowNanos() {
        return network.simulation().nowNanos();
    }
}
