package herd.engine;

import herd.flood.Audit;
import herd.flood.Flood;
import herd.flood.RecordView;
import herd.line.Pipe;
import herd.line.Talker;
import herd.link.CloseReason;
import herd.link.Introduction;
import herd.link.Link;
import herd.link.LinkEvent;
import herd.link.LinkHost;
import herd.link.LinkRules;
import herd.link.LinkStatus;
import herd.link.Links;
import herd.protocol.AtLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Couples the links to the records: what comes in is merged, what is new goes out, and both ends
 * audit each other.
 *
 * <p><b>Threading.</b> The engine's thread.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 4 to 8.
 */
final class Neighbours implements LinkHost {

    private static final long AUDIT_NANOS = 5_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Effects effects;
    private final Flood flood;
    private final Links links;
    private final int count;
    private final int maxClients;
    private final int maxRecordLength;
    private final RecordView record = new RecordView();
    private final long[] auditNanos;
    private long linksNanos = NEVER;
    private long nonsense;

    Neighbours(EngineSettings settings, Effects effects, Flood flood, LinkRules rules) {
        this.effects = effects;
        this.flood = flood;
        count = settings.link().neighbours().size();
        maxClients = settings.link().herd().maxClients();
        maxRecordLength = settings.link().herd().maxLineBytes() + AtLine.MAX_GROWTH_BYTES;
        auditNanos = new long[count];
        Arrays.fill(auditNanos, NEVER);
        links = new Links(settings.link(), this, rules);
    }

    void start(long nowNanos) {
        links.start(nowNanos);
    }

    void stop(long nowNanos) {
        links.stop(nowNanos);
    }

    Talker accepted(Pipe pipe, long nowNanos) {
        return new LinkTalker(links.accepted(pipe, nowNanos));
    }

    Talker dialled(int neighbour, Pipe pipe, long nowNanos) {
        return new LinkTalker(links.dialled(neighbour, pipe, nowNanos));
    }

    void dialFailed(int neighbour, String why, long nowNanos) {
        links.dialFailed(neighbour, why, nowNanos);
    }

    void woken(long nowNanos) {
        if (nowNanos >= linksNanos) {
            linksNanos = NEVER;
            links.woken(nowNanos);
        }
        for (int n = 0; n < count; n++) {
            if (nowNanos >= auditNanos[n]) {
                auditNanos[n] = nowNanos + AUDIT_NANOS;
                sayAudit(n, nowNanos);
            }
        }
    }

    long nextNanos() {
        long next = linksNanos;
        for (long due : auditNanos) {
            next = Math.min(next, due);
        }
        return next;
    }

    /** Offers to each link what it has not been offered yet, as far as there is room. */
    void pump(long nowNanos) {
        for (int n = 0; n < count; n++) {
            while (links.hasRoom(n) && flood.next(n, record)) {
                effects.noteRecordOut(n, record.bytes(), record.offset(), record.length());
                links.sendRecord(
                        n,
                        record.seq(),
                        record.bytes(),
                        record.offset(),
                        record.length(),
                        nowNanos);
            }
            if (links.hasRoom(n) && flood.isBehind(n)) {
                effects.turnAgain();
            }
        }
    }

    List<EngineCounters.Neighbour> counters() {
        List<EngineCounters.Neighbour> counters = new ArrayList<>();
        for (LinkStatus link : links.status()) {
            long lag = flood.tail() - flood.sentUpTo(counters.size());
            counters.add(new EngineCounters.Neighbour(link, lag));
        }
        return counters;
    }

    long waitingBytes(int neighbour) {
        return links.waitingBytes(neighbour);
    }

    long closed(CloseReason why) {
        return links.closed(why);
    }

    int strangers() {
        return links.strangers();
    }

    long nonsense() {
        return nonsense;
    }

    @Override
    public void dial(int neighbour) {
        effects.dial(neighbour);
    }

