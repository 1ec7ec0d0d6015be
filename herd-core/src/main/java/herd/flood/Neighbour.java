package herd.flood;

/**
 * What a server keeps of one neighbour: how far it was told, and how far it has told. Stays when the
 * link goes down; gone with the process.
 *
 * <p>When sending begins anew, what the neighbour was known to know is void. The bits for that lie in
 * all records; instead of clearing them in one go, they are ignored in the records that were there at
 * that moment, and cleared as the cursor comes by for the first time:
 *
 * <pre>
 *     1 ……………… reached ……………… void up to ……………… tail
 *       bits count     bits are void        bits count
 * </pre>
 *
 * <p>If the link breaks on the way, the cursor goes back, but what was reached stays cleared and the
 * rest stays void. A neighbour that claims more than was reached did not get it on this way, as when
 * it is being repaired: then it begins once more.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Neighbour {

    private final FloodRules rules;
    private final long bit;
    private final ChangeList.Reader sent;

    private long incarnation;
    private long applied;

    /** The furthest that the cursor has been since sending began. */
    private long reached;

    private long voidUpTo;

    /** Sending never begins before this: where it began for a neighbour that is not caught up. */
    private long floor;

    private boolean audited = true;
    private int unequalInARow;
    private long unequalTail;
    private long unequalTheirTail;
    private long unequalTheirSum;

    Neighbour(FloodRules rules, int number, ChangeList.Reader sent) {
        this.rules = rules;
        this.sent = sent;
        bit = 1L << number;
    }

    /** The incarnation it had when the link was last up; 0 if it never was. */
    long incarnation() {
        return incarnation;
    }

    /** The last of its seqs, in that incarnation, that was applied here. */
    long applied() {
        return applied;
    }

    void applied(long seq) {
        applied = Math.max(applied, seq);
    }

    /** What it sent before counts no more: should the link break now, it has to be sent again. */
    void rewound() {
        applied = 0;
    }

    /** Up to which seq it has been sent everything that it has to be told. */
    long sentUpTo() {
        return sent.seq();
    }

    /** The last record in which the bit may be void. */
    long voidUpTo() {
        return voidUpTo;
    }

    /** Moves the cursor behind the next record, and returns that, with its bit in order. */
    int next(RecordStore records) {
        int handle = sent.next();
        long seq = sent.seq();
        if (seq > reached) {
            if (handle != RecordStore.NONE && seq <= voidUpTo) {
                records.setKnownBy(handle, records.knownBy(handle) & ~bit);
            }
            reached = seq;
        }
        return handle;
    }

    /** Says that the link is up, and what the neighbour told of this server's incarnation. */
    void linkUp(long toldIncarnation, long toldSeq, long mine, long tail, long theirIncarnation) {
        boolean theirLifeIsKnown = incarnation == theirIncarnation;
        applied = rules.appliedStill(theirLifeIsKnown, applied);
        incarnation = theirIncarnation;
        unequalInARow = 0;
        boolean covered = reached >= voidUpTo || toldSeq <= reached;
        if (covered && rules.resumes(toldIncarnation == mine, theirLifeIsKnown, toldSeq, tail)) {
            sent.seek(Math.max(floor, rules.resumeAt(toldSeq, sent.seq())));
        } else {
            begin(rules.startAt(theirLifeIsKnown, floor, tail), tail);
        }
    }

    /** Sends everything from a place on, whatever the neighbour is known to know. */
    void begin(long from, long tail) {
        sent.seek(from);
        floor = from;
        if (rules.forgetsKnownBy()) {
            reached = from;
            voidUpTo = tail;
        }
    }

    boolean isAudited() {
        return audited;
    }

    void setAudited(boolean on) {
        audited = on;
    }

    /** Judges two sums of the same moment. */
    Audit audit(boolean same, long tail, long theirTail, long theirSum) {
        if (same) {
            unequalInARow = 0;
            return Audit.SAME;
        }
        if (tail != unequalTail || theirTail != unequalTheirTail || theirSum != unequalTheirSum) {
            unequalInARow = 0;
        }
        unequalInARow++;
        unequalTail = tail;
        unequalTheirTail = theirTail;
        unequalTheirSum = theirSum;
        if (!rules.repairsAfter(unequalInARow)) {
            return Audit.DIFFERENT;
        }
        unequalInARow = 0;
        begin(0, tail);
        return Audit.REPAIRING;
    }
}
