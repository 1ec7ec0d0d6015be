package herd.testkit;

import herd.engine.Engine;
import herd.link.HerdSettings;
import herd.link.LinkEvent;
import herd.testkit.client.RawClient;
import herd.testkit.sim.Disagreement;
import herd.testkit.sim.Latency;
import herd.testkit.sim.SimulatedMachine;
import herd.testkit.sim.SimulatedNetwork;
import herd.testkit.sim.SimulatedServer;
import herd.testkit.sim.WireFault;
import herd.testkit.sim.Witness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole herd in virtual time: the production engine, line codec, link protocol and records over a
 * simulated network, on one thread, from one seed. Nothing happens but while time is made to pass.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class SimulatedHerd {

    private static final Duration RECORDS_AGREE_WITHIN = Duration.ofMillis(5_500);

    private final SimulatedNetwork network;
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
        return new SimulatedHerd(topology, settings, seed);
    }

    private SimulatedHerd(Topology topology, HerdSettings settings, long seed) {
        network =
                new SimulatedNetwork(
                        topology.neighbourLists(),
                        settings,
                        Engine.rules(settings),
                        Latency.NEAR,
                        seed,
                        new Log());
        network.start();
    }

    /** Starts a server that is not running; it knows nothing. */
    public void start(String name) {
        network.machine(name).start();
    }

    /** Kills a server: its connections break, and all that only it knew is lost. */
    public void kill(String name) {
        network.machine(name).kill();
    }

    /** Cuts the link between two servers: connections break, and dials are refused. */
    public void cut(String one, String two) {
        network.cable(one, two).cut();
    }

    /** Swallows what the first server sends to the second, and says nothing about it. */
    public void blackHole(String from, String to) {
        network.cable(from, to).fault(from, new WireFault.BlackHole());
    }

    /** Ends every fault of the link between two servers; what a black hole held arrives late. */
    public void heal(String one, String two) {
        network.cable(one, two).heal();
    }

    /** Ends every fault of every link. */
    public void healAll() {
        network.healAll();
    }

    /** Connects a client to a server. */
    public RawClient client(String name) {
        return network.client(name);
    }

    /** Lets virtual time pass. */
    public void run(Duration time) {
        network.simulation().runUntil(network.simulation().nowNanos() + time.toNanos());
    }

    /** Virtual time since the beginning. */
    public Duration now() {
        return Duration.ofNanos(network.simulation().nowNanos());
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
        return network.machines().stream().mapToLong(SimulatedMachine::recordsOut).sum();
    }

    /** How many records a server has stored in this life, new and newer ones. */
    public long recordsStored(String name) {
        return server(name).recordsStored();
    }

    /** How many audits have found a difference, at all servers that run. */
    public long auditRepairs() {
        return network.machines().stream()
                .flatMap(machine -> machine.server().stream())
                .mapToLong(server -> server.engine().counters().flood().repairs())
                .sum();
    }

    /** The servers that run, in order. */
    public List<String> running() {
        return network.running();
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
        return network.machine(name).running();
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
