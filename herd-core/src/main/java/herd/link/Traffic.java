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

    /**
     * Takes one line; none after one that was wrong.
     *
     * <p><b>Why so long.</b> As one method of more than 325 bytes of bytecode it is compiled once, and
     * neither copied into the reader of lines nor compiled again when that reads something else.
     */
    @Override
    public boolean line(byte[] bytes, int offset, int length) {
        LinkLine line = links.line();
        LinkLine.Kind kind = line.read(bytes, offset, length);
        long seq = line.seq();
        boolean follows =
                switch (kind) {
                    case RECORD -> seq > heardSeq;
                    case PING, AUDIT -> seq >= heardSeq;
                    case REWIND, DAMAGED, UNREADABLE -> true;
                };
        if (!follows) {
            wrong = Optional.of(CloseReason.OUT_OF_ORDER);
            return false;
        }
        switch (kind) {
            case RECORD -> {
                heardSeq = seq;
                links.host().record(neighbour, seq, bytes, offset, line.recordLength());
            }
            case PING -> {
                heardSeq = seq;
                links.host().allSentUpTo(neighbour, seq);
            }
            case AUDIT -> {
                heardSeq = seq;
                long applied = line.applied();
                long count = line.count();
                long sum = line.sum();
                links.host().allSentUpTo(neighbour, seq);
                links.host().audit(neighbour, seq, applied, count, sum);
            }
            case REWIND -> {
                heardSeq = 0;
                links.host().rewound(neighbour);
            }
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
}
