package herd.node;

import herd.engine.Effects;
import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.journal.Direction;
import herd.journal.Journal;
import herd.link.LinkEvent;
import herd.net.CloseReason;
import herd.net.Connection;
import herd.net.ConnectionHandler;
import herd.net.EventLoop;
import herd.net.ListenSettings;
import herd.net.Timer;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;
import herd.protocol.Report;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A running server seen from its loop: performs what the engine asks for, and tells it what the
 * world does.
 *
 * <p><b>Threading.</b> Loop only, unless a method says otherwise.
 */
final class ServerLoop implements Effects, ConnectionHandler.Maker {

    private final EventLoop loop;
    private final Journal journal;
    private final Dialler dialler;
    private final PlacesGate places;
    private final Engine engine;
    private final String name;
    private final WallClock clock = new WallClock();
    private final Timer alarm;

    /** Null until the server joins the herd. */
    private SecureRandom random;

    /** Who is told of records: added to and read on any thread. */
    private final List<Consumer<Report>> listeners = new CopyOnWriteArrayList<>();

    private boolean turnPending;

    /** Null until first needed. */
    private Runnable anotherTurn;

    ServerLoop(
            EventLoop loop,
            Journal journal,
            EngineSettings settings,
            Dialler dialler,
            PlacesGate places) {
        this.loop = loop;
        this.journal = journal;
        this.dialler = dialler;
        this.places = places;
        name = settings.link().name();
        engine = new Engine(settings, this);
        alarm = loop.timer(new Alarm());
        loop.beforeFlush(new TurnEnd());
    }

    /** Takes neighbours' dials, dials them, and begins to count and to keep the time. */
    void join(ServerSocketChannel peerPort, ListenSettings listening, SecureRandom bits) {
        random = bits;
        new Housekeeping(this, clock).begin();
        try {
            loop.listen(peerPort, listening, this::neighbourConnected);
        } catch (IOException e) {
            throw new ServerTroubles.Alone(e);
        }
        engine.start();
    }

    Engine engine() {
        return engine;
    }

    EventLoop loop() {
        return loop;
    }

    Journal journal() {
        return journal;
    }

    List<Consumer<Report>> listeners() {
        return listeners;
    }

    /** Makes the handler of a client's connection. */
    @Override
    public ConnectionHandler handlerFor(Connection connection) {
        if (journal.takesLines()) {
            note("c" + connection.number() + " connected from " + connection.remote());
        }
        SocketPipe pipe = new SocketPipe(connection, this);
        pipe.talker(engine.clientConnected(connection.number(), pipe));
        return pipe;
    }

    /** Makes the handler of a connection to the neighbour port. */
    ConnectionHandler neighbourConnected(Connection connection) {
        SocketPipe pipe = new SocketPipe(connection, this);
        pipe.talker(engine.neighbourConnected(pipe));
        return pipe;
    }

    /** The end of a client's connection, for the log; links, the urgent ones, have words of their own. */
    void connectionClosed(Connection connection, CloseReason reason, String why) {
        if (!connection.settings().urgent() && journal.takesLines()) {
            String detail = why.isEmpty() ? "" : ": " + why;
            note("c" + connection.number() + " closed, " + words(reason) + detail);
        }
    }

    /** Logs that something happened. */
    void note(String text) {
        journal.event(clock.nanos(), text);
    }

    /** Logs how the server starts; called before the loop runs. */
    void noteStart(SocketAddress clients, SocketAddress peers, List<String> notices) {
        note("start: clients at " + clients + ", neighbours at " + peers);
        for (String notice : notices) {
            note("notice: " + notice);
        }
    }

    /** Logs that the server has stopped; called when the loop runs no more. */
    void noteStop() {
        note("stop");
    }

    void noteCounters() {
        note(snapshot().text());
    }

    ServerSnapshot snapshot() {
        return ServerSnapshot.of(
                name, engine.counters(), loop.counters(), journal.counters(), nowNanos());
    }

