package herd.testkit.sim;

import herd.engine.EngineSettings;
import herd.flood.FloodRules;
import herd.link.HerdSettings;
import herd.link.LinkName;
import herd.link.LinkRules;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.places.LookUpLimits;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.session.SessionLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Machines, and the cables between them: a whole herd in virtual time, under any rules of flooding,
 * with somebody who watches. Nothing happens but while the simulation runs.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 *
 * <p><b>Errors.</b> A server or link that is not there is an {@link IllegalArgumentException}.
 */
public final class SimulatedNetwork {

    private static final int MOST_BYTES_WAITING = 256 * 1024;
    private static final int MOST_ANSWERS_WAITING = 1024;
    private static final Duration IDLE_TIMEOUT = Duration.ofHours(1);
    private static final byte[] SECRET =
            "a secret of the simulated herd".getBytes(StandardCharsets.US_ASCII);
    private static final Secrets SECRETS = Secrets.of(SECRET);
    private static final long MOST_RECORD_BYTES = 1L << 30;

    private final Simulation simulation;
    private final History history;
    private final Map<String, List<String>> neighbours;
    private final HerdSettings settings;
    private final FloodRules rules;
    private final Latency latency;
    private final Witness witness;
    private final Map<String, SimulatedMachine> machines = new LinkedHashMap<>();
    private final Map<String, SimulatedCable> cables = new LinkedHashMap<>();
    private final Map<String, UnaryOperator<EngineSettings>> setUps = new HashMap<>();
    private LinkRules linkRules = new LinkRules();
    private LoopRules loopRules = new LoopRules();
    private Function<PlacesQuery, PlacesAnswer> places = SharedPlaces::near;
    private long lastTroubleNanos;

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
        history = new History(simulation::nowNanos);
        this.neighbours.forEach(this::add);
    }

    /** The secret of all simulated herds: of no worth outside. */
    public static byte[] secret() {
        return SECRET.clone();
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

    /** The neighbours of a server, in order. */
    public List<String> neighbours(String name) {
        machine(name);
        return List.copyOf(neighbours.get(name));
    }

    /** Whether two servers say that the link between them is up, and mean the same connection. */
    public boolean areLinked(String one, String two) {
        Optional<LinkName> link = link(one, two);
        return link.isPresent() && link.equals(link(two, one));
    }

    /** Whether servers catch each other up when a link comes up. */
    public boolean syncs() {
        return settings.sync();
    }

    /** Starts all servers. */
    public void start() {
        machines.values().forEach(SimulatedMachine::start);
    }

    /** Connects a client to a server that runs. */
    public SimulatedClient client(String name) {
        machine(name).running();
        return SimulatedClient.connectedTo(machine(name).clientEnd(), simulation, latency);
    }

    /** Connects somebody else to the client port of a server that runs; returns his end. */
    public SimulatedPipe connect(String name) {
        machine(name).running();
        return Outsider.connect(
                simulation, machine(name).clientEnd(), latency, Stamina.Limits.ENDLESS);
    }

    /** Sets up in another way the lives that a server begins from now on. */
    public void setUp(String name, UnaryOperator<EngineSettings> change) {
        setUps.put(machine(name).name(), change);
    }

    /** Sets the rules of links for the lives to come; the product's unless set. */
    public void linkRules(LinkRules it) {
        linkRules = it;
    }

    /** Sets the rules of the loops of the lives to come; what is right unless set. */
    public void loopRules(LoopRules it) {
        loopRules = it;
    }

    /** Connects somebody to the neighbour port of a server that runs. */
    public SimulatedClient stranger(String name) {
        machine(name).running();
        return SimulatedClient.connectedTo(machine(name).neighbourEnd(), simulation, latency);
    }

    /** Lets somebody try to be taken for a neighbour; see {@link Stranger}. */
    public void intrude(String name, Stranger.Script script) {
        machine(name).running();
        note(name + ": a stranger, " + script.text());
        Stranger.connect(simulation, machine(name).neighbourEnd(), latency, script);
    }

    /** Sets what there is to be found near a point, instead of the places in the jar. */
    public void places(Function<PlacesQuery, PlacesAnswer> it) {
        places = it;
    }

    /** What happened so far. */
    public History history() {
        return history;
    }

    /** When something was last done to the herd, or ended. */
    public long lastTroubleNanos() {
        return lastTroubleNanos;
    }

    /** Ends every fault of every cable. */
    public void healAll() {
        cables.values().forEach(SimulatedCable::heal);
    }

    private Optional<LinkName> link(String name, String neighbour) {
        int index = neighbours(name).indexOf(neighbour);
        return machine(name)
                .server()
                .flatMap(it -> it.engine().counters().links().get(index).link().link());
    }

    private void add(String name, List<String> itsNeighbours) {
        machines.put(
                name,
                new SimulatedMachine(
                        simulation,
                        name,
                        new Services(),
                        history,
                        around -> born(name, itsNeighbours, around)));
        for (String other : itsNeighbours) {
            cables.computeIfAbsent(
                    key(name, other),
                    it -> new SimulatedCable(simulation, name, other, latency, this::note));
        }
    }

    private SimulatedServer born(
            String name, List<String> itsNeighbours, Surroundings surroundings) {
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
                        session(),
                        LookUpLimits.DEFAULT,
                        Duration.ofSeconds(5).toNanos(),
                        MOST_RECORD_BYTES);
        EngineSettings changed = setUps.getOrDefault(name, UnaryOperator.identity()).apply(engine);
        return new SimulatedServer(
                simulation, surroundings, witness, changed, rules, linkRules, loopRules);
    }

    private SessionLimits session() {
        return new SessionLimits(
                settings.maxLineBytes(),
                MOST_BYTES_WAITING,
                MOST_ANSWERS_WAITING,
                IDLE_TIMEOUT.toNanos());
    }

    private void note(String what) {
        history.add("herd", what);
        lastTroubleNanos = simulation.nowNanos();
    }

    /** What machines need. */
    private final class Services implements SimulatedMachine.Network {

        @Override
        public void dial(SimulatedServer from, int neighbour) {
            String to = from.neighbours().get(neighbour);
            new SimulatedDial(simulation, from, neighbour, machine(to), cable(from.name(), to))
                    .begin();
        }

        @Override
        public PlacesAnswer places(PlacesQuery query) {
            return places.apply(query);
        }

        @Override
        public void note(String what) {
            SimulatedNetwork.this.note(what);
        }

        @Override
        public void lit(SimulatedMachine machine) {
            neighbours.get(machine.name()).forEach(other -> cable(machine.name(), other).goOn());
        }
    }

    private static String key(String one, String two) {
        return one.compareTo(two) < 0 ? one + '-' + two : two + '-' + one;
    }
}
