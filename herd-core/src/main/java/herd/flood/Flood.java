package herd.flood;

import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.util.function.Consumer;

/**
 * The state of one server of a herd: a record per client, and per neighbour how far it has been told
 * and how far it has told. Lines go in ({@link #merge}); what each neighbour has to be told comes out
 * ({@link #next}), now or, at the same place, when its link is up again.
 *
 * <pre>
 *     IAMAT ──merge──►  records in order of change  ──next(0)──►  neighbour 0
 *     link  ──merge──►   ▲ cursor 1      ▲ cursor 0  ──next(1)──►  neighbour 1
 * </pre>
 *
 * <p>Neighbours are numbers from 0 on. What is decided is decided by {@link FloodRules}.
 *
 * <p>Lines that come in numbers are merged in numbers ({@link #take}, {@link Intake}): what was taken
 * waits until there is enough of it, until {@link #settle}, or until anybody asks for anything here.
 * So nobody can tell, but by the bytes that have to stay where they are.
 *
 * <p><b>Threading.</b> One thread. No method changes the caller's bytes, and none but {@link #take}
 * needs them any longer than it runs.
 *
 * <p><b>Errors.</b> Room is taken before anything changes: an error leaves no record half stored.
 *
 * <p><b>Why.</b> State is flooded, not messages: there are no queues, a superseded record is never
 * sent, a slow neighbour costs nothing, and a reconnect costs what changed meanwhile.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 1 to 9.
 */
public final class Flood {

    /** Stands for a client in {@link #merge}, in place of a neighbour's number. */
    public static final int CLIENT = -1;

    /** How many neighbours there can be: one bit each in a record. */
    public static final int MAX_NEIGHBOURS = Long.SIZE;

    /** So many records are looked through in one call at most, so that other work is not held up. */
    private static final int MAX_LOOKED_THROUGH = 1024;

    private final FloodRules rules;
    private final long incarnation;
    private final RecordTable table;
    private final RecordStore records;
    private final Neighbour[] neighbours;
    private final Intake intake;

    private long repairs;

    /**
     * Makes a server that holds nothing.
     *
     * @param neighbours how many there are, in [0, 64]
     * @param incarnation 64 random bits, not all 0: this life of the server; not to be told to clients
     * @param maxClients how many records there may be, at least 1
     * @param maxRecordBytes how many bytes their pages may take
     */
    public Flood(
            FloodRules rules,
            int neighbours,
            long incarnation,
            int maxClients,
            long maxRecordBytes) {
        this(rules, neighbours, incarnation, maxClients, maxRecordBytes, stored -> {});
    }

    /**
     * The same, with somebody who is told of every line that has become a client's record.
     *
     * @param listener must not ask for anything here
     */
    public Flood(
            FloodRules rules,
            int neighbours,
            long incarnation,
            int maxClients,
            long maxRecordBytes,
            Consumer<AtLine> listener) {
        if (neighbours < 0 || neighbours > MAX_NEIGHBOURS) {
            throw new IllegalArgumentException("neighbours not in [0, 64]: " + neighbours);
        }
        if (incarnation == 0) {
            throw new IllegalArgumentException("incarnation is 0");
        }
        if (maxClients < 1) {
            throw new IllegalArgumentException("maxClients is not positive: " + maxClients);
        }
        this.rules = rules;
        this.incarnation = incarnation;
        table = new RecordTable(rules, incarnation, maxClients, maxRecordBytes, new DirectMemory());
        records = table.records();
        intake = new Intake(rules, table, listener);
        this.neighbours = new Neighbour[neighbours];
        for (int i = 0; i < neighbours; i++) {
            this.neighbours[i] = new Neighbour(rules, i, cursor());
        }
    }

    /**
     * Merges a line: rule 4.
     *
     * @param from the neighbour that told it, or {@link #CLIENT}
     * @throws IllegalArgumentException if it shows no AT line
     */
    public Merged merge(AtLine line, int from) {
        return intake.merge(line, from);
    }

    /**
     * Builds the AT line that answers a client's IAMAT, and merges it soon.
     *
     * @return the answer, good until the next line is taken, and followed in its bytes by a line end
     * @see AtLine#compose
     */
    public AtLine take(CommandReader iamat, byte[] origin, long wallNanos) {
        return intake.take(iamat, origin, wallNanos);
    }

    /**
     * Reads a line that a neighbour told, and merges it soon: its bytes must stay until {@link
     * #settle}.
     *
     * @return whether it is an AT line; if not, nothing changes
     */
    public boolean take(byte[] bytes, int offset, int length, int teller) {
        return intake.take(bytes, offset, length, teller);
    }

    /** Merges what was taken and waits. */
    public void settle() {
        intake.settle();
    }

    /** Shows the record of the client with that ID, if there is one. */
    public boolean find(byte[] bytes, int offset, int length, RecordView into) {
        settleFirst();
        long hash = table.hash(bytes, offset, length);
        int handle = table.find(hash, bytes, offset, length);
        if (handle == RecordStore.NONE) {
            return false;
        }
        into.show(records, handle);
        return true;
    }

