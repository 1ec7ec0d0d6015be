package herd.testkit.sim;

import herd.engine.Effects;
import herd.link.LinkEvent;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;

/**
 * What the engine of a simulated server asks of the world, done: virtual time, chance from the seed
 * and what is around the server. What it tells of itself goes to the log and to the witness.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class SimulatedEffects implements Effects {

    /** How long the places service takes to answer. */
    private static final long LOOK_UP_NANOS = 1_000_000;

    private final SimulatedServer server;
    private final Simulation simulation;
    private final Surroundings surroundings;
    private final Witness witness;
    private final SimulatedLoop loop;
    private final long[] dials;
    private boolean heardRecords;
    private long recordsStored;
    private long recordsOut;

    SimulatedEffects(
            SimulatedServer server,
            Simulation simulation,
            Surroundings surroundings,
            Witness witness,
            SimulatedLoop loop) {
        this.server = server;
        this.simulation = simulation;
        this.surroundings = surroundings;
        this.witness = witness;
        this.loop = loop;
        dials = new long[server.neighbours().size()];
    }

    long recordsStored() {
        return recordsStored;
    }

    /** Records that the server has sent to neighbours. */
    long recordsOut() {
        return recordsOut;
    }

    /** Which dial to a neighbour is the current one; it changes when the dial is abandoned. */
    long dialNumber(int neighbour) {
        return dials[neighbour];
    }

    /** Whether neighbours have sent records in this turn. */
    boolean heardRecords() {
        return heardRecords;
    }

    void turnEnded() {
        heardRecords = false;
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
        loop.wakeAt(nanos);
    }

    @Override
    public void turnAgain() {
        loop.turnAgain();
    }

    @Override
    public void dial(int neighbour) {
        dials[neighbour]++;
        surroundings.dial(server, neighbour);
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
                    loop.turn(() -> server.engine().lookedUp(token, answer));
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
        witness.warned(server, text);
    }

    @Override
    public void stored(AtLine record) {
        recordsStored++;
        witness.stored(server, record.bytes(), record.offset(), record.length());
    }

    @Override
    public void linkChanged(LinkEvent event) {
        note(event.text());
        witness.linkChanged(server, event);
    }

    @Override
    public void warn(String text) {
        note("warning: " + text);
        witness.warned(server, text);
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
        witness.recordIn(server, neighbour, line, offset, length);
    }

    @Override
    public void noteRecordOut(int neighbour, byte[] line, int offset, int length) {
        recordsOut++;
        journal().message('n', neighbour, '>', line, offset, length, 0);
        witness.recordOut(server, neighbour, line, offset, length);
    }

    @Override
    public void noteIdle(long connection) {
        String text = "c" + connection + " was silent for too long";
        note(text);
        witness.warned(server, text);
    }

    private SimulatedJournal journal() {
        return surroundings.journal();
    }

    private void note(String text) {
        journal().event(text);
    }
}
