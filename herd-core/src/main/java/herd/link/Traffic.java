package herd.link;

import herd.line.Pipe;
import java.util.Optional;

/**
 * What goes over one established link: lines in, lines out, and whether it is alive.
 *
 * <p><b>Order.</b> Sequence numbers only grow, on either way, until the sender says that it begins
 * again. What arrives otherwise closes the link; to send otherwise is a bug of the host.
 */
final class Traffic {

    /** How much may wait before no record is taken: the size of a socket's buffer, roughly. */
    static final long ROOM_BYTES = 64 * 1024;

    private final Links links;
    private final int neighbour;
    private final Pipe pipe;
    private final Liveness liveness;
    private long heardSeq;
    private long saidSeq;

    Traffic(Links links, int neighbour, Pipe pipe, long resumesAtSeq, long nowNanos) {
        this.links = links;
        this.neighbour = neighbour;
        this.pipe = pipe;
        this.heardSeq = resumesAtSeq;
        this.liveness = new Liveness(links.rules(), nowNanos);
    }

    /** Any byte counts as a sign of life. */
    void heard(long nowNanos) {
        liveness.heard(nowNanos);
    }

    /** Takes one line; says what is wrong with it, if anything is. */
    Optional<CloseReason> heardLine(byte[] bytes, int offset, int length) {
        LinkLine line = links.line();
        LinkLine.Kind kind = line.read(bytes, offset, length);
        return switch (kind) {
            case DAMAGED -> Optional.of(CloseReason.DAMAGED);
            case UNREADABLE -> Optional.of(CloseReason.UNREADABLE);
            case REWIND -> heardRewind();
            case RECORD -> line.seq() > heardSeq ? heardRecord(line, bytes, offset) : outOfOrder();
            case PING -> line.seq() >= heardSeq ? heardPing(line.seq()) : outOfOrder();
            case AUDIT -> line.seq() >= heardSeq ? heardAudit(line) : outOfOrder();
        };
    }

    long waitingBytes() {
        return pipe.waiting();
    }

    boolean hasRoom() {
        return pipe.waiting() < ROOM_BYTES;
    }

    void sendRecord(long seq, byte[] bytes, int offset, int length, long nowNanos) {
        if (seq <= saidSeq || length > links.longestRecordBytes()) {
            throw new IllegalArgumentException(
                    "not to be sent after " + saidSeq + ": " + length + " bytes as " + seq);
        }
        liveness.says(pipe.waiting(), nowNanos);
        liveness.said(links.writer().record(pipe, seq, bytes, offset, length));
        saidSeq = seq;
    }

    void sendAudit(long tail, long applied, long count, long sum, long nowNanos) {
        requireInOrder(tail);
        liveness.says(pipe.waiting(), nowNanos);
        liveness.said(links.writer().audit(pipe, tail, applied, count, sum));
        saidSeq = tail;
    }

    void sendRewind(long nowNanos) {
        liveness.says(pipe.waiting(), nowNanos);
        liveness.said(links.writer().rewind(pipe));
        saidSeq = 0;
    }

    void wasLate(long lateNanos, long nowNanos) {
        liveness.wasLate(lateNanos, nowNanos);
    }

    /** Says why the link is dead, if it is; pings if it has been quiet. */
    Optional<CloseReason> judge(long nowNanos) {
        Optional<CloseReason> dead = liveness.judge(pipe.waiting(), nowNanos);
        if (dead.isEmpty() && liveness.pingIsDue(nowNanos)) {
            ping(links.host().sentUpTo(neighbour), nowNanos);
        }
        return dead;
    }

    long nextNanos() {
        return liveness.nextNanos(pipe.waiting());
    }

    private void ping(long seq, long nowNanos) {
        requireInOrder(seq);
        liveness.says(pipe.waiting(), nowNanos);
        liveness.said(links.writer().ping(pipe, seq));
        saidSeq = seq;
    }

    private void requireInOrder(long seq) {
        if (seq < saidSeq) {
            throw new IllegalArgumentException("said " + saidSeq + " before: " + seq);
        }
    }

    private Optional<CloseReason> heardRecord(LinkLine line, byte[] bytes, int offset) {
        heardSeq = line.seq();
        links.host().record(neighbour, heardSeq, bytes, offset, line.recordLength());
        return Optional.empty();
    }

    private Optional<CloseReason> heardPing(long seq) {
        heardSeq = seq;
        links.host().allSentUpTo(neighbour, seq);
        return Optional.empty();
    }

    private Optional<CloseReason> heardAudit(LinkLine line) {
        long tail = line.seq();
        long applied = line.applied();
        long count = line.count();
        long sum = line.sum();
        heardPing(tail);
        links.host().audit(neighbour, tail, applied, count, sum);
        return Optional.empty();
    }

    private Optional<CloseReason> heardRewind() {
        heardSeq = 0;
        links.host().rewound(neighbour);
        return Optional.empty();
    }

    private static Optional<CloseReason> outOfOrder() {
        return Optional.of(CloseReason.OUT_OF_ORDER);
    }
}
