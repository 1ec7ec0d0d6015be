package herd.testkit;

import herd.testkit.sim.SimulatedCable;
import herd.testkit.sim.SimulatedMachine;
import herd.testkit.sim.SimulatedNetwork;
import herd.testkit.sim.SimulatedServer;
import herd.testkit.sim.Stranger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One server of a simulated herd: what can happen to any server, and what only a simulated world can do
 * to one on purpose.
 *
 * <p><b>Threading.</b> The thread that drives the herd.
 */
public final class SimulatedServerHandle implements ServerHandle {

    private final SimulatedHerd herd;
    private final SimulatedNetwork network;
    private final SimulatedMachine machine;

    SimulatedServerHandle(SimulatedHerd herd, SimulatedNetwork network, String name) {
        this.herd = herd;
        this.network = network;
        this.machine = network.machine(name);
    }

    @Override
    public String name() {
        return machine.name();
    }

    @Override
    public boolean isRunning() {
        return machine.isRunning();
    }

    @Override
    public void start() {
        herd.requireOpen();
        machine.start();
    }

    @Override
    public void stop() {
        machine.stop();
        herd.await(name() + " to stop", () -> !machine.isRunning());
    }

    @Override
    public void kill() {
        machine.kill();
    }

    @Override
    public void dieSilently() {
        machine.dieSilently();
    }

    @Override
    public Fault pause() {
        return machine.pause()::run;
    }

    @Override
    public void restart() {
        restartAfter(Duration.ZERO);
        herd.awaitCaughtUp(name());
    }

    @Override
    public Fault restartEmpty() {
        List<Runnable> cuts =
                network.neighbours(name()).stream()
                        .map(neighbour -> network.cable(name(), neighbour).cut())
                        .toList();
        restartAfter(Duration.ZERO);
        return () -> cuts.forEach(Runnable::run);
    }

    @Override
    public long records() {
        return machine.running().engine().counters().flood().records();
    }

    @Override
    public Optional<String> find(String clientId) {
        return machine.running()
                .engine()
                .find(clientId.getBytes(StandardCharsets.ISO_8859_1))
                .map(line -> new String(line, StandardCharsets.ISO_8859_1));
    }

    /**
     * What it would have written: start, links, warnings; and all lines, where the herd was {@linkplain
     * SimulatedHerdBuilder#messagesInHistory asked} for them. Of a long history the latest only.
     */
    @Override
    public String log() {
        return machine.journal().text();
    }

    /** How many lines of its log were skipped, since its disk was full. */
    public long skippedLogLines() {
        return machine.journal().skipped();
    }

    /** How many records it has stored in this life, new and newer ones. */
    public long recordsStored() {
        return machine.running().recordsStored();
    }

    /** How many records it has sent to neighbours in all its lives. */
    public long recordsSent() {
        return machine.recordsOut();
    }

    /** How many audits in this life have found a difference to a neighbour. */
    public long auditRepairs() {
        return machine.server()
                .map(SimulatedServer::engine)
                .map(engine -> engine.counters().flood().repairs())
                .orElse(0L);
    }

    /** Kills it if it runs, and starts it again when that much time has passed. */
    public void restartAfter(Duration down) {
        if (machine.isRunning()) {
            machine.kill();
        }
        herd.pass(down);
        start();
    }

    /** Puts its clock on the wall forward, or back. Its deadlines do not go by that. */
    public void stepClock(Duration ahead) {
        machine.stepClock(ahead);
    }

    /** Makes its clock on the wall gain so many microseconds a second, or lose them. */
    public Fault driftClock(long microsPerSecond) {
        machine.driftClock(microsPerSecond);
        return () -> machine.driftClock(0);
    }

    /** Keeps it from accepting connections, as if it had no file descriptors left. */
    public Fault holdAccepts() {
        return machine.holdAccepts()::run;
    }

    /** Leaves no room on the disk that its log is on: lines are skipped and counted. */
    public Fault fillDisk() {
        return machine.fillDisk()::run;
    }

    /** Lets somebody say so many random bytes at its neighbour port. */
    public void hearGarbage(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("bytes of garbage: " + length);
        }
        network.intrude(name(), Stranger.Script.garbage(chance(), length));
    }

    /** Lets somebody try to be taken for a neighbour by a proof that is made up. */
    public void hearForgedProof(String asWhom) {
        network.cable(asWhom, name());
        network.intrude(name(), Stranger.Script.forged(chance(), asWhom, name()));
    }

    /** Lets somebody say once more what was said when it was last linked with a neighbour. */
    public void hearReplay(String neighbour) {
        SimulatedCable cable = network.cable(neighbour, name());
        if (cable.overheard().isEmpty()) {
            throw new IllegalStateException(
                    neighbour + " and " + name() + " have not said anything to each other yet");
        }
        network.intrude(name(), Stranger.Script.replay(cable.overheard()));
    }

    private Random chance() {
        return network.simulation().random();
    }
}
