package herd.testkit.sim;

import herd.engine.Effects;
import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.flood.FloodRules;
import herd.line.Talker;
import herd.link.LinkEvent;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One life of a server in a simulated herd: the production engine, with virtual time, chance from
 * the seed and simulated pipes instead of the world.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedServer implements Effects, SimulatedPipe.Owner {

    /** What connects a server to the others. */
    public interface Network {

        /** Tries to connect a server to a neighbour. */
        void dial(SimulatedServer from, int neighbour);
    }

    private final Simulation simulation;
    private final Network network;
    private final Witness witness;
    private final String name;
    private final List<String> neighbours;
    private final Engine engine;
    private final List<SimulatedPipe> pipes = new ArrayList<>();
    private final long[] dials;
    private Simulation.Event alarm;
    private boolean turnPending;
    private boolean inTurn;
    private boolean dead;
    private long connections;
    private long recordsStored;
    private long recordsOut;

    public SimulatedServer(
            Simulation simulation,
            Network network,
            Witness witness,
            EngineSettings settings,
            FloodRules rules) {
        this.simulation = simulation;
        this.network = network;
        this.witness = witness;
        name = settings.link().name();
        neighbours = settings.link().neighbours();
        dials = new long[neighbours.size()];
        engine = new Engine(settings, this, rules);
    }

    public String name() {
        return name;
    }

    public List<String> neighbours() {
        return neighbours;
    }

    public Engine engine() {
        return engine;
    }

    public boolean isDead() {
        return dead;
    }

    public long recordsStored() {
        return recordsStored;
    }

    /** Records that this server has sent to neighbours. */
    public long recordsOut() {
        return recordsOut;
    }

    /** Which dial to a neighbour is the current one; it changes when the dial is abandoned. */
    public long dialNumber(int neighbour) {
        return dials[neighbour];
    }

    public void start() {
        witness.began(this);
        turn(engine::start);
    }

    public void clientConnected(SimulatedPipe pipe) {
        connected(pipe, it -> engine.clientConnected(++connections, it));
    }

    public void neighbourConnected(SimulatedPipe pipe) {
        connected(pipe, engine::neighbourConnected);
    }

    public void dialled(int neighbour, SimulatedPipe pipe) {
        connected(pipe, it -> engine.dialled(neighbour, it));
    }

    public void dialFailed(int neighbour, String why) {
        turn(() -> engine.dialFailed(neighbour, why));
    }

    /** Dies at once; its connections break, and it does nothing any more. */
    public void kill() {
        dead = true;
        pipes.forEach(SimulatedPipe::die);
        wakeAt(Long.MAX_VALUE);
        witness.ended(this);
    }

    /** Everything the server does it does in a turn: at its end the news is passed on and sent. */
    @Override
    public void turn(Runnable work) {
        if (dead) {
            return;
        }
        if (inTurn) {
            work.run();
            return;
        }
        inTurn = true;
        work.run();
        engine.turnEnds();
        inTurn = false;
        pipes.removeIf(SimulatedPipe::isClosed);
        List.copyOf(pipes).forEach(SimulatedPipe::flush);
        witness.turnEnded(this);
    }

    @Override
    public long nowNanos() {
        return simulation.nowNanos();
    }

    @Override
    public void fillRandom(byte[] bits) {
        simulation.random().nextBytes(bits);
    }

    @Override
    public void wakeAt(long nanos) {
        if (alarm != null) {
            alarm.cancel();
        }
        if (nanos != Long.MAX_VALUE) {
            alarm = simulation.at(nanos, () -> turn(() -> engine.woken(nowNanos())));
        }
    }

    @Override
    public void turnAgain() {
        if (!turnPending) {
            turnPending = true;
            simulation.after(0, () -> turn(() -> turnPending = false));
        }
    }

    @Override
    public void dial(int neighbour) {
        dials[neighbour]++;
        network.dial(this, neighbour);
    }

    @Override
    public void abandonDial(int neighbour) {
        dials[neighbour]++;
    }

    @Override
    public void lookUp(PlacesQuery query, long deadlineNanos, long token) {
        PlacesAnswer answer =
                new PlacesAnswer.Unavailable(
                        PlacesAnswer.Status.UNKNOWN_ERROR, "no places in a simulated herd");
        simulation.after(1_000_000, () -> turn(() -> engine.lookedUp(token, answer)));
    }

    @Override
    public void abandonLookUp(long token) {
        // The answer will come, and be ignored.
    }

    @Override
    public void lookUpFailed(PlacesAnswer.Unavailable answer) {
        witness.warned(this, "look-up failed: " + answer.detailForLog());
    }

    @Override
    public void stored(AtLine record) {
        recordsStored++;
        witness.stored(this, record.bytes(), record.offset(), record.length());
    }

    @Override
    public void linkChanged(LinkEvent event) {
        witness.linkChanged(this, event);
    }

    @Override
    public void warn(String text) {
        witness.warned(this, text);
    }

    @Override
    public void noteIn(long connection, byte[] bytes, int offset, int length, long omitted) {
        // The transcript is the client's.
    }

    @Override
    public void noteOut(long connection, byte[] bytes, int offset, int length) {
        // The transcript is the client's.
    }

    @Override
    public void noteEcho(long connection, byte[] line, int offset, int length, long omitted) {
        // The transcript is the client's.
    }

    @Override
    public void noteRecordIn(int neighbour, byte[] line, int offset, int length) {
        witness.recordIn(this, neighbour, line, offset, length);
    }

    @Override
    public void noteRecordOut(int neighbour, byte[] line, int offset, int length) {
        recordsOut++;
        witness.recordOut(this, neighbour, line, offset, length);
    }

    @Override
    public void noteIdle(long connection) {
        witness.warned(this, "client " + connection + " was idle");
    }

    private void connected(SimulatedPipe pipe, Function<SimulatedPipe, Talker> talk) {
        turn(
                () -> {
                    pipes.add(pipe);
                    pipe.talker(talk.apply(pipe));
                });
    }
}
