package herd.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.flood.FloodRules;
import herd.line.Talker;
import herd.link.HerdSettings;
import herd.link.LinkEvent;
import herd.link.LinkRules;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.places.LookUpLimits;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;
import herd.session.SessionLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An engine whose world is a list of what it asked for, and a clock that the test sets. */
final class TestServer implements Effects {

    static final long SECOND = 1_000_000_000L;
    static final long PLACES_TIMEOUT = 5 * SECOND;
    static final int MAX_LINE_BYTES = 1_000;
    static final HerdSettings HERD =
            new HerdSettings(Duration.ofHours(24), MAX_LINE_BYTES, true, 1_000);

    /** 2018-03-02T20:52:15Z. */
    private static final long WALL_NANOS = 1_520_023_935L * SECOND;

    private static final Secrets SECRETS = Secrets.of("a secret for tests".getBytes(ISO_8859_1));

    final Engine engine;
    final List<String> asked = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    long nowNanos;
    long alarmNanos = Long.MAX_VALUE;
    long token;
    private long connections;
    private byte random = 1;

    TestServer(String name, String... neighbours) {
        this(HERD, Engine.rules(HERD), name, neighbours);
    }

    TestServer(HerdSettings herd, FloodRules rules, String name, String... neighbours) {
        LinkSettings link =
                new LinkSettings(
                        name,
                        List.of(neighbours),
                        name.hashCode(),
                        SECRETS,
                        VersionRange.SPOKEN,
                        herd);
        SessionLimits session = new SessionLimits(MAX_LINE_BYTES, 1 << 18, 100, SECOND * 3600);
        EngineSettings settings =
                new EngineSettings(link, session, LookUpLimits.DEFAULT, PLACES_TIMEOUT, 1 << 26);
        engine = new Engine(settings, this, rules, new LinkRules());
    }

    /** Somebody who talks to this server over a pipe. */
    final class Peer {
        final TestPipe pipe;
        final Talker talker;

        private Peer(TestPipe pipe, Talker talker) {
            this.pipe = pipe;
            this.talker = talker;
        }

        /** Lets the server hear this, and its turn end. */
        void say(String text) {
            byte[] bytes = text.getBytes(ISO_8859_1);
            talker.received(bytes, 0, bytes.length, nowNanos, WALL_NANOS + nowNanos);
            engine.turnEnds();
        }

        void breakOff() {
            talker.closed("", nowNanos);
            engine.turnEnds();
        }
    }

    Peer client() {
        TestPipe pipe = new TestPipe();
        return new Peer(pipe, engine.clientConnected(++connections, pipe));
    }

    Peer accepted() {
        TestPipe pipe = new TestPipe();
        return new Peer(pipe, engine.neighbourConnected(pipe));
    }

    Peer dialled(int neighbour) {
        TestPipe pipe = new TestPipe();
        return new Peer(pipe, engine.dialled(neighbour, pipe));
    }

    /** Lets time pass, and alarms go off when they are due. */
    void runTo(long nanos) {
        while (alarmNanos <= nanos) {
            nowNanos = Math.max(nowNanos, alarmNanos);
            alarmNanos = Long.MAX_VALUE;
            engine.woken(nowNanos);
            engine.turnEnds();
        }
        nowNanos = nanos;
    }

    /** Carries what both ends have said, until neither has more to say. */
    static void carry(Peer one, Peer other) {
        while (one.pipe.waiting() > 0 || other.pipe.waiting() > 0) {
            other.say(one.pipe.take());
            one.say(other.pipe.take());
        }
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void fillRandom(byte[] bits) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] = random++;
        }
    }

    @Override
    public void wakeAt(long nanos) {
        alarmNanos = nanos;
    }

    @Override
    public void turnAgain() {
        asked.add("turn again");
    }

    @Override
    public void dial(int neighbour) {
        asked.add("dial " + neighbour);
    }

    @Override
    public void abandonDial(int neighbour) {
        asked.add("abandon dial " + neighbour);
    }

    @Override
    public void lookUp(PlacesQuery query, long deadlineNanos, long it) {
        token = it;
        asked.add("look up until " + deadlineNanos);
    }

    @Override
    public void abandonLookUp(long it) {
        asked.add("abandon look-up " + it);
    }

    @Override
    public void lookUpFailed(PlacesAnswer.Unavailable answer) {
        events.add("look-up failed: " + answer.status());
    }

    @Override
    public void stored(AtLine record) {
        events.add("stored");
    }

    @Override
    public void linkChanged(LinkEvent event) {
        events.add(event.text());
    }

    @Override
    public void warn(String text) {
        events.add("warning: " + text);
    }

    @Override
    public void noteIn(long connection, byte[] bytes, int offset, int length, long omitted) {}

    @Override
    public void noteOut(long connection, byte[] bytes, int offset, int length) {}

    @Override
    public void noteEcho(long connection, byte[] line, int offset, int length, long omitted) {}

    @Override
    public void noteRecordIn(int neighbour, byte[] line, int offset, int length) {
        events.add("record in");
    }

    @Override
    public void noteRecordOut(int neighbour, byte[] line, int offset, int length) {
        events.add("record out to " + neighbour);
    }

    @Override
    public void noteIdle(long connection) {}
}
