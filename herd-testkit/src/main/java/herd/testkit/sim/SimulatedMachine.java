package herd.testkit.sim;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The machine that one server runs on, through all the lives of that server.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedMachine {

    private final String name;
    private final Supplier<SimulatedServer> lives;
    private Optional<SimulatedServer> server = Optional.empty();
    private long recordsOfTheDead;

    /**
     * A machine on which nothing runs.
     *
     * @param lives makes a server that knows nothing
     */
    SimulatedMachine(String name, Supplier<SimulatedServer> lives) {
        this.name = name;
        this.lives = lives;
    }

    public String name() {
        return name;
    }

    public boolean isRunning() {
        return server.isPresent();
    }

    /** The present life of the server. */
    public Optional<SimulatedServer> server() {
        return server;
    }

    /** The same, where there must be one. */
    public SimulatedServer running() {
        return server.orElseThrow(() -> new IllegalStateException(name + " is not running"));
    }

    /** Starts the server; it knows nothing. */
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException(name + " is running");
        }
        SimulatedServer born = lives.get();
        server = Optional.of(born);
        born.start();
    }

    /** Kills the server: its connections break, and all that only it knew is lost. */
    public void kill() {
        SimulatedServer victim = running();
        server = Optional.empty();
        recordsOfTheDead += victim.recordsOut();
        victim.kill();
    }

    /** How many records the server has sent to neighbours, in all its lives. */
    public long recordsOut() {
        return recordsOfTheDead + server.map(SimulatedServer::recordsOut).orElse(0L);
    }
}
