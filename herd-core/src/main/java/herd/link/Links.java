package herd.link;

import herd.line.Pipe;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All connections between one server and its neighbours. It dials every neighbour until a link is
 * up, takes their dials, and keeps one link to each alive. What the records on a link mean, and
 * where to go on sending, is the host's business.
 *
 * <p><b>Threading.</b> One thread, the one that owns the server's state.
 *
 * <p><b>Time.</b> {@code nowNanos} is monotonic, {@code wallNanos} the wall clock in nanoseconds
 * since 1970.
 *
 * <p><b>Source.</b> PROTOCOL.md, Links between servers; Flooding, rules 10 to 14.
 */
public final class Links {

    /** How many connections may be open that have not proved to be a neighbour. */
    public static final int MAX_STRANGERS = 16;

    /** From how far apart on the clocks of two servers are worth a warning. */
    static final long CLOCK_WARNING_NANOS = 1_000_000_000;

    /** An alarm this late says that the loop was held up, and not only busy. */
    static final long LATE_NANOS = 50_000_000;

    /** By how much an AT line may be longer than the IAMAT line that it was made from. */
    static final int AT_BYTES = 256;

    private static final long NEVER = Long.MAX_VALUE;

    private final LinkSettings settings;
    private final LinkHost host;
    private final LinkRules rules;
    private final List<Neighbour> neighbours = new ArrayList<>();
    private final Deque<AcceptedLink> strangers = new ArrayDeque<>();
    private final long[] closed = new long[CloseReason.values().length];
    private long alarmNanos = NEVER;
    private boolean stopped;

    // Null until a link is up: no client need wait while their checksum's tables are worked out.
    private LinkLine line;
    private LinkLineWriter writer;

    /** Links that are down, until {@link #start}. */
    public Links(LinkSettings settings, LinkHost host) {
        this(settings, host, new LinkRules());
    }

    /** The same, with rules of the caller's: for tests that show what each rule is for. */
    public Links(LinkSettings settings, LinkHost host, LinkRules rules) {
        this.settings = settings;
        this.host = host;
        this.rules = rules;
        for (String name : settings.neighbours()) {
            neighbours.add(new Neighbour(this, neighbours.size(), name));
        }
    }

    /** Dials all neighbours, unless stopped already. Their dials are taken also before. */
    public void start(long nowNanos) {
        if (stopped) {
            return;
        }
        for (Neighbour neighbour : neighbours) {
            neighbour.dial(nowNanos);
        }
        rearm();
    }

    /** Closes all links when what is waiting has left, and dials no more. */
    public void stop(long nowNanos) {
        stopped = true;
        for (Neighbour neighbour : neighbours) {
            neighbour.stop(nowNanos);
        }
        for (AcceptedLink stranger : List.copyOf(strangers)) {
            stranger.close(CloseReason.STOPPED, "", nowNanos);
        }
        rearm();
    }

    /** The dial to a neighbour has met a listener; what comes is to be handed to the result. */
    public Link dialled(int neighbour, Pipe pipe, long nowNanos) {
        Link link = neighbours.get(neighbour).dialled(pipe, nowNanos);
        rearm();
        return link;
    }

    /**
     * The dial to a neighbour has met none.
     *
     * @param detail what the network says about it, for the log
     */
    public void dialFailed(int neighbour, String detail, long nowNanos) {
        neighbours.get(neighbour).dialFailed(detail, nowNanos);
        rearm();
    }

    /** Somebody has dialled this server; what comes is to be handed to the result. */
    public Link accepted(Pipe pipe, long nowNanos) {
        if (strangers.size() >= MAX_STRANGERS) {
            strangers.getFirst().close(CloseReason.CROWDED_OUT, "", nowNanos);
        }
        AcceptedLink link = new AcceptedLink(this, pipe, nowNanos);
        strangers.addLast(link);
        if (stopped) {
            link.close(CloseReason.STOPPED, "", nowNanos);
        }
        rearm();
        return link;
    }

    /** The alarm has gone off. */
    public void woken(long nowNanos) {
        long lateNanos = alarmNanos == NEVER ? 0 : nowNanos - alarmNanos;
        alarmNanos = NEVER;
        if (lateNanos > LATE_NANOS) {
            wasLate(lateNanos, nowNanos);
        }
        for (Neighbour neighbour : neighbours) {
            neighbour.judge(nowNanos);
        }
        for (AcceptedLink stranger : List.copyOf(strangers)) {
            stranger.judge(nowNanos);
        }
        rearm();
    }

    /** Whether a link to the neighbour is up. */
    public boolean isUp(int neighbour) {
        return neighbours.get(neighbour).established().isPresent();
    }

