package herd.flood;

import herd.protocol.AtLine;
import herd.protocol.CommandReader;
import java.util.function.Consumer;

/**
 * The way in: lines from clients and neighbours become records, one by one or a batch at a time, by
 * rule 4; and what became of them is counted.
 *
 * <p>What was taken waits in the batch until {@link #settle}. Whoever looks at the table has to have
 * that done first.
 *
 * <p><b>Threading.</b> One thread.
 */
final class Intake {

    private final FloodRules rules;
    private final RecordTable table;
    private final RecordStore records;
    private final Consumer<AtLine> listener;
    private final Batch batch = new Batch();
    private final HeldLine heldLine = new HeldLine();
    private boolean settling;

    /** What became of the line that was merged last. */
    private Merged last = Merged.REFUSED;

    private long stored;
    private long equal;
    private long older;
    private long refusedAtCap;
    private long refusedForRoom;
    private long evicted;

    /** A way into that table; the listener is told of every line that has become a record. */
    Intake(FloodRules rules, RecordTable table, Consumer<AtLine> listener) {
        this.rules = rules;
        this.table = table;
        this.listener = listener;
        records = table.records();
    }

    /** See {@link Flood#merge}. */
    Merged merge(AtLine line, int from) {
        settle();
        if (!take(line.bytes(), line.offset(), line.length(), from)) {
            throw new IllegalArgumentException("not an AT line: " + line);
        }
        settle();
        return last;
    }

    /** See {@link Flood#take(CommandReader, byte[], long)}. */
    AtLine take(CommandReader iamat, byte[] origin, long wallNanos) {
        int maxBytes = AtLine.maxLength(iamat, origin) + 1;
        if (batch.isFull() || !batch.hasRoomFor(maxBytes)) {
            settle();
        }
        AtLine line = batch.build(iamat, origin, wallNanos, maxBytes);
        batch.add(0);
        return line;
    }

    /** See {@link Flood#take(byte[], int, int, int)}. */
    boolean take(byte[] bytes, int offset, int length, int teller) {
        if (batch.isFull()) {
            settle();
        }
        AtLine line = batch.next();
        if (!line.read(bytes, offset, length)) {
            return false;
        }
        batch.add(teller == Flood.CLIENT ? 0 : 1L << teller);
        return true;
    }

    /** Merges what was taken and waits. */
    void settle() {
        if (batch.count() == 0 || settling) {
            return;
        }
        settling = true;
        int number = 0;
        do {
            int to = Math.min(number + Batch.LINES_AT_ONCE, batch.count());
            table.findAll(batch, number, to);
            do {
                last = merge(number++);
            } while (number < to);
        } while (number < batch.count());
        batch.clear();
        settling = false;
    }

    /** Whether nothing that was taken waits. */
    boolean isSettled() {
        return batch.count() == 0;
    }

    /** Whether a record was turned away since its bytes had no room. */
    boolean hasRefusedForRoom() {
        return refusedForRoom > 0;
    }

    /** What was done so far, and what the table holds. */
    FloodCounters counters(long repairs) {
        return new FloodCounters(
                table.count(),
                table.sum(),
                stored,
                equal,
                older,
                refusedAtCap,
                refusedForRoom,
                evicted,
                repairs,
                records.blocks().bytes(),
                table.indexBytes(),
                table.changes().bytes(),
                table.changes().segments());
    }

    /**
     * Merges one of the lines that wait.
     *
     * <p><b>Why so long.</b> HotSpot's optimizing compiler copies what is called often into its callers,
     * unless it is longer than 325 bytes of bytecode. This would be copied, with all that it calls,
     * into each of those who may have to settle: work for the compiler just when a server is new.
     */
    private Merged merge(int number) {
        AtLine line = batch.line(number);
        long hash = table.hash(number);
        long teller = batch.teller(number);
        int held = table.find(number, line.bytes(), line.idOffset(), line.idLength());
        long rank = rules.rank(line);
        long knownBy = 0;
        boolean evicts = false;
        if (held == RecordStore.NONE) {
            evicts = table.isFull();
            if (evicts && !table.isAboveLeast(line, rank)) {
                refusedAtCap++;
                return Merged.REFUSED;
            }
        } else {
            knownBy = records.knownBy(held);
            long heldRank = records.rank(held);
            if (rank == heldRank && records.hasLine(held, line)) {
                records.setKnownBy(held, rules.knownByWhenEqual(knownBy, teller));
                equal++;
                return Merged.EQUAL;
            }
            if (rank < heldRank || rank == heldRank && !replaces(line, held)) {
                older++;
                return Merged.OLDER;
            }
        }
        int handle = table.store(held, hash, line, rank);
        if (handle == RecordStore.NONE) {
            refusedForRoom++;
            return Merged.REFUSED;
        }
        records.setKnownBy(handle, rules.knownByWhenStored(knownBy, teller));
        evicted += evicts ? 1 : 0;
        stored++;
        listener.accept(line);
        return Merged.STORED;
    }

    private boolean replaces(AtLine line, int handle) {
        return rules.compare(line, heldLine.read(records, handle)) > 0;
    }
}
