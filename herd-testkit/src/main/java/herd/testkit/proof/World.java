package herd.testkit.proof;

import herd.engine.EngineSettings;
import herd.link.HerdSettings;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.testkit.Topology;
import herd.testkit.sim.SimulatedCable;
import herd.testkit.sim.SimulatedMachine;
import herd.testkit.sim.SimulatedNetwork;
import herd.testkit.sim.SimulatedPipe;
import herd.testkit.sim.Simulation;
import herd.testkit.sim.Stranger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A simulated herd with its clients, to which steps are done. */
final class World {

    private static final long CLOCKS_APART_NANOS = 500_000_000;
    private static final byte[] SMUGGLED =
            ascii("AT Hill +0.5 c0 +1-1 1520023934 1 00000000\nPING 5 00000000\n");

    /** What servers know that are set up well. */
    static final List<String> HERD_SECRETS =
            List.of(new String(SimulatedNetwork.secret(), StandardCharsets.US_ASCII));

    private static final List<String> NEXT_SECRETS =
            List.of("the next secret", HERD_SECRETS.get(0));
    private static final List<String> WRONG_SECRETS = List.of("a secret of somebody else");
    private static final VersionRange LATER = new VersionRange(2, 3);
    private static final VersionRange MORE = new VersionRange(1, 3);

    private final Setup setup;
    private final Watch watch;
    private final SimulatedNetwork network;
    private final Map<String, ProofClient> clients = new LinkedHashMap<>();
    private final Map<String, Runnable> ends = new LinkedHashMap<>();
    private final Map<String, Runnable> pauses = new HashMap<>();
    private final Map<String, Oddity> oddities = new HashMap<>();

    World(Setup setup, Rules rules, Watch watch) {
        this.setup = setup;
        this.watch = watch;
        Map<String, List<String>> neighbours = new LinkedHashMap<>();
        Topology topology = setup.topology();
        topology.servers().forEach(it -> neighbours.put(it, topology.neighbours(it)));
        network =
                new SimulatedNetwork(
                        neighbours,
                        setup.settings(),
                        rules.flood(),
                        setup.latency(),
                        setup.seed(),
                        watch);
        network.linkRules(rules.links());
        network.loopRules(rules.loop());
        network.places(ReferencePlaces::near);
        setup.topology().servers().forEach(it -> oddities.put(it, Oddity.NONE));
        network.start();
    }

    Simulation simulation() {
        return network.simulation();
    }

    SimulatedCable cable(String one, String other) {
        return network.cable(one, other);
    }

    List<ProofClient> clients() {
        return List.copyOf(clients.values());
    }

    /** The servers that run, in order. */
    List<String> running() {
        return network.running();
    }

    /** The present life of a server that runs. */
    Life life(String server) {
        return watch.life(network.machine(server).running());
    }

    boolean isRunning(String server) {
        return network.machine(server).isRunning();
    }

    /** Connects somebody to the client port of a server that runs; returns his end. */
    SimulatedPipe connect(String server) {
        return network.connect(server);
    }

    /** Lets a client do something, connecting it first if it is not; not if its server is down. */
    void client(String server, int number, Consumer<ProofClient> action) {
        if (!isRunning(server)) {
            return;
        }
        String key = server + '/' + number;
        ProofClient client = clients.get(key);
        if (client == null || client.isClosed()) {
            client = new ProofClient(watch, life(server));
            client.connected(connect(server));
            clients.put(key, client);
        }
        action.accept(client);
    }

    /** Lets a client send many long lines at once, none of which is a command. */
    void blast(String server, int number, int lines, int length) {
        String line = "x".repeat(length) + '\n';
        client(server, number, it -> it.send(line.repeat(lines)));
    }

    /** Lets a client tell where somebody is who has a long name. */
    void stuff(String server, int number, String id, int length) {
        long seconds = network.machine(server).wallNanos() / 1_000_000_000L;
        String longId = id + "y".repeat(Math.max(0, length - id.length()));
        client(server, number, it -> it.send("IAMAT " + longId + " +1-1 " + seconds + '\n'));
    }

    void kill(String server) {
        SimulatedMachine machine = network.machine(server);
        if (machine.isRunning()) {
            machine.kill();
        }
    }

    void start(String server, Oddity oddity) {
        SimulatedMachine machine = network.machine(server);
        if (!machine.isRunning()) {
            oddities.put(server, oddity);
            network.setUp(server, it -> changed(it, oddity));
            if (oddity == Oddity.WRONG_CLOCK) {
                stepClock(server, setup.settings().maxFuture().multipliedBy(2));
            }
            machine.start();
            life(server).knows(known(oddity));
        }
    }

    void dieSilently(String server) {
        SimulatedMachine machine = network.machine(server);
        if (machine.isRunning()) {
            machine.dieSilently();
        }
    }

    void stop(String server) {
        SimulatedMachine machine = network.machine(server);
        if (machine.isRunning() && !machine.isPaused() && !life(server).isStopping()) {
            life(server).stops();
            machine.stop();
        }
    }

