package herd.testkit.sim;

import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The machine that one server runs on, through all the lives of that server, and what can happen to it.
 * Each is in effect at once; where a method returns something to run, that ends it, and does nothing a
 * second time.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 *
 * <p><b>Errors.</b> To do to a server that does not run what only a running one can suffer is an {@link
 * IllegalStateException}.
 */
public final class SimulatedMachine {

    /** What a machine needs of the network it is in. */
    interface Network {

        void dial(SimulatedServer from, int neighbour);

        PlacesAnswer places(PlacesQuery query);

        /** Something was done to the machine. */
        void note(String what);

        /** The machine has power again: what was sent to it meanwhile is sent again. */
        void lit(SimulatedMachine machine);
    }

    private final Simulation simulation;
    private final String name;
    private final Network network;
    private final Function<Surroundings, SimulatedServer> lives;
    private final SimulatedClock clock;
    private final SimulatedJournal journal;
    private final SimulatedBacklog backlog = new SimulatedBacklog();
    private Optional<SimulatedServer> server = Optional.empty();
    private boolean dark;
    private long recordsOfTheDead;

    /**
     * A machine on which nothing runs.
     *
     * @param lives makes a server that knows nothing
     */
    SimulatedMachine(
            Simulation simulation,
            String name,
            Network network,
            History history,
            Function<Surroundings, SimulatedServer> lives) {
        this.simulation = simulation;
        this.name = name;
        this.network = network;
        this.lives = lives;
        clock = new SimulatedClock(simulation);
        journal = new SimulatedJournal(name, history);
    }

    public String name() {
        return name;
    }

    /** Whether the server runs; a paused one does. */
    public boolean isRunning() {
        return server.isPresent();
    }

    public boolean isPaused() {
        return server.isPresent() && server.get().isPaused();
    }

    /** The present life of the server. */
    public Optional<SimulatedServer> server() {
        return server;
    }

    /** The same, where there must be one. */
    public SimulatedServer running() {
        return server.orElseThrow(() -> new IllegalStateException(name + " is not running"));
    }

    public SimulatedJournal journal() {
        return journal;
    }

    /** Starts the server; it knows nothing. */
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException(name + " is running");
        }
        note("start");
        boolean wasDark = dark;
        dark = false;
        SimulatedServer born = lives.apply(new Here());
        server = Optional.of(born);
        born.start();
        if (wasDark) {
            network.lit(this);
        }
    }

    /** Stops the server in order, which takes a while. */
    public void stop() {
        SimulatedServer stopping = running();
        requireAwake(stopping);
        note("stop");
        stopping.stop(
                () -> {
                    if (server.isPresent() && server.get() == stopping) {
                        buried(stopping);
                    }
                });
    }

    /** Kills the server: its connections break, and all that only it knew is lost. */
    public void kill() {
        SimulatedServer victim = running();
        note("kill");
        buried(victim);
        victim.kill();
    }

    /** Takes the power from the machine: the server is gone, and nobody is told. */
    public void dieSilently() {
        SimulatedServer victim = running();
        note("silent death");
        dark = true;
        buried(victim);
        victim.vanish();
    }

    /** Freezes the server; the system goes on taking what is sent to it, as far as there is room. */
    public Runnable pause() {
        SimulatedServer frozen = running();
        requireAwake(frozen);
        frozen.pause();
        return begun("a pause", frozen::goOn);
    }

    /** Puts the clock on the wall forward, or back. */
    public void stepClock(Duration ahead) {
        clock.step(ahead.toNanos());
        note("its clock steps by " + ahead);
    }

    /** Makes the clock on the wall gain so many microseconds a second, or lose them; 0 for none. */
    public void driftClock(long ppm) {
        clock.drift(ppm);
        note("its clock drifts by " + ppm + " ppm");
    }

    /** The clock on the wall. */
    public long wallNanos() {
        return clock.wallNanos();
    }

    /** Keeps the server from accepting connections, as if it were out of file descriptors. */
    public Runnable holdAccepts() {
        if (backlog.isHeld()) {
            throw new IllegalStateException(name + " accepts nothing already");
        }
        backlog.hold();
        return begun("no file descriptors", backlog::acceptAll);
    }

    /** Leaves no room on the disk that the log is on. */
    public Runnable fillDisk() {
        journal.diskIsFull(true);
        return begun("a full disk", () -> journal.diskIsFull(false));
    }

    /** How many records the server has sent to neighbours, in all its lives. */
    public long recordsOut() {
        return recordsOfTheDead + server.map(SimulatedServer::recordsOut).orElse(0L);
    }

    boolean isDark() {
        return dark;
    }

    boolean listensToNeighbours() {
        return server.isPresent();
    }

    boolean backlogIsFull() {
        return backlog.isFull();
    }

    /** This machine's end of a connection to the neighbour port; accepted when its opening comes. */
    SimulatedPipe neighbourEnd() {
        return end(SimulatedServer::neighbourConnected);
    }

    /** This machine's end of a connection to the client port; accepted when its opening comes. */
    SimulatedPipe clientEnd() {
        return end(SimulatedServer::clientConnected);
    }

    private interface Door {
        void enter(SimulatedServer server, SimulatedPipe end);
    }

    private SimulatedPipe end(Door door) {
        if (server.isEmpty()) {
            return Nobody.end(simulation, new Here());
        }
        SimulatedServer its = server.get();
        SimulatedPipe end = its.newEnd();
        end.whenOpened(() -> backlog.arrived(() -> enter(its, end, door)));
        return end;
    }

    private static void enter(SimulatedServer its, SimulatedPipe end, Door door) {
        its.turn(
                () -> {
                    if (!end.isClosed()) {
                        door.enter(its, end);
                    }
                });
    }

    private void buried(SimulatedServer dead) {
        server = Optional.empty();
        backlog.clear();
        recordsOfTheDead += dead.recordsOut();
    }

    private void requireAwake(SimulatedServer it) {
        if (it.isPaused()) {
            throw new IllegalStateException(name + " is paused: let it go on first");
        }
    }

    private Runnable begun(String what, Runnable end) {
        note(what);
        boolean[] over = new boolean[1];
        return () -> {
            if (!over[0]) {
                over[0] = true;
                note("no more " + what);
                end.run();
            }
        };
    }

    private void note(String what) {
        network.note(name + ": " + what);
    }

    /** What the server sees of its machine. */
    private final class Here implements Surroundings {

        @Override
        public void dial(SimulatedServer from, int neighbour) {
            network.dial(from, neighbour);
        }

        @Override
        public PlacesAnswer places(PlacesQuery query) {
            return network.places(query);
        }

        @Override
        public long wallNanos() {
            return clock.wallNanos();
        }

        @Override
        public boolean isDark() {
            return dark;
        }

        @Override
        public SimulatedJournal journal() {
            return journal;
        }
    }
}
