package herd.testkit.fuzz;

import herd.engine.Effects;
import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.line.Pipe;
import herd.line.Talker;
import herd.link.HerdSettings;
import herd.link.LinkEvent;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.places.LookUpLimits;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;
import herd.session.SessionLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A whole server with nothing real around it: its clock is a number, its places are always the same,
 * and its dials meet whoever is told to answer them.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Surroundings implements Effects {

    static final String PLACES = "{\"results\":[\"a\",\"b\"],\"status\":\"OK\"}";

    /** As the contract's example has it. */
    static final String NO_PLACES =
            "{\n   \"error_message\" : \"The places service did not answer; try again.\",\n"
                    + "   \"html_attributions\" : [],\n   \"results\" : [],\n"
                    + "   \"status\" : \"UNKNOWN_ERROR\"\n}";

    static final byte[] SECRET = "a secret for fuzzing".getBytes(StandardCharsets.US_ASCII);
    static final String HEALTHY = "Jaquez";
    static final String FUZZED = "Smith";
    private static final int FUZZED_INDEX = 1;
    static final int MAX_CLIENTS = 10_000;
    static final Duration MAX_FUTURE = Duration.ofHours(24);

    static final long INCARNATION = 0x1111111111111111L;
    private static final Secrets SECRETS = Secrets.of(SECRET);
    private static final long SECOND = 1_000_000_000L;
    private static final LookUpLimits LOOK_UPS = new LookUpLimits(4, 4096, 4096, 0);
    private static final int RECORD_BYTES = 1 << 20;

    private final ServerMaker maker;
    private final Engine engine;
    private final Dice dice;
    private final boolean placesFail;
    private final Deque<Long> lookUps = new ArrayDeque<>();
    private boolean dialling;
    private long dials;
    private long clients;
    private long nowNanos;
    private long wallNanos;
    private long alarmNanos = Long.MAX_VALUE;
    private boolean turnAgain;
    private long warnings;

    Surroundings(
            ServerMaker maker,
            Dice dice,
            int longestLine,
            long maxWaitingBytes,
            int maxWaitingAnswers,
            boolean placesFail,
            long wallNanos) {
        this.maker = maker;
        this.dice = dice;
        this.placesFail = placesFail;
        this.wallNanos = wallNanos;
        LinkSettings link =
                new LinkSettings(
                        ReferenceServer.NAME,
                        List.of(HEALTHY, FUZZED),
                        INCARNATION,
                        SECRETS,
                        VersionRange.SPOKEN,
                        new HerdSettings(MAX_FUTURE, longestLine, true, MAX_CLIENTS));
        SessionLimits session =
                new SessionLimits(longestLine, maxWaitingBytes, maxWaitingAnswers, 3600 * SECOND);
        engine =
                maker.engine(
                        new EngineSettings(link, session, LOOK_UPS, 5 * SECOND, RECORD_BYTES),
                        this);
    }

    Engine engine() {
        return engine;
    }

    long wallNanos() {
        return wallNanos;
    }

    /** Lets time pass, and what is due happen when it is. */
    void pass(long nanos) {
        long until = nowNanos + nanos;
        while (alarmNanos <= until) {
            setTime(Math.max(nowNanos, alarmNanos));
            alarmNanos = Long.MAX_VALUE;
            turn(() -> engine.woken(nowNanos));
        }
        setTime(until);
    }

    /** Everything the server does it does in a turn. */
    void turn(Runnable work) {
        work.run();
        do {
            turnAgain = false;
            engine.turnEnds();
        } while (turnAgain);
    }

    boolean hasLookUps() {
        return !lookUps.isEmpty();
    }

    /** Answers the oldest look-up that is out. */
    void answerLookUp() {
        long token = lookUps.removeFirst();
        PlacesAnswer answer =
                placesFail
                        ? new PlacesAnswer.Unavailable(PlacesAnswer.Status.UNKNOWN_ERROR, "")
                        : PlacesAnswer.found(PLACES.getBytes(StandardCharsets.US_ASCII));
        turn(() -> engine.lookedUp(token, answer));
    }

    /** Whether the server waits for the fuzzed neighbour to take its dial. */
    boolean isDialling() {
        return dialling;
    }

    /** How often it has dialled that neighbour. */
    long dials() {
        return dials;
    }

    /** Somebody takes the dial. */
    Talker dialIsAnswered(Pipe pipe) {
        dialling = false;
        return maker.fromNeighbour(engine.dialled(FUZZED_INDEX, maker.toNeighbour(pipe)));
    }

    /** Somebody has connected to the neighbour port. */
    Talker neighbourConnected(Pipe pipe) {
        return maker.fromNeighbour(engine.neighbourConnected(maker.toNeighbour(pipe)));
    }

    /** A client has connected. */
    Talker clientConnected(Pipe pipe) {
        return maker.fromClient(engine.clientConnected(++clients, maker.toClient(pipe)));
    }

    /** Nobody is where it dialled. */
    void dialIsRefused() {
        dialling = false;
        turn(() -> engine.dialFailed(FUZZED_INDEX, "refused"));
    }

    /** How often an operator was warned. */
    long warnings() {
        return warnings;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void fillRandom(byte[] bits) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) dice.below(256);
        }
    }

    @Override
    public void wakeAt(long nanos) {
        alarmNanos = nanos;
    }

    @Override
    public void turnAgain() {
        turnAgain = true;
    }

    @Override
    public void dial(int neighbour) {
        if (neighbour == FUZZED_INDEX) {
            dialling = true;
            dials++;
        }
    }

    @Override
    public void abandonDial(int neighbour) {
        if (neighbour == FUZZED_INDEX) {
            dialling = false;
        }
    }

    @Override
    public void lookUp(PlacesQuery query, long deadlineNanos, long token) {
        lookUps.addLast(token);
    }

    @Override
    public void abandonLookUp(long token) {
        lookUps.remove(token);
    }

    @Override
    public void lookUpFailed(PlacesAnswer.Unavailable answer) {
        // Its asker is told, which is what is looked at.
    }

    @Override
    public void stored(AtLine record) {
        // What is stored is looked at where it is stored.
    }

    @Override
    public void linkChanged(LinkEvent event) {
        // Links are looked at themselves.
    }

    @Override
    public void warn(String text) {
        warnings++;
    }

    @Override
    public void noteIn(long connection, byte[] bytes, int offset, int length, long omitted) {
        // There is no log.
    }

    @Override
    public void noteOut(long connection, byte[] bytes, int offset, int length) {
        // There is no log.
    }

    @Override
    public void noteEcho(long connection, byte[] line, int offset, int length, long omitted) {
        // There is no log.
    }

    @Override
    public void noteRecordIn(int neighbour, byte[] line, int offset, int length) {
        // There is no log.
    }

    @Override
    public void noteRecordOut(int neighbour, byte[] line, int offset, int length) {
        // There is no log.
    }

    @Override
    public void noteIdle(long connection) {
        throw new IllegalStateException("no client is idle for an hour here: " + connection);
    }

    private void setTime(long nanos) {
        wallNanos += nanos - nowNanos;
        nowNanos = nanos;
    }
}
