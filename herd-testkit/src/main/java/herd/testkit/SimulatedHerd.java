package herd.testkit;

import herd.engine.Engine;
import herd.link.HerdSettings;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.testkit.client.RawClient;
import herd.testkit.sim.Latency;
import herd.testkit.sim.SimulatedClient;
import herd.testkit.sim.SimulatedMachine;
import herd.testkit.sim.SimulatedNetwork;
import herd.testkit.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A whole herd in virtual time: the production engine, line codec, link protocol and records over a
 * simulated network, on one thread, from one seed. Nothing happens but while time is made to pass.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Errors.</b> After {@link #close} every verb that needs a running server throws an {@link
 * IllegalStateException}.
 */
public final class SimulatedHerd implements Herd {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Topology topology;
    private final long seed;
    private final SimulatedNetwork network;
    private final Simulation simulation;
    private final SimulatedCrossings crossings = new SimulatedCrossings();
    private final Standing standing;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private boolean closed;

    /** Any herd. */
    public static SimulatedHerdBuilder builder() {
        return new SimulatedHerdBuilder();
    }

    /** The five servers of the original herd, all started. */
    public static SimulatedHerd ofFive(long seed) {
        return builder().seed(seed).start();
    }

    SimulatedHerd(
            Topology topology,
            HerdSettings settings,
            Latency latency,
            long seed,
            boolean messages) {
        this.topology = topology;
        this.seed = seed;
        network =
                new SimulatedNetwork(
                        topology.neighbourLists(),
                        settings,
                        Engine.rules(settings),
                        latency,
                        seed,
                        crossings);
        simulation = network.simulation();
        standing = new Standing(topology, network);
        network.history().keepsMessages(messages);
        network.start();
    }

    @Override
    public Mode mode() {
        return Mode.SIMULATED;
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public SimulatedServerHandle server(String name) {
        return new SimulatedServerHandle(this, network, name);
    }

    @Override
    public SimulatedLinkHandle link(String one, String other) {
        return new SimulatedLinkHandle(network, one, other);
    }

    @Override
    public RawClient client(String server) {
        return kept(network.client(server));
    }

    /** Connects somebody who is no neighbour to a server's port for neighbours. */
    public RawClient stranger(String server) {
        return kept(network.stranger(server));
    }

    /** Sets what there is to be found near a point, instead of the places in the jar. */
    public SimulatedHerd places(Function<PlacesQuery, PlacesAnswer> it) {
        network.places(it);
        return this;
    }

    @Override
    public void pass(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not pass backwards: " + time);
        }
        simulation.runUntil(simulation.nowNanos() + time.toNanos());
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(simulation.nowNanos());
    }

    /**
     * POSIX time by a clock that is right, as a client would write it, plus what the client's own is
     * ahead.
     */
    public String clientTime(Duration ahead) {
        long nanos = simulation.wallNanos() + ahead.toNanos();
        return "%d.%09d".formatted(nanos / 1_000_000_000, nanos % 1_000_000_000);
    }

    @Override
    public void healAll() {
        network.healAll();
    }

    @Override
    public SimulatedHerd awaitLinks() {
        awaitUntil("all links to be up", standing.linksDueNanos(), standing::areLinked);
        return this;
    }

    @Override
    public SimulatedHerd awaitConverged() {
        awaitUntil(
                "servers that are connected to hold the same",
                standing.agreementDueNanos(),
                whenSomethingIsNew(standing::agree));
        return this;
    }

    @Override
    public void await(String what, BooleanSupplier isTrue) {
        awaitUntil(what, simulation.nowNanos() + PATIENCE.toNanos(), isTrue);
    }

    @Override
    public FloodCheck assertFlood(String clientId) {
        awaitConverged();
        String holder =
                running().stream()
                        .filter(name -> server(name).find(clientId).isPresent())
                        .findFirst()
                        .orElseThrow(() -> failure("no server knows of " + clientId));
        String line = server(holder).find(clientId).orElseThrow();
        // Copies that are of no use any more are on their way for a hop after the last that was.
        pass(standing.hop());
        return new FloodCost(line, standing.connectedWith(holder), crossings.of(line));
    }

    /** How many records servers have sent to each other, over all their lives. */
    public long recordsSent() {
        return network.machines().stream().mapToLong(SimulatedMachine::recordsOut).sum();
    }

    /** How many audits have found a difference, at all servers that run. */
    public long auditRepairs() {
        return running().stream().mapToLong(name -> server(name).auditRepairs()).sum();
    }

    @Override
    public String describe() {
        return standing.describe();
    }

    /** What happened lately; with the lines of messages, if the herd was asked to keep them. */
    @Override
    public String history() {
        return network.history().text();
    }

    @Override
    public void close() {
        closed = true;
        clients.forEach(RawClient::close);
        clients.clear();
        network.machines().stream()
                .filter(SimulatedMachine::isRunning)
                .forEach(SimulatedMachine::kill);
    }

    /** A closed herd stays closed. */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this herd is closed; make another");
        }
    }

    /** Waits until a server holds what those hold that it is connected with. */
    void awaitCaughtUp(String server) {
        awaitUntil(
                server + " to hold what its neighbours hold",
                standing.agreementDueNanos(),
                whenSomethingIsNew(() -> standing.isCaughtUp(server)));
    }

    private RawClient kept(SimulatedClient client) {
        clients.removeIf(SimulatedClient::isClosed);
        clients.add(client);
        return client;
    }

    private BooleanSupplier whenSomethingIsNew(BooleanSupplier isTrue) {
        long[] seen = {-1};
        return () -> {
            long changes = crossings.changes();
            boolean isNew = changes != seen[0];
            seen[0] = changes;
            return isNew && isTrue.getAsBoolean();
        };
    }

    private void awaitUntil(String what, long deadlineNanos, BooleanSupplier isTrue) {
        long since = simulation.nowNanos();
        boolean inTime = true;
        while (!isTrue.getAsBoolean()) {
            if (!inTime) {
                Duration waited = Duration.ofNanos(simulation.nowNanos() - since);
                throw failure("waited " + waited + " for " + what);
            }
            inTime = simulation.nextBefore(deadlineNanos);
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError(
                what + ", seed " + seed + '\n' + describe() + "\nhistory:\n" + history());
    }
}
