package herd.engine;

import herd.flood.Flood;
import herd.flood.FloodRules;
import herd.line.Pipe;
import herd.line.Talker;
import herd.link.CloseReason;
import herd.link.HerdSettings;
import herd.link.LinkRules;
import herd.link.LinkSettings;
import herd.places.LookUps;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import herd.session.Question;
import herd.session.Session;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One whole server: clients, records, neighbours and look-ups, put together.
 *
 * <pre>
 *   clients ──► Session ──► Clients ──► Flood ◄── Neighbours ◄── Links ◄── neighbours
 *                              │          records, cursors         ▲
 *                              ▼                                   │ pump, once a turn
 *                           LookUps ──► places                 turnEnds
 * </pre>
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Time.</b> {@code nowNanos} is monotonic, {@code wallNanos} the wall clock in nanoseconds
 * since 1970.
 *
 * <p><b>Order.</b> In one turn: bytes come in and are answered, then {@link #turnEnds} passes on to
 * the neighbours what is new; only then may anything leave, what is for the neighbours first. So an
 * update is on its way to them no later than its answer is to the client.
 *
 * <p><b>Errors.</b> What comes in never makes a method throw. An exception is a bug, and the state
 * is then not to be trusted.
 */
public final class Engine {

    private static final long NEVER = Long.MAX_VALUE;

    private final EngineSettings settings;
    private final Effects effects;
    private final Flood flood;
    private final LookUps lookUps;
    private final Clients clients;
    private final Neighbours neighbours;
    private long alarmNanos = NEVER;

    /** A server that knows nothing and has no links, until {@link #start}. */
    public Engine(EngineSettings settings, Effects effects) {
        this(settings, effects, rules(settings.link().herd()), new LinkRules());
    }

    /** The same, with rules of the caller's: for tests that show what each rule is for. */
    public Engine(EngineSettings settings, Effects effects, FloodRules rules, LinkRules linkRules) {
        this.settings = settings;
        this.effects = effects;
        LinkSettings link = settings.link();
        flood =
                new Flood(
                        rules,
                        link.neighbours().size(),
                        link.incarnation(),
                        link.herd().maxClients(),
                        settings.maxRecordBytes(),
                        new Stored());
        lookUps = new LookUps(settings.lookUps(), new Requests());
        clients = new Clients(settings, effects, flood, lookUps);
        neighbours = new Neighbours(settings, effects, flood, linkRules);
    }

    /** The rules of flooding with what a herd has agreed on. */
    public static FloodRules rules(HerdSettings herd) {
        return new FloodRules(herd.maxFuture().toNanos(), herd.sync());
    }

    /** Dials the neighbours. Clients and neighbours may come before. */
    public void start() {
        neighbours.start(effects.nowNanos());
        rearm();
    }

    /** A client has connected; the result talks to it. */
    public Session clientConnected(long number, Pipe pipe) {
        return new Session(clients, pipe, settings.session(), number, effects.nowNanos());
    }

    /** Somebody has connected to the neighbour port; the result talks to it. */
    public Talker neighbourConnected(Pipe pipe) {
        return neighbours.accepted(pipe, effects.nowNanos());
    }

    /** A dial has met a listener; the result talks to it. */
    public Talker dialled(int neighbour, Pipe pipe) {
        return neighbours.dialled(neighbour, pipe, effects.nowNanos());
    }

    /** A dial has met none. */
    public void dialFailed(int neighbour, String why) {
        neighbours.dialFailed(neighbour, why, effects.nowNanos());
    }

    /** A request to the places service has come back, perhaps while it is being sent. */
    public void lookedUp(long token, PlacesAnswer answer) {
        lookUps.finished(token, answer, effects.nowNanos());
    }

    /** The time asked for with {@link Effects#wakeAt} has come. */
    public void woken(long nowNanos) {
        alarmNanos = NEVER;
        neighbours.woken(nowNanos);
        if (nowNanos >= lookUps.nextDeadline()) {
            lookUps.woken(nowNanos);
        }
        rearm();
    }

    /**
     * Merges what was taken, and passes on to the neighbours what is new: at the end of every turn,
     * before anything leaves.
     */
    public void turnEnds() {
        flood.settle();
        neighbours.pump(effects.nowNanos());
        rearm();
    }

    /** Takes a location from the embedding program, as if a client had sent this line. */
    public Optional<AtLine> report(byte[] iamat, long wallNanos) {
        CommandReader command = clients.commands();
        if (!fits(iamat) || command.read(iamat, 0, iamat.length) != CommandReader.Kind.IAMAT) {
            return Optional.empty();
        }
        AtLine line = clients.heard(command, wallNanos);
        flood.settle();
        return Optional.of(line);
    }

    /**
     * Takes a question from the embedding program, as if a client had sent this line.
     *
     * @param reply is given the whole text of the answer, perhaps before this returns
     * @return whether the line is a WHATSAT about a client that is known; if not, there is no answer
     */
    public boolean ask(byte[] whatsat, Question reply) {
        CommandReader command = clients.commands();
        if (!fits(whatsat)
                || command.read(whatsat, 0, whatsat.length) != CommandReader.Kind.WHATSAT
                || !clients.knows(command)) {
            return false;
        }
        clients.asked(command, reply);
        return true;
    }

    /** The AT line of a client's newest known location. */
    public Optional<byte[]> find(byte[] clientId) {
        return clients.find(clientId, 0, clientId.length)
                ? Optional.of(clients.foundLine())
                : Optional.empty();
    }

    /** The records and their cursors, to be looked at. */
    public Flood flood() {
        return flood;
    }

    /** Answers every open question as failed, and takes no more. */
    public void stopLookUps() {
        lookUps.stop();
    }

    /** Closes all links in order, and dials no more. */
    public void stopLinks() {
        neighbours.stop(effects.nowNanos());
    }

    /** Questions whose places have not come yet. */
    public int openQuestions() {
        return lookUps.waiting();
    }

    /** How many connections with neighbours, and attempts at one, have ended for this reason. */
    public long closedLinks(CloseReason why) {
        return neighbours.closed(why);
    }

    /** Bytes on their way to a neighbour that the network has not taken yet; 0 without a link. */
    public long waitingBytes(int neighbour) {
        return neighbours.waitingBytes(neighbour);
    }

    /** Connections to the neighbour port that have not proved to be a neighbour. */
    public int strangers() {
        return neighbours.strangers();
    }

    /** What there is to count, as of now. */
    public EngineCounters counters() {
        return new EngineCounters(
                clients.iamats(),
                clients.whatsats(),
                clients.invalids(),
                neighbours.nonsense(),
                flood.counters(),
                neighbours.counters(),
                neighbours.strangers(),
                new EngineCounters.LookUpCounters(
                        lookUps.asked(),
                        lookUps.started(),
                        lookUps.shared(),
                        lookUps.failed(),
                        lookUps.inFlight(),
                        lookUps.queued()));
    }

    /** Whether it is no longer than a client's line may be: links take no record of a longer one. */
    private boolean fits(byte[] line) {
        return line.length <= settings.session().maxLineBytes();
    }

    private void rearm() {
        long next = Math.min(neighbours.nextNanos(), lookUps.nextDeadline());
        if (next != alarmNanos) {
            alarmNanos = next;
            effects.wakeAt(next);
        }
    }

    /** Passes on what has become a client's record. */
    private final class Stored implements Consumer<AtLine> {
        @Override
        public void accept(AtLine record) {
            effects.stored(record);
        }
    }

    /** What the look-ups need done. */
    private final class Requests implements LookUps.Requests {

        @Override
        public void start(PlacesQuery query, long deadlineNanos, long token) {
            effects.lookUp(query, deadlineNanos, token);
        }

        @Override
        public void abandon(long token) {
            effects.abandonLookUp(token);
        }
    }
}
