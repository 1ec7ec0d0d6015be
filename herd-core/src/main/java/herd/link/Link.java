package herd.link;

import herd.line.LineReader;
import herd.line.LineSink;
import herd.line.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One connection between this server and a neighbour, or somebody who may turn out to be one, from
 * its first byte to its last.
 *
 * <pre>
 *     this server dialled            the other side dialled
 *
 *     AWAITS_NONCE                   AWAITS_HELLO
 *         | NONCE: say PROOF             | HERD: say NONCE
 *     AWAITS_ANSWER                  AWAITS_PROOF
 *         | PROOF is good                | PROOF is good: say PROOF
 *         +---------------+--------------+
 *                         UP   records, pings, audits, either way
 *                         |
 *     from any state: a line that is wrong, a link that stays instead,
 *     a deadline, the end of the connection
 *                         |
 *                       CLOSED
 * </pre>
 *
 * <p><b>Threading.</b> The thread that owns the server's {@link Links}.
 *
 * <p><b>Errors.</b> Nothing that arrives makes these methods throw; what is wrong closes the
 * connection, with a reason.
 *
 * <p><b>Source.</b> PROTOCOL.md, Links between servers.
 */
public abstract sealed class Link permits DialledLink, AcceptedLink {

    /** The longest line of a handshake. */
    static final int HANDSHAKE_LINE_BYTES = 512;

    /** A usual record: nearly every read of a busy link ends within one, which must be no garbage. */
    private static final int USUAL_LINE_BYTES = 1024;

    enum State {
        AWAITS_NONCE,
        AWAITS_ANSWER,
        AWAITS_HELLO,
        AWAITS_PROOF,
        UP,
        CLOSED;

        boolean mayBecome(State next) {
            return switch (this) {
                case AWAITS_NONCE -> next == AWAITS_ANSWER || next == CLOSED;
                case AWAITS_HELLO -> next == AWAITS_PROOF || next == CLOSED;
                case AWAITS_ANSWER, AWAITS_PROOF -> next == UP || next == CLOSED;
                case UP -> next == CLOSED;
                case CLOSED -> false;
            };
        }
    }

    private final Links links;
    private final Pipe pipe;
    private final long termNanos;
    private LineSink lines = new Handshake();
    private LineReader reader = new LineReader(HANDSHAKE_LINE_BYTES);
    private State state;
    private long deadlineNanos;
    private Optional<Traffic> traffic = Optional.empty();
    private int heldBytes;

    /** The time of what is being received. */
    private long nowNanos;

    private long wallNanos;

    Link(Links links, Pipe pipe, State first, long termNanos, long deadlineNanos) {
        this.links = links;
        this.pipe = pipe;
        this.state = first;
        this.termNanos = termNanos;
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * Takes bytes that came.
     *
     * @param nowNanos the monotonic clock
     * @param wallNanos the wall clock, nanoseconds since 1970
     */
    public final void received(
            byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        State before = state;
        if (before == State.CLOSED) {
            return;
        }
        this.nowNanos = nowNanos;
        this.wallNanos = wallNanos;
        if (before == State.UP) {
            traffic.orElseThrow().heard(nowNanos);
        }
        int taken = reader.read(bytes, offset, length, lines);
        if (before != State.UP && state == State.UP) {
            reader.read(bytes, offset + taken, length - taken, lines);
        }
        if (state == State.UP && traffic().wrong().isPresent()) {
            close(traffic().wrong().get(), traffic().detail(), nowNanos);
        }
        tellHeldBytes();
        if (state != before) {
            links.rearm();
        }
    }

    /** The other side has said its last word. */
    public final void ended(long nowNanos) {
        endedBy(CloseReason.ENDED, "", nowNanos);
    }

    /**
     * The connection is gone.
     *
     * @param detail what the network says about it, for the log; may be empty
     */
    public final void closed(long nowNanos, String detail) {
        endedBy(CloseReason.BROKEN, detail, nowNanos);
    }

    /** Takes one line of the handshake, in Latin-1. */
    abstract void heardHandshakeLine(String line);

    /** The connection was closed before it was a link. */
    abstract void handshakeFailed(CloseReason why, String detail, long nowNanos);

    /** The name of this connection; known once the other side has proved itself. */
    abstract LinkName name();

    /** The neighbour at the other end; known once it has proved itself. */
    abstract Neighbour neighbour();

    /** The version of the protocol that both speak; known once the other side has proved itself. */
    abstract int version();

    /** Whether it was this server's previous secret that the other side proved. */
    abstract boolean byPreviousSecret();

    final State state() {
        return state;
    }

    final Links links() {
        return links;
    }

    final long nowNanos() {
        return nowNanos;
    }

    final long wallNanos() {
        return wallNanos;
    }

    /** What goes over the link; only of a link that has come up. */
    final Traffic traffic() {
        return traffic.orElseThrow();
    }

    /** Says a line of the handshake. */
    final void say(String line) {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.ISO_8859_1);
        pipe.offer(bytes, 0, bytes.length);
    }

