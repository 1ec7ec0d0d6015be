package herd.testkit.sim;

import herd.engine.Effects;
import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.flood.FloodRules;
import herd.line.Talker;
import herd.link.LinkEvent;
import herd.link.LinkRules;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;
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
public final class SimulatedServer implements Effects {

    /** How long the places service takes to answer. */
    private static final long LOOK_UP_NANOS = 1_000_000;

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
    private final Engine engine;
    private final Map<SimulatedPipe, Session> sessions = new HashMap<>();
    private final long[] dials;
    private boolean heardRecords;
    private long connections;
    private long recordsStored;
    private long recordsOut;

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
        dials = new long[neighbours.size()];
        loop = new SimulatedLoop(simulation, surroundings, new Program());
        engine = new Engine(settings, this, rules, linkRules);
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
        return recordsStored;
    }

    /** Records that this server has sent to neighbours. */
    public long recordsOut() {
        return recordsOut;
    }

    /** Which dial to a neighbour is the current one; it changes when the dial is abandoned. */
    long dialNumber(int neighbour) {
        return dials[neighbour];
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

    /** The clock on the wall there. */
    public long wallNanos() {
        return surroundings.wallNanos();
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
        loop.wakeAt(nanos, () -> engine.woken(nowNanos()));
    }

    @Override
    public void turnAgain() {
        loop.turnAgain();
    }

    @Override
    public void dial(int neighbour) {
        dials[neighbour]++;
        surroundings.dial(this, neighbour);
    }

    @Override
    public void abandonDial(int neighbour) {
        dials[neighbour]++;
    }

    @Override
    public void lookUp(PlacesQuery query, long deadlineNanos, long token) {
        simulation.after(
                LOOK_UP_NANOS,
                () -> {
                    PlacesAnswer answer = surroundings.places(query);
                    turn(() -> engine.lookedUp(token, answer));
                });
    }

    @Override
    public void abandonLookUp(long token) {
        // The answer will come, and be ignored.
    }

    @Override
    public void lookUpFailed(PlacesAnswer.Unavailable answer) {
        String text = "look-up failed: " + answer.detailForLog();
        note(text);
        witness.warned(this, text);
    }

    @Override
    public void stored(AtLine record) {
        recordsStored++;
        witness.stored(this, record.bytes(), record.offset(), record.length());
    }

    @Override
    public void linkChanged(LinkEvent event) {
        note(event.text());
        witness.linkChanged(this, event);
    }

    @Override
    public void warn(String text) {
        note("warning: " + text);
        witness.warned(this, text);
    }

    @Override
    public void noteIn(long connection, byte[] bytes, int offset, int length, long omitted) {
        journal().message('c', connection, '<', bytes, offset, length, omitted);
    }

    @Override
    public void noteOut(long connection, byte[] bytes, int offset, int length) {
        journal().message('c', connection, '>', bytes, offset, length, 0);
    }

    @Override
    public void noteEcho(long connection, byte[] line, int offset, int length, long omitted) {
        journal().message('c', connection, '?', line, offset, length, omitted);
    }

    @Override
    public void noteRecordIn(int neighbour, byte[] line, int offset, int length) {
        heardRecords = true;
        journal().message('n', neighbour, '<', line, offset, length, 0);
        witness.recordIn(this, neighbour, line, offset, length);
    }

    @Override
    public void noteRecordOut(int neighbour, byte[] line, int offset, int length) {
        recordsOut++;
        journal().message('n', neighbour, '>', line, offset, length, 0);
        witness.recordOut(this, neighbour, line, offset, length);
    }

    @Override
    public void noteIdle(long connection) {
        String text = "c" + connection + " was silent for too long";
        note(text);
        witness.warned(this, text);
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

    private SimulatedJournal journal() {
        return surroundings.journal();
    }

    private void note(String text) {
        journal().event(text);
    }

    /** The server as its loop sees it. */
    private final class Program implements SimulatedLoop.Program {

        @Override
        public void beforeFlush() {
            if (loopRules.endsTurn(heardRecords)) {
                engine.turnEnds();
            }
        }

        @Override
        public void turnEnded() {
            heardRecords = false;
            witness.turnEnded(SimulatedServer.this);
        }

        @Override
        public void left(SimulatedPipe pipe) {
            sessions.remove(pipe);
        }
    }
}
