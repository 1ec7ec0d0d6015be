package herd.flood;

import herd.protocol.AtLine;
import java.util.Arrays;

/**
 * The decisions of flooding, and nothing else: pure functions, one per question. {@link Flood} asks
 * them and keeps what there is to keep.
 *
 * <p>Not final, so that a test can weaken one rule at a time and see that the loss is noticed. The
 * product has these rules only.
 *
 * <p><b>Threading.</b> Any thread: immutable.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 2 and 4 to 9.
 */
public class FloodRules {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND;

    /** How often an audit must find the same difference: the first time, something may be under way. */
    private static final int UNEQUAL_BEFORE_REPAIR = 2;

    private final long maxFutureNanos;
    private final boolean sync;

    /**
     * Sets what can be configured. It must be the same all over a herd.
     *
     * @param maxFutureNanos how far ahead of its receipt a client's time counts; not negative
     * @param sync whether a neighbour that knows nothing is caught up
     */
    public FloodRules(long maxFutureNanos, boolean sync) {
        if (maxFutureNanos < 0) {
            throw new IllegalArgumentException("maxFutureNanos is negative: " + maxFutureNanos);
        }
        this.maxFutureNanos = maxFutureNanos;
        this.sync = sync;
    }

    /**
     * Orders two records: positive if the first replaces the second, 0 only if they are identical.
     * The first difference of these decides: the time that counts larger; the time larger; the
     * receipt smaller, so that a retransmission changes nothing; the origin's name smaller; the bytes
     * larger.
     *
     * <p><b>Why.</b> It depends on nothing but the two lines. By time alone, two servers that got two
     * places for the same time would stay split for ever.
     */
    public int compare(AtLine one, AtLine other) {
        int order = compareTimesThatCount(one, other);
        if (order == 0) {
            order = compareTimes(one.seconds(), one.nanos(), other.seconds(), other.nanos());
        }
        if (order == 0) {
            order =
                    compareTimes(
                            other.receiptSeconds(),
                            other.receiptNanos(),
                            one.receiptSeconds(),
                            one.receiptNanos());
        }
        if (order == 0) {
            order = compareOrigins(other, one);
        }
        return order == 0 ? compareBytes(one, other) : order;
    }

    /**
     * The time that counts, in nanoseconds since 1970, or the largest long: a greater rank means that
     * {@link #compare} is positive; an equal one means nothing.
     */
    public long rank(AtLine line) {
        long time = nanos(line.seconds(), line.nanos());
        long receipt = nanos(line.receiptSeconds(), line.receiptNanos());
        long limit = receipt + maxFutureNanos;
        return Math.min(time, limit < 0 ? Long.MAX_VALUE : limit);
    }

    /** Who knows a record that was just stored: the neighbour that told it, and nobody else. */
    public long knownByWhenStored(long knownByBefore, long teller) {
        return teller;
    }

    /** Who knows a record that was just told again: the teller as well. */
    public long knownByWhenEqual(long knownBy, long teller) {
        return knownBy | teller;
    }

    /** Whether a neighbour is to be told a record: unless it told us, wherever it came from first. */
    public boolean tells(RecordView record, long knownBy, int neighbour) {
        return (knownBy & 1L << neighbour) == 0;
    }

    /** What counts as applied of a neighbour that is up again: nothing, if its life is a new one. */
    public long appliedStill(boolean theirLifeIsKnown, long applied) {
        return theirLifeIsKnown ? applied : 0;
    }

    /**
     * Whether sending can go on from what the neighbour says it has of this server: if both are in
     * the same lives as when the link was last up here, and the seq is one that was given out.
     *
     * <p><b>Why both.</b> A neighbour that has begun a new life may know this server already, when a
     * link came up at its end only. What its last life knew is void all the same.
     */
    public boolean resumes(
            boolean thisLifeIsKnown, boolean theirLifeIsKnown, long toldSeq, long tail) {
        return thisLifeIsKnown && theirLifeIsKnown && toldSeq >= 0 && toldSeq <= tail;
    }