    void pause(String server) {
        SimulatedMachine machine = network.machine(server);
        if (machine.isRunning() && !machine.isPaused()) {
            pauses.put(server, machine.pause());
        }
    }

    void goOn(String server) {
        pauses.getOrDefault(server, () -> {}).run();
    }

    void stepClock(String server, Duration ahead) {
        network.machine(server).stepClock(ahead);
        watch.clockStepped();
    }

    void driftClock(String server, long ppm) {
        network.machine(server).driftClock(ppm);
    }

    void holdAccepts(String server, boolean on) {
        switchFault("accepts of " + server, on, network.machine(server)::holdAccepts);
    }

    void fillDisk(String server, boolean on) {
        switchFault("disk of " + server, on, network.machine(server)::fillDisk);
    }

    void intrude(String server, Intruder as) {
        if (!isRunning(server)) {
            return;
        }
        Random random = simulation().random();
        String neighbour = Setup.any(random, setup.topology().neighbours(server));
        network.intrude(
                server,
                switch (as) {
                    case GARBAGE -> Stranger.Script.garbage(random, 1 + random.nextInt(900));
                    case FORGER -> Stranger.Script.forged(random, neighbour, server);
                    case UNKNOWN -> Stranger.Script.forged(random, "Nobody", server);
                    case IMPOSTOR ->
                            Stranger.Script.proven(
                                    random, SimulatedNetwork.secret(), server, server);
                    case ECHO -> Stranger.Script.replay(cable(server, neighbour).overheard());
                    case SILENT -> Stranger.Script.of("silence", List.of());
                    case SMUGGLER -> Stranger.Script.of("records", List.of(SMUGGLED));
                });
    }

    private void switchFault(String what, boolean on, Supplier<Runnable> begin) {
        if (on && !ends.containsKey(what)) {
            ends.put(what, begin.get());
        } else if (!on && ends.containsKey(what)) {
            ends.remove(what).run();
        }
    }

    /** Ends all faults; all servers are set up well and run, but for the one that is dead for good. */
    void heal() {
        network.healAll();
        ends.values().forEach(Runnable::run);
        ends.clear();
        for (String server : network.names()) {
            goOn(server);
            setClockRight(server);
            if (setup.deadForGood().isPresent() && setup.deadForGood().get().equals(server)) {
                kill(server);
            } else {
                if (isRunning(server) && !isWell(server)) {
                    kill(server);
                }
                start(server, Oddity.NONE);
            }
        }
        clients.values().forEach(ProofClient::readOn);
    }

    private boolean isWell(String server) {
        return oddities.get(server).isHarmless() && !life(server).isStopping();
    }

    /** Within half a second, as NTP may leave it. */
    private void setClockRight(String server) {
        SimulatedMachine machine = network.machine(server);
        machine.driftClock(0);
        long aheadNanos = machine.wallNanos() - simulation().wallNanos();
        if (Math.abs(aheadNanos) > CLOCKS_APART_NANOS) {
            stepClock(server, Duration.ofNanos(-aheadNanos));
        }
    }

    private EngineSettings changed(EngineSettings of, Oddity oddity) {
        LinkSettings link = of.link();
        HerdSettings herd = link.herd();
        Duration maxFuture = herd.maxFuture();
        int maxLineBytes = herd.maxLineBytes();
        int maxClients = herd.maxClients();
        boolean sync = herd.sync();
        Secrets secrets = link.secrets();
        VersionRange versions = link.versions();
        switch (oddity) {
            case OTHER_MAX_FUTURE -> maxFuture = maxFuture.plusSeconds(1);
            case OTHER_LINE_LIMIT -> maxLineBytes = maxLineBytes / 2;
            case OTHER_MAX_CLIENTS -> maxClients = 3;
            case NO_SYNC -> sync = false;
            case NEXT_SECRET, WRONG_SECRET -> secrets = secrets(known(oddity));
            case LATER_VERSIONS -> versions = LATER;
            case MORE_VERSIONS -> versions = MORE;
            default -> {}
        }
        return new EngineSettings(
                new LinkSettings(
                        link.name(),
                        link.neighbours(),
                        link.incarnation(),
                        secrets,
                        versions,
                        new HerdSettings(maxFuture, maxLineBytes, sync, maxClients)),
                of.session(),
                of.lookUps(),
                of.placesTimeoutNanos(),
                of.maxRecordBytes());
    }

    private static List<String> known(Oddity oddity) {
        return switch (oddity) {
            case NEXT_SECRET -> NEXT_SECRETS;
            case WRONG_SECRET -> WRONG_SECRETS;
            default -> HERD_SECRETS;
        };
    }

    private static Secrets secrets(List<String> known) {
        byte[] first = ascii(known.get(0));
        return known.size() == 1 ? Secrets.of(first) : Secrets.of(first, ascii(known.get(1)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
