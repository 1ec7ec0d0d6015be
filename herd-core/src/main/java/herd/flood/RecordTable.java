package herd.flood;

import herd.protocol.AtLine;

/**
 * The records of all clients, found by ID, read in the order of change, and the least at hand when
 * there are as many as may be. Keeps its four parts in step, and their count and sum.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Errors.</b> Room is taken before anything changes, so a record is stored whole or not at all.
 */
final class RecordTable {

    /** The order of eviction is prepared over the last eighth of the way to the cap … */
    private static final int PREPARED_SHARE = 8;

    /** … which takes so many records per newcomer: so nobody has to wait for all of them at once. */
    private static final int PREPARED_PER_NEWCOMER = 8;

    private final FloodRules rules;
    private final long seed;
    private final int maxRecords;
    private final RecordStore records;
    private final IdIndex index;
    private final ChangeList changes;
    private final LeastFirst least;

    /** Walks to the end, to put records that were there before in the order of eviction. */
    private final ChangeList.Reader unprepared;

    private final HeldLine line = new HeldLine();
    private final long[] hashes = new long[Batch.LINES_AT_ONCE];
    private final int[] likely = new int[Batch.LINES_AT_ONCE];
    private int likelyAsOf;
    private int lookedUpFrom;

    /** What was read ahead: if it went nowhere, a compiler might leave out the reading. */
    private int touched;

    private boolean preparing;
    private int count;
    private long sum;

    /**
     * Makes an empty table.
     *
     * @param seed spreads the IDs; should be unknown to those who choose them
     * @param maxRecords how many records there may be
     * @param maxBytes how many bytes of pages they may take
     */
    RecordTable(FloodRules rules, long seed, int maxRecords, long maxBytes, DirectMemory memory) {
        this.rules = rules;
        this.seed = seed;
        this.maxRecords = maxRecords;
        records = new RecordStore(maxBytes, memory);
        changes = new ChangeList(memory);
        unprepared = changes.new Reader();
        index = new IdIndex(records, memory);
        least = new LeastFirst(records, rules, memory);
    }

    /** The records as they lie. */
    RecordStore records() {
        return records;
    }

    /** The records in order of change. */
    ChangeList changes() {
        return changes;
    }

    int count() {
        return count;
    }

    /** The sum of the fingerprints of all lines. */
    long sum() {
        return sum;
    }

    /** The bytes that the index takes. */
    long indexBytes() {
        return index.bytes();
    }

    /** What {@link #find} needs of an ID. */
    long hash(byte[] bytes, int offset, int length) {
        return Fingerprint.of(seed, bytes, offset, length);
    }

    /** The record of a client; {@link RecordStore#NONE} if there is none. */
    int find(long hash, byte[] bytes, int offset, int length) {
        return index.find(hash, bytes, offset, length);
    }

    /**
     * Looks the IDs of some lines of a batch up, step by step for all of them: no step waits for the
     * one before it, so that the processor fetches from memory for many at once, what merging is going
     * to need as well.
     *
     * @param to at most {@link Batch#LINES_AT_ONCE} above {@code from}
     */
    void findAll(Batch batch, int from, int to) {
        int howMany = to - from;
        for (int i = 0; i < howMany; i++) {
            AtLine line = batch.line(from + i);
            hashes[i] = hash(line.bytes(), line.idOffset(), line.idLength());
            likely[i] = index.firstLike(hashes[i]);
        }
        int read = 0;
        for (int i = 0; i < howMany; i++) {
            read += records.touch(likely[i]);
        }
        for (int i = 0; i < howMany; i++) {
            if (likely[i] != RecordStore.NONE) {
                read += changes.touch(records.seq(likely[i]));
            }
        }
        touched = read;
        likelyAsOf = index.changes();
        lookedUpFrom = from;
    }

    /** The hash of the ID of a line whose ID was looked up by {@link #findAll}. */
    long hash(int number) {
        return hashes[number - lookedUpFrom];
    }