    /** The wall clock, now: for what has just been read. */
    long wallNanos() {
        return clock.nanosOfRead(loop.nowNanos());
    }

    @Override
    public long nowNanos() {
        return loop.nowNanos();
    }

    @Override
    public void fillRandom(byte[] bits) {
        random.nextBytes(bits);
    }

    @Override
    public void wakeAt(long nanos) {
        alarm.at(nanos);
    }

    @Override
    public void turnAgain() {
        if (!turnPending) {
            turnPending = true;
            if (anotherTurn == null) {
                anotherTurn = () -> turnPending = false;
            }
            executeIfRunning(anotherTurn);
        }
    }

    @Override
    public void dial(int neighbour) {
        dialler.dial(neighbour, this);
    }

    @Override
    public void abandonDial(int neighbour) {
        dialler.abandon(neighbour);
    }

    @Override
    public void lookUp(PlacesQuery query, long deadlineNanos, long token) {
        places.lookUp(query, Duration.ofNanos(deadlineNanos - nowNanos()), token, this);
    }

    @Override
    public void abandonLookUp(long token) {
        places.abandon(token);
    }

    @Override
    public void lookUpFailed(PlacesAnswer.Unavailable answer) {
        note("look-up failed: " + answer.status() + ", " + answer.detailForLog());
    }

    @Override
    public void stored(AtLine record) {
        if (!listeners.isEmpty()) {
            tell(Report.of(record));
        }
    }

    @Override
    public void linkChanged(LinkEvent event) {
        note(event.text());
    }

    @Override
    public void warn(String text) {
        note("warning: " + text);
    }

    @Override
    public void noteIn(long connection, byte[] bytes, int offset, int length, long omitted) {
        log(Direction.CLIENT_IN, connection, bytes, offset, length, omitted);
    }

    @Override
    public void noteOut(long connection, byte[] bytes, int offset, int length) {
        log(Direction.CLIENT_OUT, connection, bytes, offset, length, 0);
    }

    @Override
    public void noteEcho(long connection, byte[] line, int offset, int length, long omitted) {
        log(Direction.CLIENT_ECHO, connection, line, offset, length, omitted);
    }

    @Override
    public void noteRecordIn(int neighbour, byte[] line, int offset, int length) {
        log(Direction.LINK_IN, neighbour, line, offset, length, 0);
    }

    @Override
    public void noteRecordOut(int neighbour, byte[] line, int offset, int length) {
        log(Direction.LINK_OUT, neighbour, line, offset, length, 0);
    }

    @Override
    public void noteIdle(long connection) {
        note("c" + connection + " was silent for too long");
    }

    /** Logs a message; a log that takes none costs a server no look at the clock. */
    private void log(
            Direction direction,
            long number,
            byte[] bytes,
            int offset,
            int length,
            long omittedBytes) {
        if (journal.takesLines()) {
            journal.line(
                    clock.nanosOfNote(loop.nowNanos()),
                    direction,
                    number,
                    bytes,
                    offset,
                    length,
                    omittedBytes);
        }
    }

    /** Has something done on the loop, on any thread; if the loop has ended, it is of no use. */
    void executeIfRunning(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            return;
        }
    }

    /** A listener that throws is told nothing more: it must not stop a client's update. */
    private void tell(Report report) {
        for (Consumer<Report> listener : listeners) {
            try {
                listener.accept(report);
            } catch (RuntimeException e) {
                listeners.remove(listener);
                note("warning: a listener failed and is told nothing more: " + e);
            }
        }
    }

    static String words(CloseReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    // Classes and not lambdas: what a start needs, it loads faster from the jar than it links a
    // lambda.

    private final class Alarm implements Runnable {
        @Override
        public void run() {
            engine.woken(loop.nowNanos());
        }
    }

    private final class TurnEnd implements Runnable {
        @Override
        public void run() {
            engine.turnEnds();
        }
    }
}
