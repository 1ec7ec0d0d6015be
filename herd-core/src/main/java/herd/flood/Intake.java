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
    private final HeldLine held = new HeldLine();
    private boolean settling;

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
        long hash = hash(line);
        int handle = table.find(hash, line.bytes(), line.idOffset(), line.idLength());
        return merge(line, hash, handle, from);
    }

    /** See {@link Flood#take(CommandReader, byte[], long)}. */
    AtLine take(CommandReader iamat, byte[] origin, long wallNanos) {
        int maxBytes = AtLine.maxLength(iamat, origin) + 1;
        if (batch.isFull() || !batch.hasRoomFor(maxBytes)) {
            settle();
        }
        AtLine line = batch.build(iamat, origin, wallNanos, maxBytes);
        batch.add(hash(line), Flood.CLIENT);
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
        batch.add(hash(line), teller);
        return true;
    }

    /** Merges what was taken and waits. */
    void settle() {
        if (batch.count() == 0 || settling) {
            return;
        }
        settling = true;
        table.findAll(batch.hashes(), batch.count());
        for (int i = 0; i < batch.count(); i++) {
            AtLine line = batch.line(i);
            long hash = batch.hashes()[i];
            int handle = table.find(i, hash, line.bytes(), line.idOffset(), line.idLength());
            if (merge(line, hash, handle, batch.teller(i)) == Merged.STORED) {
                listener.accept(line);
            }
        }
        batch.clear();
        settling = false;
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

    private Merged merge(AtLine line, long hash, int handle, int from) {
        long rank = rules.rank(line);
        if (handle == RecordStore.NONE) {
            return meet(line, rank, hash, bit(from));
        }
        long heldRank = records.rank(handle);
        if (rank == heldRank && records.hasLine(handle, line)) {
            long knownBy = records.knownBy(handle);
            records.setKnownBy(handle, rules.knownByWhenEqual(knownBy, bit(from)));
            equal++;
            return Merged.EQUAL;
        }
        if (rank < heldRank || rank == heldRank && !replaces(line, handle)) {
            older++;
            return Merged.OLDER;
        }
        long knownBy = rules.knownByWhenStored(records.knownBy(handle), bit(from));
        return kept(table.update(handle, hash, line, rank), knownBy);
    }

    private boolean replaces(AtLine line, int handle) {
        return rules.compare(line, held.read(records, handle)) > 0;
    }

    private Merged meet(AtLine line, long rank, long hash, long teller) {
        boolean full = table.isFull();
        if (full && !table.isAboveLeast(line, rank)) {
            refusedAtCap++;
            return Merged.REFUSED;
        }
        Merged merged = kept(table.add(hash, line, rank), rules.knownByWhenStored(0, teller));
        if (full && merged == Merged.STORED) {
            evicted++;
        }
        return merged;
    }

    private Merged kept(int handle, long knownBy) {
        if (handle == RecordStore.NONE) {
            refusedForRoom++;
            return Merged.REFUSED;
        }
        records.setKnownBy(handle, knownBy);
        stored++;
        return Merged.STORED;
    }

    private long hash(AtLine line) {
        return table.hash(line.bytes(), line.idOffset(), line.idLength());
    }

    private static long bit(int from) {
        return from == Flood.CLIENT ? 0 : 1L << from;
    }
}
