package herd.node;

import herd.engine.EngineCounters;
import herd.journal.JournalCounters;
import herd.link.LinkStatus;
import herd.net.LoopCounters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server has counted since it started and how things stand, at one moment. Immutable.
 *
 * @param server the server's name
 * @param records clients that it knows of
 * @param recordSum a sum of hashes of all records, the one that neighbours compare: servers with as
 *     many records and the same sum hold the same
 * @param recordBytes memory that their records take
 * @param refusedRecords newcomers that found no room, and records that had to make some
 * @param iamats locations taken from clients
 * @param whatsats questions taken from clients
 * @param invalids lines answered with a question mark
 * @param connections connections that are open, links among them
 * @param accepted connections that were accepted
 * @param refusedConnections connections that were closed at once, since their address had too many
 * @param acceptFailures times that accepting had to pause, for want of file descriptors mostly
 * @param bytesWaiting bytes kept for all connections together
 * @param bugs exceptions that nobody expected; each closed one connection
 * @param neighbours how things stand with each neighbour, in order
 * @param strangers connections to the neighbour port that have not proved to be a neighbour
 * @param unreadableRecords records from neighbours that no server could have built
 * @param auditRepairs how often a neighbour had to be sent everything again; 0 in a sound herd
 * @param lookUps what became of the look-ups
 * @param log what became of the lines for the log
 */
public record ServerSnapshot(
        String server,
        long records,
        long recordSum,
        long recordBytes,
        long refusedRecords,
        long iamats,
        long whatsats,
        long invalids,
        int connections,
        long accepted,
        long refusedConnections,
        long acceptFailures,
        long bytesWaiting,
        long bugs,
        List<Neighbour> neighbours,
        int strangers,
        long unreadableRecords,
        long auditRepairs,
        LookUps lookUps,
        Log log) {

    /** Copies the list. */
    public ServerSnapshot {
        neighbours = List.copyOf(neighbours);
    }

    /** Whether there is a link to a neighbour. */
    public enum LinkState {
        /** There is none; the next dial is waited for. */
        DOWN,
        /** There is none yet; this server is dialling. */
        DIALLING,
        /** There is one. */
        UP
    }

    /**
     * How things stand with one neighbour.
     *
     * @param name the neighbour's
     * @param since for how long things have been so
     * @param lag changes here that it has not been sent yet
     * @param waitingBytes bytes on their way to it
     * @param ups how often a link has come up
     * @param lastTrouble why the last link went down or the last dial failed, if one did
     */
    public record Neighbour(
            String name,
            LinkState state,
            Duration since,
            long lag,
            long waitingBytes,
            long ups,
            Optional<String> lastTrouble) {}

    /**
     * What became of the look-ups.
     *
     * @param asked questions
     * @param started requests to the places service
     * @param shared questions that joined a request under way
     * @param failed questions answered with a failure
     * @param underWay requests that are out
     * @param queued look-ups that wait for a request to come back
     */
    public record LookUps(
            long asked, long started, long shared, long failed, int underWay, int queued) {}

    /**
     * What became of the lines for the log.
     *
     * @param written lines in the file
     * @param skipped lines left out since the disk was too slow, or refused them
     * @param failing whether the file cannot be written now
     */
    public record Log(long written, long skipped, boolean failing) {}

    static ServerSnapshot of(
            String server,
            EngineCounters engine,
            LoopCounters loop,
            JournalCounters journal,
            long nowNanos) {
        EngineCounters.LookUpCounters lookUps = engine.lookUps();
        return new ServerSnapshot(
                server,
                engine.flood().records(),
                engine.flood().recordSum(),
                engine.flood().recordBytes(),
                engine.flood().refusedAtCap()
                        + engine.flood().refusedForRoom()
                        + engine.flood().evicted(),
                engine.iamats(),
                engine.whatsats(),
                engine.invalids(),
                loop.open(),
                loop.accepted(),
                loop.refused(),
                loop.acceptFailures(),
                loop.bytesHeld(),
                loop.bugs(),
                engine.links().stream().map(link -> neighbour(link, nowNanos)).toList(),
                engine.strangers(),
                engine.nonsense(),
                engine.flood().repairs(),
                new LookUps(
                        lookUps.asked(),
                        lookUps.started(),
                        lookUps.shared(),
                        lookUps.failed(),
                        lookUps.inFlight(),
                        lookUps.queued()),
                new Log(journal.written(), journal.skipped() + journal.lost(), journal.failing()));
    }

    /** The counters as one line for the log. */
    String text() {
        StringBuilder text = new StringBuilder("counters:");
        add(text, "records", records);
        add(text, "record-bytes", recordBytes);
        add(text, "records-refused", refusedRecords);
        add(text, "iamat", iamats);
        add(text, "whatsat", whatsats);
        add(text, "invalid", invalids);
        add(text, "connections", connections);
        add(text, "accepted", accepted);
        add(text, "connections-refused", refusedConnections);
        add(text, "accept-failures", acceptFailures);
        add(text, "bytes-waiting", bytesWaiting);
        add(text, "bugs", bugs);
        add(text, "look-ups", lookUps.asked);
        add(text, "look-ups-shared", lookUps.shared);
        add(text, "look-ups-failed", lookUps.failed);
        add(text, "look-ups-under-way", lookUps.underWay);
        add(text, "look-ups-queued", lookUps.queued);
        add(text, "log-lines", log.written);
        add(text, "log-lines-skipped", log.skipped);
        add(text, "strangers", strangers);
        add(text, "records-unreadable", unreadableRecords);
        add(text, "audit-repairs", auditRepairs);
        for (Neighbour neighbour : neighbours) {
            text.append(' ').append(neighbour.name).append('=').append(neighbour.state);
            text.append(",lag=").append(neighbour.lag);
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String name, long value) {
        text.append(' ').append(name).append('=').append(value);
    }

    private static Neighbour neighbour(EngineCounters.Neighbour it, long nowNanos) {
        LinkStatus link = it.link();
        LinkState state =
                switch (link.state()) {
                    case DOWN -> LinkState.DOWN;
                    case DIALLING -> LinkState.DIALLING;
                    case UP -> LinkState.UP;
                };
        return new Neighbour(
                link.neighbour(),
                state,
                Duration.ofNanos(Math.max(0, nowNanos - link.sinceNanos())),
                it.lag(),
                link.waitingBytes(),
                link.ups(),
                link.lastReason().map(reason -> reason.text()));
    }
}