    /** Whether a link to the neighbour is up and takes another record. */
    public boolean hasRoom(int neighbour) {
        Optional<Link> link = neighbours.get(neighbour).established();
        return link.isPresent() && link.get().traffic().hasRoom();
    }

    /**
     * Sends a record. Nothing is sent while the link is down, here and below: what is missing then is
     * found out when it is up again.
     *
     * @param seq above all that were sent on this link since it came up or was rewound
     * @param length at most the line limit and {@value #AT_BYTES}
     */
    public void sendRecord(
            int neighbour, long seq, byte[] bytes, int offset, int length, long nowNanos) {
        Optional<Link> link = neighbours.get(neighbour).established();
        if (link.isPresent()) {
            link.get().traffic().sendRecord(seq, bytes, offset, length, nowNanos);
        }
    }

    /**
     * Sends what is held here. Only when everything up to the tail has been sent or skipped.
     *
     * @param tail this server's last sequence number
     * @param applied the last of the neighbour's sequence numbers applied here
     * @param count how many records are held here
     * @param sum the sum of their hashes
     */
    public void sendAudit(
            int neighbour, long tail, long applied, long count, long sum, long nowNanos) {
        Optional<Link> link = neighbours.get(neighbour).established();
        if (link.isPresent()) {
            link.get().traffic().sendAudit(tail, applied, count, sum, nowNanos);
        }
    }

    /** Says that what is sent from now on begins at 0 again. */
    public void sendRewind(int neighbour, long nowNanos) {
        Optional<Link> link = neighbours.get(neighbour).established();
        if (link.isPresent()) {
            link.get().traffic().sendRewind(nowNanos);
        }
    }

    /** How things stand with each neighbour, in the order of the settings. */
    public List<LinkStatus> status() {
        return neighbours.stream().map(Neighbour::status).toList();
    }

    /** Bytes on their way to a neighbour that the network has not taken yet; 0 without a link. */
    public long waitingBytes(int neighbour) {
        Optional<Link> link = neighbours.get(neighbour).established();
        return link.isPresent() ? link.get().traffic().waitingBytes() : 0;
    }

    /** How many connections are open that have not proved to be a neighbour. */
    public int strangers() {
        return strangers.size();
    }

    /** How many connections, and attempts at one, have ended for this reason. */
    public long closed(CloseReason why) {
        return closed[why.ordinal()];
    }

    LinkSettings settings() {
        return settings;
    }

    LinkRules rules() {
        return rules;
    }

    LinkHost host() {
        return host;
    }

    LinkLine line() {
        if (line == null) {
            line = new LinkLine();
        }
        return line;
    }

    LinkLineWriter writer() {
        if (writer == null) {
            writer = new LinkLineWriter();
        }
        return writer;
    }

    boolean stopped() {
        return stopped;
    }

    int longestRecordBytes() {
        return settings.herd().maxLineBytes() + AT_BYTES;
    }

    int longestLineBytes() {
        return longestRecordBytes() + LinkLine.MOST_FRAME_BYTES;
    }

    Neighbour neighbourNamed(String name) {
        return neighbours.get(settings.neighbours().indexOf(name));
    }

    byte[] freshNonce() {
        byte[] nonce = new byte[Words.NONCE_BYTES];
        host.fillRandom(nonce);
        return nonce;
    }

    long randomBits() {
        byte[] bits = new byte[Long.BYTES];
        host.fillRandom(bits);
        return ByteBuffer.wrap(bits).getLong();
    }

    void count(CloseReason why) {
        closed[why.ordinal()]++;
    }

    /** The connection has proved to be a neighbour's. */
    void noStranger(AcceptedLink link) {
        strangers.remove(link);
    }

    void strangerLeft(AcceptedLink link, CloseReason why, String detail) {
        strangers.remove(link);
        if (!link.isProven() && why != CloseReason.STOPPED) {
            host.report(new LinkEvent.StrangerLeft(link.claimedName(), why, detail));
        }
    }

    private void wasLate(long lateNanos, long nowNanos) {
        for (Neighbour neighbour : neighbours) {
            neighbour.wasLate(lateNanos, nowNanos);
        }
        for (AcceptedLink stranger : strangers) {
            stranger.wasLate(lateNanos, nowNanos);
        }
    }

    /** Sets the alarm for whatever is due first. On a busy link it may go off early: no matter. */
    void rearm() {
        long nextNanos = NEVER;
        for (Neighbour neighbour : neighbours) {
            nextNanos = Math.min(nextNanos, neighbour.nextNanos());
        }
        for (AcceptedLink stranger : strangers) {
            nextNanos = Math.min(nextNanos, stranger.nextNanos());
        }
        if (nextNanos != alarmNanos) {
            alarmNanos = nextNanos;
            host.wakeAt(nextNanos);
        }
    }
}