    @Override
    public void abandonDial(int neighbour) {
        effects.abandonDial(neighbour);
    }

    @Override
    public void wakeAt(long nanos) {
        linksNanos = nanos;
    }

    @Override
    public void fillRandom(byte[] bytes) {
        effects.fillRandom(bytes);
    }

    @Override
    public long rememberedIncarnation(int neighbour) {
        return flood.incarnationOf(neighbour);
    }

    @Override
    public long appliedSeq(int neighbour) {
        return flood.appliedOf(neighbour);
    }

    @Override
    public long sentUpTo(int neighbour) {
        return flood.sentUpTo(neighbour);
    }

    @Override
    public void up(int neighbour, Introduction theirs) {
        flood.linkUp(
                neighbour,
                theirs.rememberedIncarnation(),
                theirs.appliedSeq(),
                theirs.incarnation());
        flood.setAudited(neighbour, theirs.settings().maxClients() == maxClients);
        boolean goesOn = theirs.rememberedIncarnation() == flood.incarnation();
        if (goesOn && flood.sentUpTo(neighbour) < theirs.appliedSeq()) {
            links.sendRewind(neighbour, effects.nowNanos());
        }
        auditNanos[neighbour] = effects.nowNanos() + AUDIT_NANOS;
    }

    @Override
    public void down(int neighbour, CloseReason why) {
        auditNanos[neighbour] = NEVER;
    }

    @Override
    public void record(int neighbour, long seq, byte[] bytes, int offset, int length) {
        effects.noteRecordIn(neighbour, bytes, offset, length);
        // No server built one that is longer, and no link takes it.
        if (length > maxRecordLength || !flood.take(bytes, offset, length, neighbour)) {
            nonsense++;
        }
        flood.applied(neighbour, seq);
    }

    @Override
    public void allSentUpTo(int neighbour, long seq) {
        flood.applied(neighbour, seq);
    }

    @Override
    public void rewound(int neighbour) {
        flood.rewound(neighbour);
    }

    @Override
    public void audit(int neighbour, long tail, long applied, long records, long sum) {
        if (flood.audit(neighbour, records, sum, tail, applied) == Audit.REPAIRING) {
            effects.warn(
                    "audit: the records differ from those of "
                            + links.status().get(neighbour).neighbour()
                            + ", which should never be; sending it everything again");
            links.sendRewind(neighbour, effects.nowNanos());
        }
    }

    @Override
    public void report(LinkEvent event) {
        effects.linkChanged(event);
    }

    private boolean isAnyBehind() {
        for (int n = 0; n < count; n++) {
            if (links.isUp(n) && flood.isBehind(n)) {
                return true;
            }
        }
        return false;
    }

    private void sayAudit(int neighbour, long nowNanos) {
        if (flood.hasAuditFor(neighbour)) {
            links.sendAudit(
                    neighbour,
                    flood.tail(),
                    flood.appliedOf(neighbour),
                    flood.count(),
                    flood.sum(),
                    nowNanos);
        }
    }

    /** Hands on to a link what comes from its pipe; a link has no use for the pipe's alarm. */
    private final class LinkTalker implements Talker {
        private final Link link;

        LinkTalker(Link link) {
            this.link = link;
        }

        @Override
        public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
            link.received(bytes, offset, length, nowNanos, wallNanos);
            // The records in these bytes have been taken, and the next read overwrites them.
            flood.settle();
        }

        @Override
        public void inputEnded(long nowNanos, long wallNanos) {
            link.ended(nowNanos);
        }

        /** There is room again: what had to wait for it goes out in a turn of its own. */
        @Override
        public void drained(long nowNanos) {
            if (isAnyBehind()) {
                effects.turnAgain();
            }
        }

        @Override
        public void woken(long nowNanos, long wallNanos) {
            throw new IllegalStateException("no link sets its pipe's alarm");
        }

        @Override
        public void closed(String why, long nowNanos) {
            link.closed(nowNanos, why);
        }
    }
}