    /** Goes on to the next step of the handshake. */
    final void proceed(State next) {
        become(next);
    }

    /**
     * The handshake is done.
     *
     * @param mine what this server said of itself on this connection
     * @param theirs what the other side said of itself
     */
    final void comeUp(Introduction mine, Introduction theirs) {
        become(State.UP);
        long resumesAt =
                mine.rememberedIncarnation() == theirs.incarnation() ? mine.appliedSeq() : 0;
        Traffic begun = new Traffic(links, neighbour().index(), pipe, resumesAt, nowNanos);
        traffic = Optional.of(begun);
        lines = begun;
        reader = new LineReader(links.longestLineBytes(), USUAL_LINE_BYTES);
    }

    /** Closes at once; what has not left is lost. */
    final void close(CloseReason why, String detail, long nowNanos) {
        if (state != State.CLOSED) {
            boolean wasUp = state == State.UP;
            become(State.CLOSED);
            pipe.close();
            tell(wasUp, why, detail, nowNanos);
        }
    }

    /** Closes as soon as what was said has left. */
    final void finish(CloseReason why, long nowNanos) {
        if (state != State.CLOSED) {
            boolean wasUp = state == State.UP;
            become(State.CLOSED);
            pipe.finish();
            tell(wasUp, why, "", nowNanos);
        }
    }

    /** The loop was late: deadlines move, but to no more than a full term from now. */
    final void wasLate(long lateNanos, long nowNanos) {
        deadlineNanos = Math.min(deadlineNanos + lateNanos, nowNanos + termNanos);
        if (traffic.isPresent()) {
            traffic.get().wasLate(lateNanos, nowNanos);
        }
    }

    /** Looks at the deadlines. */
    final void judge(long nowNanos) {
        if (state == State.UP) {
            Optional<CloseReason> dead = traffic().judge(nowNanos);
            if (dead.isPresent()) {
                close(dead.get(), "", nowNanos);
            }
        } else if (state != State.CLOSED && nowNanos >= deadlineNanos) {
            close(CloseReason.LATE, "", nowNanos);
        }
    }

    /** When to look at the deadlines again. */
    final long nextNanos() {
        return switch (state) {
            case UP -> traffic().nextNanos();
            case CLOSED -> Long.MAX_VALUE;
            default -> deadlineNanos;
        };
    }

    private void tellHeldBytes() {
        if (state != State.CLOSED && reader.heldBytes() != heldBytes) {
            heldBytes = reader.heldBytes();
            pipe.holds(heldBytes);
        }
    }

    private void endedBy(CloseReason why, String detail, long nowNanos) {
        if (state != State.CLOSED) {
            close(why, detail, nowNanos);
            links.rearm();
        }
    }

    private void tell(boolean wasUp, CloseReason why, String detail, long nowNanos) {
        links.count(why);
        if (wasUp) {
            neighbour().wentDown(this, why, detail, nowNanos);
        } else {
            handshakeFailed(why, detail, nowNanos);
        }
    }

    private void become(State next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("from " + state + " to " + next);
        }
        state = next;
    }

    /** Takes the lines until the link is up. */
    private final class Handshake implements LineSink {

        @Override
        public boolean line(byte[] bytes, int offset, int length) {
            heardHandshakeLine(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            // A link that came up reads on with another limit.
            return state != State.UP && state != State.CLOSED;
        }

        @Override
        public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
            close(CloseReason.UNREADABLE, Traffic.TOO_LONG, nowNanos);
            return false;
        }
    }
}