    /** Where sending goes on: from what was applied, since what was sent may have died on the way. */
    public long resumeAt(long toldSeq, long sentUpTo) {
        return toldSeq;
    }

    /**
     * Where sending begins for a neighbour that knows nothing: from the first record, or, in a herd that
     * does not catch up, from what was the last one when the two lives met.
     *
     * <p><b>Why.</b> Two links that crossed may both have been agreed on before either was up: then the
     * second begins anew, too, and what was told on the first one may have died with it.
     *
     * @param theirLifeIsKnown whether a link to this life of the neighbour was up before
     * @param begunAt where sending began then
     */
    public long startAt(boolean theirLifeIsKnown, long begunAt, long tail) {
        if (sync) {
            return 0;
        }
        return theirLifeIsKnown ? begunAt : tail;
    }

    /** Whether what the neighbour was known to know is void when sending begins anew. */
    public boolean forgetsKnownBy() {
        return true;
    }

    /** Whether audits are held at all: a herd that does not catch up may differ on purpose. */
    public boolean audits() {
        return sync;
    }

    /** Whether both sides spoke of the same moment, with nothing under way between them. */
    public boolean isComparable(
            long tail, long sentUpTo, long applied, long theirTail, long theirApplied) {
        return theirApplied == tail && sentUpTo == tail && theirTail == applied;
    }

    /** Whether to send everything again, after so many audits that found the same difference. */
    public boolean repairsAfter(int unequalInARow) {
        return unequalInARow >= UNEQUAL_BEFORE_REPAIR;
    }

    /** What orders the records that may have to give way, before {@link #compare}: the least goes. */
    public long evictionKey(long rank, long seq) {
        return rank;
    }

    private int compareTimesThatCount(AtLine one, AtLine other) {
        boolean oneLimited = isBeyondLimit(one);
        boolean otherLimited = isBeyondLimit(other);
        return compareTimes(
                oneLimited ? limitSeconds(one) : one.seconds(),
                oneLimited ? limitNanos(one) : one.nanos(),
                otherLimited ? limitSeconds(other) : other.seconds(),
                otherLimited ? limitNanos(other) : other.nanos());
    }

    private boolean isBeyondLimit(AtLine line) {
        return compareTimes(line.seconds(), line.nanos(), limitSeconds(line), limitNanos(line)) > 0;
    }

    /** The receipt is below 2^63 nanoseconds and so is what is added, hence nothing overflows. */
    private long limitSeconds(AtLine line) {
        long nanos = line.receiptNanos() + maxFutureNanos % NANOS_PER_SECOND;
        return line.receiptSeconds()
                + maxFutureNanos / NANOS_PER_SECOND
                + (nanos >= NANOS_PER_SECOND ? 1 : 0);
    }

    private int limitNanos(AtLine line) {
        long nanos = line.receiptNanos() + maxFutureNanos % NANOS_PER_SECOND;
        return (int) (nanos >= NANOS_PER_SECOND ? nanos - NANOS_PER_SECOND : nanos);
    }

    private static int compareTimes(long seconds, int nanos, long otherSeconds, int otherNanos) {
        return seconds != otherSeconds
                ? Long.compare(seconds, otherSeconds)
                : Integer.compare(nanos, otherNanos);
    }

    private static int compareOrigins(AtLine one, AtLine other) {
        int from = one.originOffset();
        int otherFrom = other.originOffset();
        return Arrays.compareUnsigned(
                one.bytes(),
                from,
                from + one.originLength(),
                other.bytes(),
                otherFrom,
                otherFrom + other.originLength());
    }

    private static int compareBytes(AtLine one, AtLine other) {
        int from = one.offset();
        int otherFrom = other.offset();
        return Arrays.compareUnsigned(
                one.bytes(),
                from,
                from + one.length(),
                other.bytes(),
                otherFrom,
                otherFrom + other.length());
    }

    private static long nanos(long seconds, int nanos) {
        if (seconds > MAX_SECONDS) {
            return Long.MAX_VALUE;
        }
        long total = seconds * NANOS_PER_SECOND + nanos;
        return total < 0 ? Long.MAX_VALUE : total;
    }
}
