package herd.testkit;

import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.flood.FloodRules;
import herd.link.HerdSettings;
import herd.link.LinkEvent;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.places.LookUpLimits;
import herd.session.SessionLimits;
import herd.testkit.client.RawClient;
import herd.testkit.sim.Disagreement;
import herd.testkit.sim.SimulatedCable;
import herd.testkit.sim.SimulatedClient;
import herd.testkit.sim.SimulatedPipe;
import herd.testkit.sim.SimulatedServer;
import herd.testkit.sim.SimulatedWire;
import herd.testkit.sim.Simulation;
import herd.testkit.sim.Witness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole herd in virtual time: the production engine, line codec, link protocol and records over a
 * simulated network, on one thread, from one seed. Nothing happens but while time is made to pass.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class SimulatedHerd {

    private static final long LATENCY_NANOS = 1_000_000;
    private static final long JITTER_NANOS = 1_000_000;
    private static final Duration RECORDS_AGREE_WITHIN = Duration.ofMillis(5_500);
    private static final SessionLimits SESSION =
            new SessionLimits(64 * 1024, 256 * 1024, 1024, Duration.ofHours(1).toNanos());
    private static final Secrets SECRETS =
            Secrets.of("a secret of the simulated herd".getBytes(StandardCharsets.US_ASCII));

    private final Simulation simulation;
    private final Topology topology;
    private final HerdSettings settings;
    private final FloodRules rules;
    private final Map<String, SimulatedServer> servers = new LinkedHashMap<>();
    private final Map<String, SimulatedCable> cables = new HashMap<>();
    private long recordsOfTheDead;
    private final List<String> log = new ArrayList<>();

    /** The five servers of the original herd, all started. */
    public static SimulatedHerd ofFive(long seed) {
        return of(Topology.FIVE, true, seed);
    }

    /**
     * Any herd, all its servers started.
     *
     * @param sync whether servers catch each other up when a link comes up
     */
    public static SimulatedHerd of(Topology topology, boolean sync, long seed) {
        HerdSettings settings = new HerdSettings(Duration.ofHours(24), 64 * 1024, sync, 1_000_000);
        return new SimulatedHerd(topology, settings, Engine.rules(settings), seed);
    }

    /** Any herd, under rules that may not be the product's, to show what each is for. */
    SimulatedHerd(Topology topology, HerdSettings settings, FloodRules rules, long seed) {
        this.topology = topology;
        this.settings = settings;
        this.rules = rules;
        simulation = new Simulation(seed);
        topology.servers().forEach(this::start);
    }

    /** Starts a server that is not running; it knows nothing. */
    public void start(String name) {
        SimulatedServer before = servers.get(name);
        if (before != null && !before.isDead()) {
            throw new IllegalStateException(name + " is running");
        }
        LinkSettings link =
                new LinkSettings(
                        name,
                        topology.neighbours(name),
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
                        1L << 30);
        SimulatedServer server =
                new SimulatedServer(simulation, new Network(), new Log(), engine, rules);
        if (before != null) {
            recordsOfTheDead += before.recordsOut();
        }
        servers.put(name, server);
        server.start();
    }

    /** Kills a server: its connections break, and all that only it knew is lost. */
    public void kill(String name) {
        server(name).kill();
    }

    /** Cuts the link between two servers: connections break, and dials are refused. */
    public void cut(String one, String two) {
        cable(one, two).cut();
    }

    /** Swallows what the first server sends to the second, and says nothing about it. */
    public void blackHole(String from, String to) {
        cable(from, to).block(from, true);
    }

    /** Ends every fault of the link between two servers; what a black hole held arrives late. */
    public void heal(String one, String two) {
        cable(one, two).heal();
    }

    /** Ends every fault of every link. */
    public void healAll() {
        cables.values().forEach(SimulatedCable::heal);
    }

    /** Connects a client to a server. */
    public RawClient client(String name) {
        SimulatedServer server = server(name);
        if (server.isDead()) {
            throw new IllegalStateException(name + " is not running");
        }
        SimulatedWire wire = new SimulatedWire(LATENCY_NANOS, JITTER_NANOS);
        SimulatedClient client = new SimulatedClient(simulation, wire);
        SimulatedPipe end = new SimulatedPipe(simulation, server, wire);
        SimulatedPipe.join(client.pipe(), end);
        server.clientConnected(end);
        return client;
    }

    /** Lets virtual time pass. */
    public void run(Duration time) {
        simulation.runUntil(simulation.nowNanos() + time.toNanos());
    }

    /** Virtual time since the beginning. */
    public Duration now() {
        return Duration.ofNanos(simulation.nowNanos());
    }

    /** The newest AT line that a server holds of a client, one character a byte. */
    public Optional<String> ask(String name, String clientId) {
        return server(name)
                .engine()
                .find(clientId.getBytes(StandardCharsets.ISO_8859_1))
                .map(line -> new String(line, StandardCharsets.ISO_8859_1));
    }

    /** How many records servers have sent to each other, over all their lives. */
    public long recordsSent() {
        return recordsOfTheDead
                + servers.values().stream().mapToLong(SimulatedServer::recordsOut).sum();
    }

    /** How many records a server has stored in this life, new and newer ones. */
    public long recordsStored(String name) {
        return server(name).recordsStored();
    }

    /** How many audits have found a difference, at all servers that run. */
    public long auditRepairs() {
        return servers.values().stream()
                .filter(server -> !server.isDead())
                .mapToLong(server -> server.engine().counters().flood().repairs())
                .sum();
    }

    /** The servers that run, in order. */
    public List<String> running() {
        return topology.servers().stream().filter(name -> !server(name).isDead()).toList();
    }

    /**
     * Lets the time pass within which servers that are connected must agree, and checks that all
     * that run do.
     *
     * @throws AssertionError if two differ: it names them and what they hold
     */
    public void settle() {
        run(RECORDS_AGREE_WITHIN);
        List<String> names = running();
        for (String name : names) {
            String difference =
                    Disagreement.between(server(names.get(0)).engine(), server(name).engine());
            if (!difference.isEmpty()) {
                throw new AssertionError(
                        names.get(0) + " and " + name + " differ: " + difference + '\n' + log());
            }
        }
    }

    /** What the servers said for their logs, with the time, a line each. */
    public String log() {
        return String.join("\n", log);
    }

    private SimulatedServer server(String name) {
        SimulatedServer server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException(
                    "no server " + name + " in this herd of " + topology.servers());
        }
        return server;
    }

    private SimulatedCable cable(String one, String two) {
        if (!topology.neighbours(one).contains(two)) {
            throw new IllegalArgumentException("no link between " + one + " and " + two);
        }
        String key = one.compareTo(two) < 0 ? one + '-' + two : two + '-' + one;
        return cables.computeIfAbsent(
                key, it -> new SimulatedCable(simulation, one, two, LATENCY_NANOS, JITTER_NANOS));
    }

    /** What carries a dial to its neighbour, and notes to the log. */
    private final class Network implements SimulatedServer.Network {

        @Override
        public void dial(SimulatedServer from, int neighbour) {
            String to = from.neighbours().get(neighbour);
            long number = from.dialNumber(neighbour);
            SimulatedCable cable = cable(from.name(), to);
            simulation.after(
                    LATENCY_NANOS,
                    () -> {
                        SimulatedServer target = server(to);
                        if (from.isDead()
                                || from.dialNumber(neighbour) != number
                                || cable.isBlocked()) {
                            return;
                        }
                        if (target.isDead() || cable.isCut()) {
                            from.dialFailed(neighbour, "connection refused");
                        } else {
                            connect(from, neighbour, target, cable);
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
    }

    /** What servers say for their logs. */
    private final class Log implements Witness {

        @Override
        public void linkChanged(SimulatedServer server, LinkEvent event) {
            note(server, event.text());
        }

        @Override
        public void warned(SimulatedServer server, String text) {
            note(server, text);
        }

        private void note(SimulatedServer server, String text) {
            log.add(now() + " " + server.name() + ": " + text);
        }
    }
}