    /** What {@link #find} says of that ID. */
    int find(int number, byte[] bytes, int offset, int length) {
        long hash = hash(number);
        int handle =
                index.changes() == likelyAsOf
                        ? likely[number - lookedUpFrom]
                        : index.firstLike(hash);
        boolean found = handle == RecordStore.NONE || records.hasId(handle, bytes, offset, length);
        return found ? handle : find(hash, bytes, offset, length);
    }

    boolean isFull() {
        return count >= maxRecords;
    }

    /** Whether a newcomer is greater than the least record, when the table is full. */
    boolean isAboveLeast(AtLine line, long rank) {
        preparing = true;
        prepare(count);
        return least.isAboveLeast(line, rules.evictionKey(rank, changes.tail() + 1));
    }

    /**
     * Stores a line: a client's first, in place of the least one if the table is full, or a newer one.
     *
     * <p><b>Why one for both.</b> A server begins with newcomers only, and it is then that a compiler
     * looks at what is called here; what updates need has to fit into what it takes in at once, too.
     * And as one method of more than 325 bytes of bytecode it is not copied into {@link Intake#merge}.
     *
     * @param held the client's record; {@link RecordStore#NONE} for a newcomer
     * @return the record, which may lie elsewhere now, or {@link RecordStore#NONE} if its bytes have
     *     no room
     */
    int store(int held, long hash, AtLine line, long rank) {
        boolean newcomer = held == RecordStore.NONE;
        changes.makeRoom();
        int handle = held;
        if (newcomer || !records.suits(held, line)) {
            if (newcomer) {
                index.makeRoom(hash);
            }
            handle = records.allocate(line);
            if (handle == RecordStore.NONE) {
                return RecordStore.NONE;
            }
        }
        if (newcomer) {
            if (isFull()) {
                removeLeast();
            }
            index.add(hash, handle);
            count++;
        } else {
            sum -= records.fingerprint(held);
            changes.remove(records.seq(held));
            if (handle != held) {
                index.replace(hash, held, handle);
                records.setPlace(handle, records.place(held));
                records.blocks().free(held);
            }
        }
        long fingerprint = Fingerprint.of(line.bytes(), line.offset(), line.length());
        records.fill(handle, line, changes.append(handle), rank, fingerprint);
        sum += fingerprint;
        if (preparing) {
            if (records.place(handle) == LeastFirst.NOWHERE) {
                least.add(handle);
            } else {
                least.changed(handle);
            }
        }
        if (newcomer && count >= maxRecords - maxRecords / PREPARED_SHARE) {
            preparing = true;
            prepare(PREPARED_PER_NEWCOMER);
        }
        if (handle != held) {
            clearOnePage();
        }
        return handle;
    }

    private void removeLeast() {
        int handle = least.least();
        least.removeLeast();
        index.remove(hashOf(handle), handle);
        changes.remove(records.seq(handle));
        sum -= records.fingerprint(handle);
        records.blocks().free(handle);
        count--;
    }

    /** All that change from now on prepare themselves, so the walk ends when it reaches them. */
    private void prepare(int howMany) {
        for (int i = 0; i < howMany; i++) {
            int handle = unprepared.next();
            if (handle == RecordStore.NONE) {
                return;
            }
            if (records.place(handle) == LeastFirst.NOWHERE) {
                least.add(handle);
            }
        }
    }

    /** Clears a page if one is due: never the one that the record just stored lies in. */
    private void clearOnePage() {
        BlockStore blocks = records.blocks();
        int page = blocks.pageToClear();
        int next = page == 0 ? RecordStore.NONE : blocks.firstIn(page);
        while (next != RecordStore.NONE) {
            int from = next;
            next = blocks.nextAfter(from);
            move(from);
        }
    }

    private void move(int from) {
        int to = records.blocks().move(from);
        index.replace(hashOf(to), from, to);
        changes.replace(records.seq(to), to);
        if (records.place(to) != LeastFirst.NOWHERE) {
            least.moved(to);
        }
    }

    private long hashOf(int handle) {
        line.of(records, handle);
        byte[] bytes = line.bytes();
        int from = records.idOffset(handle);
        int end = from;
        while (bytes[end] != ' ') {
            end++;
        }
        return hash(bytes, from, end - from);
    }
}
