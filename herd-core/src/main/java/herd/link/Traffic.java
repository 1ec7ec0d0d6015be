package herd.link;

import herd.line.LineSink;
import herd.line.Pipe;
import java.util.Optional;

/**
 * What goes over one established link: lines in, lines out, and whether it is alive.
 *
 * <p><b>Order.</b> Sequence numbers only grow, on either way, until the sender says that it begins
 * again. What arrives otherwise closes the link; to send otherwise is a bug of the host.
 */
final class Traffic implements LineSink {

    /** How much may wait before no record is taken: the size of a socket's buffer, roughly. */
    static final long ROOM_BYTES = 64 * 1024;

    /** What the log says of a line beyond the limit. */
    static final String TOO_LONG = "a line that is too long";

    private final Links links;
    private final int neighbour;
    private final Pipe pipe;
    private final Liveness liveness;
    private long heardSeq;
    private long saidSeq;
    private Optional<CloseReason> wrong = Optional.empty();
    private String detail = "";

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

    /** Takes one line; none after one that was wrong. */
    @Override
    public boolean line(byte[] bytes, int offset, int length) {
        LinkLine line = links.line();
        switch (line.read(bytes, offset, length)) {
            case RECORD -> {
                if (isInOrder(line.seq() > heardSeq)) {
                    heardRecord(line, bytes, offset);
                }
            }
            case PING -> {
                if (isInOrder(line.seq() >= heardSeq)) {
                    heardPing(line.seq());
                }
            }
            case AUDIT -> {
                if (isInOrder(line.seq() >= heardSeq)) {
                    heardAudit(line);
                }
            }
            case REWIND -> heardRewind();
            case DAMAGED -> wrong = Optional.of(CloseReason.DAMAGED);
            case UNREADABLE -> wrong = Optional.of(CloseReason.UNREADABLE);
        }
        return wrong.isEmpty();
    }

    @Override
    public boolean piece(byte[] bytes, int offset, int length, boolean begins, boolean ends) {
        wrong = Optional.of(CloseReason.UNREADABLE);
        detail = TOO_LONG;
        return false;
    }

    /** What was wrong with the last line, if anything was: the link is of no use any more. */
    Optional<CloseReason> wrong() {
        return wrong;
    }

    /** What else is known about it, for the log; may be empty. */
    String detail() {
        return detail;
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

    private boolean isInOrder(boolean follows) {
        if (!follows) {
            wrong = Optional.of(CloseReason.OUT_OF_ORDER);
        }
        return follows;
    }

    private void heardRecord(LinkLine line, byte[] bytes, int offset) {
        heardSeq = line.seq();
        links.host().record(neighbour, heardSeq, bytes, offset, line.recordLength());
    }

    private void heardPing(long seq) {
        heardSeq = seq;
        links.host().allSentUpTo(neighbour, seq);
    }

    private void heardAudit(LinkLine line) {
        long tail = line.seq();
        long applied = line.applied();
        long count = line.count();
        long sum = line.sum();
        heardPing(tail);
        links.host().audit(neighbour, tail, applied, count, sum);
    }

    private void heardRewind() {
        heardSeq = 0;
        links.host().rewound(neighbour);
    }
}
