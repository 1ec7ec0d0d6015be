package herd.testkit.sim;

import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.flood.FloodRules;
import herd.line.Talker;
import herd.link.LinkRules;
import herd.session.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One life of a server in a simulated herd: the production engine, with virtual time, chance from
 * the seed and simulated pipes instead of the world.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedServer {

    /** As a server waits for open questions when it stops. */
    private static final long GRACE_NANOS = 200_000_000;

    private static final long GRACE_POLL_NANOS = 2_000_000;

    private final Simulation simulation;
    private final Surroundings surroundings;
    private final Witness witness;
    private final EngineSettings settings;
    private final LoopRules loopRules;
    private final String name;
    private final List<String> neighbours;
    private final SimulatedLoop loop;
    private final SimulatedEffects effects;
    private final Engine engine;
    private final Map<SimulatedPipe, Session> sessions = new HashMap<>();
    private long connections;

    SimulatedServer(
            Simulation simulation,
            Surroundings surroundings,
            Witness witness,
            EngineSettings settings,
            FloodRules rules,
            LinkRules linkRules,
            LoopRules loopRules) {
        this.simulation = simulation;
        this.surroundings = surroundings;
        this.witness = witness;
        this.settings = settings;
        this.loopRules = loopRules;
        name = settings.link().name();
        neighbours = settings.link().neighbours();
        loop = new SimulatedLoop(simulation, surroundings, new Program());
        effects = new SimulatedEffects(this, simulation, surroundings, witness, loop);
        engine = new Engine(settings, effects, rules, linkRules);
    }

    public String name() {
        return name;
    }

    public List<String> neighbours() {
        return neighbours;
    }

    /** How this life of it is set up. */
    public EngineSettings settings() {
        return settings;
    }

    public Engine engine() {
        return engine;
    }

    public boolean isDead() {
        return loop.isOver();
    }

    public long recordsStored() {
        return effects.recordsStored();
    }

    /** Records that this server has sent to neighbours. */
    public long recordsOut() {
        return effects.recordsOut();
    }

    /** The clock that its alarms go by. */
    public long nowNanos() {
        return simulation.nowNanos();
    }

    /** The clock on the wall there. */
    public long wallNanos() {
        return surroundings.wallNanos();
    }

    /** The most bytes that wait for any client. */
    public long mostWaitingForClient() {
        long most = 0;
        for (SimulatedPipe pipe : sessions.keySet()) {
            most = Math.max(most, pipe.waiting());
        }
        return most;
    }

    /** The most answers that any client has to wait for. */
    public int mostAnswersWaiting() {
        int most = 0;
        for (Session session : sessions.values()) {
            most = Math.max(most, session.waitingAnswers());
        }
        return most;
    }

    /** Which dial to a neighbour is the current one; it changes when the dial is abandoned. */
    long dialNumber(int neighbour) {
        return effects.dialNumber(neighbour);
    }

    void start() {
        note("start");
        witness.began(this);
        turn(engine::start);
    }

    /** A client has connected. */
    void clientConnected(SimulatedPipe pipe) {
        long number = ++connections;
        note("c" + number + " connected");
        connected(
                pipe,
                it -> {
                    Session session = engine.clientConnected(number, it);
                    sessions.put(pipe, session);
                    return session;
                });
    }

    /** Somebody has connected to the neighbour port. */
    void neighbourConnected(SimulatedPipe pipe) {
        link(pipe);
        witness.accepted(this, pipe);
        connected(pipe, it -> loopRules.link(engine.neighbourConnected(it)));
    }

    void dialled(int neighbour, SimulatedPipe pipe) {
        link(pipe);
        witness.dialled(this, neighbour, pipe);
        connected(pipe, it -> loopRules.link(engine.dialled(neighbour, it)));
    }

    void dialFailed(int neighbour, String why) {
        turn(() -> engine.dialFailed(neighbour, why));
    }

    /** Stops in order: answers what it has been asked, and says farewell; then runs {@code done}. */
    void stop(Runnable done) {
        stopWhenAnswered(nowNanos() + GRACE_NANOS, done);
    }

    /** Dies at once; its connections break, and it does nothing any more. */
    void kill() {
        die(SimulatedPipe::die);
    }

    /** Dies with its machine: nobody is told. */
    void vanish() {
        die(SimulatedPipe::vanish);
    }

    /** Does nothing until it {@linkplain #goOn goes on}. */
    void pause() {
        loop.pause();
    }

    void goOn() {
        loop.goOn();
    }

    boolean isPaused() {
        return loop.isPaused();
    }

    /** Does something in a turn of the process, as soon as that does anything at all. */
    void turn(Runnable work) {
        loop.turn(work);
    }

    /** An end of a connection that is this server's from now on, not joined with another one yet. */
    SimulatedPipe newEnd() {
        return loop.newEnd();
    }

    private void link(SimulatedPipe pipe) {
        loop.sendFirst(pipe);
        pipe.tapped(
                new SimulatedPipe.Tap() {
                    @Override
                    public void said(byte[] bytes, int offset, int length) {
                        witness.said(SimulatedServer.this, pipe, bytes, offset, length);
                    }

                    @Override
                    public void heard(byte[] bytes, int offset, int length) {
                        witness.heard(SimulatedServer.this, pipe, bytes, offset, length);
                    }
                });
    }

    private void connected(SimulatedPipe pipe, Function<SimulatedPipe, Talker> talk) {
        turn(() -> pipe.talker(talk.apply(pipe)));
    }

    private void stopWhenAnswered(long deadlineNanos, Runnable done) {
        if (loop.isOver()) {
            return;
        }
        if (engine.openQuestions() > 0 && nowNanos() < deadlineNanos) {
            simulation.after(GRACE_POLL_NANOS, () -> stopWhenAnswered(deadlineNanos, done));
            return;
        }
        turn(engine::stopLookUps);
        turn(engine::stopLinks);
        turn(() -> loop.ends().forEach(SimulatedPipe::finish));
        simulation.after(
                GRACE_POLL_NANOS,
                () -> {
                    if (!loop.isOver()) {
                        loop.ends().forEach(SimulatedPipe::close);
                        die(SimulatedPipe::die);
                        done.run();
                    }
                });
    }

    private void die(Consumer<SimulatedPipe> how) {
        loop.end(how);
        witness.ended(this);
    }

    private void note(String text) {
        surroundings.journal().event(text);
    }

    /** The server as its loop sees it. */
    private final class Program implements SimulatedLoop.Program {

        @Override
        public void woken() {
            engine.woken(nowNanos());
        }

        @Override
        public void beforeFlush() {
            if (loopRules.endsTurn(effects.heardRecords())) {
                engine.turnEnds();
            }
        }

        @Override
        public void turnEnded() {
            effects.turnEnded();
            witness.turnEnded(SimulatedServer.this);
        }

        @Override
        public void left(SimulatedPipe pipe) {
            sessions.remove(pipe);
        }
    }
}