    /** Makes a cursor of the caller's own before the first record. */
    public RecordCursor records() {
        settleFirst();
        return new RecordCursor(this::settleFirst, records, cursor());
    }

    /** How many clients have a record. */
    public int count() {
        settleFirst();
        return table.count();
    }

    /** The sum of the fingerprints of all records, modulo 2^64: what an audit compares. */
    public long sum() {
        settleFirst();
        return table.sum();
    }

    /** The last seq that was given out. */
    public long tail() {
        settleFirst();
        return table.changes().tail();
    }

    /** This life of this server. */
    public long incarnation() {
        return incarnation;
    }

    /** The incarnation that a neighbour had when its link was last up; 0 if it never was. */
    public long incarnationOf(int neighbour) {
        return neighbours[neighbour].incarnation();
    }

    /** The last seq of a neighbour, in that incarnation, that was applied here. */
    public long appliedOf(int neighbour) {
        settleFirst();
        return neighbours[neighbour].applied();
    }

    /**
     * Says that a link is up: rules 6 and 7.
     *
     * @param toldIncarnation the incarnation of this server that the neighbour knows; 0 if none
     * @param toldSeq the last seq in it that the neighbour applied
     * @param theirIncarnation the neighbour's own, not 0
     */
    public void linkUp(int neighbour, long toldIncarnation, long toldSeq, long theirIncarnation) {
        neighbours[neighbour].linkUp(
                toldIncarnation, toldSeq, incarnation, tail(), theirIncarnation);
    }

    /** Says that everything that a neighbour sent up to that seq of its own has been merged. */
    public void applied(int neighbour, long seq) {
        neighbours[neighbour].applied(seq);
    }

    /** Says that a neighbour begins again at 0, and so does what counts as applied of it: rule 8. */
    public void rewound(int neighbour) {
        settleFirst();
        neighbours[neighbour].rewound();
    }

    /**
     * Shows the next record that a neighbour has to be told, and counts it as sent: rule 5.
     *
     * @return false if there is none, or if none was found among so many that the rest is better left
     *     to the next turn: then {@link #isBehind} says so
     */
    public boolean next(int neighbour, RecordView into) {
        settleFirst();
        Neighbour to = neighbours[neighbour];
        for (int i = 0; i < MAX_LOOKED_THROUGH; i++) {
            int handle = to.next(records);
            if (handle == RecordStore.NONE) {
                return false;
            }
            into.show(records, handle);
            if (rules.tells(into, records.knownBy(handle), neighbour)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there are changes that {@link #next} has not come to yet for a neighbour. */
    public boolean isBehind(int neighbour) {
        return sentUpTo(neighbour) < tail();
    }

    /** Up to which seq a neighbour has been sent everything that it has to be told. */
    public long sentUpTo(int neighbour) {
        settleFirst();
        return neighbours[neighbour].sentUpTo();
    }

    /**
     * The last of the records that were there when sending to a neighbour began anew: whatever it tells
     * of these before the cursor has come by does not count, and they are sent all the same.
     */
    public long voidUpTo(int neighbour) {
        settleFirst();
        return neighbours[neighbour].voidUpTo();
    }

    /** Switches audits with a neighbour: off when it may hold more or fewer clients. */
    public void setAudited(int neighbour, boolean on) {
        neighbours[neighbour].setAudited(on);
    }

    /**
     * Whether a neighbour should hear count, sum, tail and what was applied of it now: rule 8. Never
     * after a record found no room, for then this server differs, and knows it.
     */
    public boolean hasAuditFor(int neighbour) {
        return rules.audits()
                && neighbours[neighbour].isAudited()
                && !intake.hasRefusedForRoom()
                && !isBehind(neighbour);
    }

    /**
     * Compares with what a neighbour holds: rule 8.
     *
     * @param theirTail its last seq when it counted
     * @param theirApplied the last seq of this server that it had applied then
     */
    public Audit audit(
            int neighbour, long theirCount, long theirSum, long theirTail, long theirApplied) {
        Neighbour with = neighbours[neighbour];
        if (!hasAuditFor(neighbour)
                || !rules.isComparable(
                        tail(), with.sentUpTo(), with.applied(), theirTail, theirApplied)) {
            return Audit.NOT_COMPARED;
        }
        boolean same = theirCount == count() && theirSum == sum();
        Audit outcome = with.audit(same, tail(), theirTail, theirSum);
        if (outcome == Audit.REPAIRING) {
            repairs++;
        }
        return outcome;
    }

    /** What was done so far. */
    public FloodCounters counters() {
        settleFirst();
        return intake.counters(repairs);
    }

    /**
     * For those who look. Nearly always there is nothing to do, which a compiler is to see: a merge is
     * much code, and not to be compiled into all of them.
     */
    private void settleFirst() {
        if (!intake.isSettled()) {
            settle();
        }
    }

    private ChangeList.Reader cursor() {
        return table.changes().new Reader();
    }
}
