package herd.link;

import herd.line.Pipe;
import java.util.List;
import java.util.Optional;

/**
 * All that is remembered of one neighbour: the link that is up or the one that was, the dial under
 * way, when to dial again, and what the log has been told.
 *
 * <p>At any time at most one link is up, and at most one dial is under way; one of the two, or a
 * time for the next dial, there always is, until this server stops.
 */
final class Neighbour {

    private static final long NEVER = Long.MAX_VALUE;

    private final Links links;
    private final int index;
    private final String name;
    private final Redial redial;
    private final NeighbourReports reports;

    private Optional<Link> established = Optional.empty();
    private long establishedIncarnation;
    private Optional<LinkName> lost = Optional.empty();
    private long sinceNanos;

    private boolean connecting;
    private Optional<DialledLink> dial = Optional.empty();
    private long dials;
    private long dialDeadlineNanos = NEVER;
    private long redialNanos = NEVER;

    private long ups;
    private Optional<CloseReason> lastReason = Optional.empty();

    Neighbour(Links links, int index, String name) {
        this.links = links;
        this.index = index;
        this.name = name;
        this.redial = new Redial(links.rules());
        this.reports = new NeighbourReports(name, links.settings().herd(), links.host());
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    Optional<Link> established() {
        return established;
    }

    /** Dials now. */
    void dial(long nowNanos) {
        redialNanos = NEVER;
        connecting = true;
        dials++;
        dialDeadlineNanos = nowNanos + DialledLink.TERM_NANOS;
        since(nowNanos);
        links.host().dial(index);
    }

    /** The dial has met a listener. */
    Link dialled(Pipe pipe, long nowNanos) {
        DialledLink link = new DialledLink(links, pipe, this, dials, dialDeadlineNanos);
        if (connecting) {
            connecting = false;
            dial = Optional.of(link);
            link.begin();
        } else {
            link.close(CloseReason.ABANDONED, "", nowNanos);
        }
        return link;
    }

    /** The dial has met none. */
    void dialFailed(String detail, long nowNanos) {
        if (connecting) {
            links.count(CloseReason.NOT_CONNECTED);
            dialCameToNothing(CloseReason.NOT_CONNECTED, detail, nowNanos);
        }
    }

    /** What this server says of itself on a new connection. */
    Introduction introduce(long dialNumber, long wallNanos) {
        LinkHost host = links.host();
        long remembered = host.rememberedIncarnation(index);
        return new Introduction(
                links.settings().incarnation(),
                dialNumber,
                lost,
                remembered,
                remembered == 0 ? 0 : host.appliedSeq(index),
                links.settings().herd(),
                wallNanos);
    }

    /** Why there can be no link with a neighbour that says this of itself, if there cannot. */
    Optional<CloseReason> objection(Verdict verdict, Introduction theirs, long wallNanos) {
        List<String> conflicts = links.settings().herd().conflictsWith(theirs.settings());
        if (verdict == Verdict.SETTINGS || !conflicts.isEmpty()) {
            reports.settingsDiffer(
                    conflicts.isEmpty() ? List.of("it says that settings differ") : conflicts);
            return Optional.of(CloseReason.SETTINGS_DIFFER);
        }
        if (verdict == Verdict.CLOCK) {
            reports.clockRefused(theirs.aheadNanos(wallNanos));
            return Optional.of(CloseReason.CLOCKS_DIFFER);
        }
        return Optional.empty();
    }

    /** Whether a connection that has just been proved may take the place of what is there. */
    boolean prefers(LinkName newcomer, Introduction theirs) {
        if (established.isEmpty()) {
            return true;
        }
        return links.rules()
                .replaces(
                        new Crossing.Established(established.get().name(), establishedIncarnation),
                        new Crossing.Newcomer(newcomer, theirs.incarnation(), theirs.lost()));
    }

    /** Makes room for a connection that has just been proved. */
    void replaceEstablished(long nowNanos) {
        if (established.isPresent()) {
            established.get().close(CloseReason.REPLACED, "", nowNanos);
        }
    }

    /** A link came up: whatever else was tried is of no more use. */
    void cameUp(Link link, Introduction theirs, long nowNanos, long wallNanos) {
        established = Optional.of(link);
        establishedIncarnation = theirs.incarnation();
        ups++;
        since(nowNanos);
        stopDialling(link, nowNanos);
        if (link instanceof AcceptedLink) {
            redial.dialledIn(nowNanos);
        }
        reports.up(link, theirs, wallNanos);
        links.host().up(index, theirs);
    }

    /** The link that was up is no more. */
    void wentDown(Link link, CloseReason why, String detail, long nowNanos) {
        established = Optional.empty();
        lost = Optional.of(link.name());
        lastReason = Optional.of(why);
        redial.wasUpFor(nowNanos - sinceNanos);
        since(nowNanos);
        reports.down(link, why, detail);
        links.host().down(index, why);
        if (why != CloseReason.REPLACED) {
            redialLater(nowNanos);
        }
    }

    /** A connection that this server dialled was closed before it was a link. */
    void dialEnded(DialledLink link, CloseReason why, String detail, long nowNanos) {
        if (dial.isPresent() && dial.get() == link) {
            dialCameToNothing(why, detail, nowNanos);
        }
    }

    /** Closes everything; {@link Links} sees to it that nothing is dialled afterwards. */
    void stop(long nowNanos) {
        redialNanos = NEVER;
        if (connecting) {
            connecting = false;
            links.host().abandonDial(index);
        }
        if (dial.isPresent()) {
            dial.get().close(CloseReason.STOPPED, "", nowNanos);
        }
        if (established.isPresent()) {
            established.get().finish(CloseReason.STOPPED, nowNanos);
        }
    }

    void wasLate(long lateNanos, long nowNanos) {
        if (connecting) {
            long latestNanos = nowNanos + DialledLink.TERM_NANOS;
            dialDeadlineNanos = Math.min(dialDeadlineNanos + lateNanos, latestNanos);
        }
        if (dial.isPresent()) {
            dial.get().wasLate(lateNanos, nowNanos);
        }
        if (established.isPresent()) {
            established.get().wasLate(lateNanos, nowNanos);
        }
    }

    /** Does what is due. */
    void judge(long nowNanos) {
        if (established.isPresent()) {
            established.get().judge(nowNanos);
        }
        if (dial.isPresent()) {
            dial.get().judge(nowNanos);
        }
        if (connecting && nowNanos >= dialDeadlineNanos) {
            links.host().abandonDial(index);
            links.count(CloseReason.LATE);
            dialCameToNothing(CloseReason.LATE, "not connected", nowNanos);
        }
        if (nowNanos >= redialNanos) {
            dial(nowNanos);
        }
    }

    /** When something is due. */
    long nextNanos() {
        long nextNanos = connecting ? Math.min(redialNanos, dialDeadlineNanos) : redialNanos;
        if (dial.isPresent()) {
            nextNanos = Math.min(nextNanos, dial.get().nextNanos());
        }
        if (established.isPresent()) {
            nextNanos = Math.min(nextNanos, established.get().nextNanos());
        }
        return nextNanos;
    }

    LinkStatus status() {
        LinkStatus.State state = LinkStatus.State.DOWN;
        if (established.isPresent()) {
            state = LinkStatus.State.UP;
        } else if (connecting || dial.isPresent()) {
            state = LinkStatus.State.DIALLING;
        }
        return new LinkStatus(
                name,
                state,
                established.map(Link::name),
                sinceNanos,
                established.map(it -> it.traffic().waitingBytes()).orElse(0L),
                dials,
                ups,
                lastReason);
    }

    private void dialCameToNothing(CloseReason why, String detail, long nowNanos) {
        connecting = false;
        dial = Optional.empty();
        if (established.isPresent()) {
            return;
        }
        lastReason = Optional.of(why);
        since(nowNanos);
        reports.dialFailed(why, detail);
        redialLater(nowNanos);
    }

    private void since(long nowNanos) {
        sinceNanos = nowNanos;
    }

    /** A dial that has sent its proof goes on: the other end may have come up by it. */
    private void stopDialling(Link cameUp, long nowNanos) {
        redialNanos = NEVER;
        if (connecting) {
            connecting = false;
            links.host().abandonDial(index);
            links.count(CloseReason.ABANDONED);
        }
        if (dial.isPresent() && dial.get() == cameUp) {
            dial = Optional.empty();
        } else if (dial.isPresent() && links.rules().abandonsDial(hasSentProof(dial.get()))) {
            dial.get().close(CloseReason.ABANDONED, "", nowNanos);
        }
    }

    private static boolean hasSentProof(DialledLink dial) {
        return dial.state() != Link.State.AWAITS_NONCE;
    }

    private void redialLater(long nowNanos) {
        if (!links.stopped() && !connecting && dial.isEmpty()) {
            redialNanos = nowNanos + redial.nextDelayNanos(links.randomBits());
        }
    }
}
