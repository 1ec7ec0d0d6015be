package herd.testkit.sim;

import herd.engine.EngineSettings;
import herd.flood.FloodRules;
import herd.link.HerdSettings;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.places.LookUpLimits;
import herd.session.SessionLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Machines, and the cables between them: a whole herd in virtual time, under any rules of flooding,
 * with somebody who watches. Nothing happens but while the simulation runs.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 *
 * <p><b>Errors.</b> A server or link that is not there is an {@link IllegalArgumentException}.
 */
public final class SimulatedNetwork {

    private static final SessionLimits SESSION =
            new SessionLimits(64 * 1024, 256 * 1024, 1024, Duration.ofHours(1).toNanos());
    private static final Secrets SECRETS =
            Secrets.of("a secret of the simulated herd".getBytes(StandardCharsets.US_ASCII));
    private static final long MOST_RECORD_BYTES = 1L << 30;

    private final Simulation simulation;
    private final Map<String, List<String>> neighbours;
    private final HerdSettings settings;
    private final FloodRules rules;
    private final Latency latency;
    private final Witness witness;
    private final Map<String, SimulatedMachine> machines = new LinkedHashMap<>();
    private final Map<String, SimulatedCable> cables = new LinkedHashMap<>();

    /**
     * Makes machines on which nothing runs yet.
     *
     * @param neighbours the neighbours of each server, in order; each link is in two of the lists
     * @param rules of flooding; the product's are {@code Engine.rules(settings)}
     */
    public SimulatedNetwork(
            Map<String, List<String>> neighbours,
            HerdSettings settings,
            FloodRules rules,
            Latency latency,
            long seed,
            Witness witness) {
        this.neighbours = new LinkedHashMap<>(neighbours);
        this.settings = settings;
        this.rules = rules;
        this.latency = latency;
        this.witness = witness;
        simulation = new Simulation(seed);
        this.neighbours.forEach(this::add);
    }

    public Simulation simulation() {
        return simulation;
    }

    /** All servers, in order. */
    public List<String> names() {
        return List.copyOf(machines.keySet());
    }

    /** The servers that run, in order. */
    public List<String> running() {
        return machines.values().stream()
                .filter(SimulatedMachine::isRunning)
                .map(SimulatedMachine::name)
                .toList();
    }

    public List<SimulatedMachine> machines() {
        return List.copyOf(machines.values());
    }

    public List<SimulatedCable> cables() {
        return List.copyOf(cables.values());
    }

    public SimulatedMachine machine(String name) {
        SimulatedMachine machine = machines.get(name);
        if (machine == null) {
            throw new IllegalArgumentException(
                    "no server " + name + " in this herd of " + machines.keySet());
        }
        return machine;
    }

    /** What is between two servers; either may be named first. */
    public SimulatedCable cable(String one, String two) {
        machine(one);
        machine(two);
        SimulatedCable cable = cables.get(key(one, two));
        if (cable == null) {
            throw new IllegalArgumentException(
                    "no link between " + one + " and " + two + ", only " + cables.keySet());
        }
        return cable;
    }

    /** Starts all servers. */
    public void start() {
        machines.values().forEach(SimulatedMachine::start);
    }

    /** Connects a client to a server that runs. */
    public SimulatedClient client(String name) {
        SimulatedServer server = machine(name).running();
        SimulatedWire wire = new SimulatedWire(latency);
        SimulatedClient client = new SimulatedClient(simulation, wire);
        SimulatedPipe end = new SimulatedPipe(simulation, server, wire);
        SimulatedPipe.join(client.pipe(), end);
        server.clientConnected(end);
        return client;
    }

    /** Ends every fault of every cable. */
    public void healAll() {
        cables.values().forEach(SimulatedCable::heal);
    }

    private void add(String name, List<String> itsNeighbours) {
        machines.put(name, new SimulatedMachine(name, () -> born(name, itsNeighbours)));
        for (String other : itsNeighbours) {
            cables.computeIfAbsent(
                    key(name, other), it -> new SimulatedCable(name, other, latency));
        }
    }

    private SimulatedServer born(String name, List<String> itsNeighbours) {
        LinkSettings link =
                new LinkSettings(
                        name,
                        itsNeighbours,
                        simulation.random().nextLong() | 1,
                        SECRETS,
                        VersionRange.SPOKEN,
                        settings);
        EngineSettings engine =
                new EngineSettings(
                        link,
                        SESSION,
                        LookUpLimits.DEFAULT,
                        Duration.ofSeconds(5).toNanos(),
                        MOST_RECORD_BYTES);
        return new SimulatedServer(simulation, this::dial, witness, engine, rules);
    }

    private void dial(SimulatedServer from, int neighbour) {
        String to = from.neighbours().get(neighbour);
        long number = from.dialNumber(neighbour);
        SimulatedCable cable = cable(from.name(), to);
        simulation.after(
                latency.leastNanos(),
                () -> {
                    SimulatedMachine target = machine(to);
                    if (from.isDead()
                            || from.dialNumber(neighbour) != number
                            || cable.isBlocked()) {
                        return;
                    }
                    if (!target.isRunning() || cable.isCut()) {
                        from.dialFailed(neighbour, "connection refused");
                    } else {
                        connect(from, neighbour, target.running(), cable);
                    }
                });
    }

    private void connect(
            SimulatedServer from, int neighbour, SimulatedServer to, SimulatedCable cable) {
        SimulatedPipe near = new SimulatedPipe(simulation, from, cable.wireFrom(from.name()));
        SimulatedPipe far = new SimulatedPipe(simulation, to, cable.wireFrom(to.name()));
        SimulatedPipe.join(near, far);
        cable.carries(near, far);
        to.neighbourConnected(far);
        from.dialled(neighbour, near);
    }

    private static String key(String one, String two) {
        return one.compareTo(two) < 0 ? one + '-' + two : two + '-' + one;
    }
}
