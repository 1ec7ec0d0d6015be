package herd.testkit.parts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import herd.flood.Flood;
import herd.flood.FloodRules;
import herd.flood.Merged;
import herd.flood.RecordView;
import herd.protocol.AtLine;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The parts that work on the records of so many clients, in an order that has nothing to do with how
 * they lie in memory: of many clients, most are not in the processor's cache. A line is read before
 * it is merged, as one from a neighbour is.
 */
final class RecordParts {

    private static final int LINES = 4096;

    /** More than come in one run, so that each is another client's. */
    static final int LEAST_IDS = 2 * LINES;

    static final int MOST_IDS = 100_000_000;

    private static final long DAY_NANOS = 86_400_000_000_000L;

    /** Nobody's time is before this; each line is a nanosecond later than the one before. */
    private static final long FIRST_SECOND = 1_520_000_000L;

    /** Prime, so that every client comes once before one comes again. */
    private static final long STRIDE = 7_368_787;

    /** The list of changes may grow to 17 bytes for each record, 4 with each change. */
    private static final long MOVES_UNTIL_STEADY = 5;

    private static final byte[] LINE =
            "AT Hill +0.000000000 c00000000.ucla.edu +34.068930-118.445127 1520000000.000000000"
                    .getBytes(ISO_8859_1);

    private static final int ID = 21;
    private static final int ID_LENGTH = 18;
    private static final int ID_DIGITS = 8;
    private static final int SECONDS = LINE.length - 20;

    private final int ids;
    private final String of;
    private final AtLine at = new AtLine();
    private final RecordView view = new RecordView();
    private final byte[] lines = new byte[LINES * LINE.length];
    private Flood flood;
    private boolean steady;
    private long client;
    private long nanos;

    /** Makes parts that work on the records of so many clients: at least two runs' worth. */
    RecordParts(int ids) {
        this.ids = ids;
        of = String.format(Locale.ROOT, " of %,d", ids);
        flood = empty();
    }

    /** All of them. */
    List<Part> all() {
        Part meet =
                new Part(
                        "merge a new client's" + of,
                        LINES,
                        false,
                        this::spellNew,
                        () -> mergeAll(Merged.STORED));
        return List.of(
                meet,
                part("merge a newer one", this::spellNewer, () -> mergeAll(Merged.STORED)),
                part("merge an equal one", this::spellEqual, () -> mergeAll(Merged.EQUAL)),
                part("merge an older one", this::spellOlder, () -> mergeAll(Merged.OLDER)),
                part("find one", this::spellNewer, this::findAll),
                part("tell a neighbour one", this::owe, this::tellAll));
    }

    private Part part(String name, Runnable prepare, LongSupplier run) {
        return new Part(name + of, LINES, true, prepare, run);
    }

    private Flood empty() {
        return new Flood(new FloodRules(DAY_NANOS, true), 2, 1, ids, Long.MAX_VALUE);
    }

    /** Lines of clients that are not known; when there are no more, nobody is known any longer. */
    private void spellNew() {
        if (flood.count() + LINES > ids) {
            flood = empty();
            steady = false;
        }
        for (int i = 0; i < LINES; i++) {
            spell(i, flood.count() + i, ++nanos);
        }
    }

    private void spellNewer() {
        fill();
        for (int i = 0; i < LINES; i++) {
            spell(i, nextClient(), ++nanos);
        }
        drain(0);
    }

    /** Lines that came just before, from elsewhere. */
    private void spellEqual() {
        spellNewer();
        mergeAll(Merged.STORED);
    }

    private void spellOlder() {
        fill();
        for (int i = 0; i < LINES; i++) {
            spell(i, nextClient(), 0);
        }
    }

    /** Owes the first neighbour as many records as there are lines. */
    private void owe() {
        spellNewer();
        for (int i = 0; i < LINES; i++) {
            read(i);
            flood.merge(at, Flood.CLIENT);
        }
    }

    /** Makes everybody known, and then lets each move so often that nothing grows any more. */
    private void fill() {
        if (steady) {
            return;
        }
        steady = true;
        while (flood.count() < ids) {
            mergeOne(flood.count());
        }
        for (long move = 0; move < MOVES_UNTIL_STEADY * ids; move++) {
            mergeOne(nextClient());
        }
    }

    private void mergeOne(long id) {
        spell(0, id, ++nanos);
        read(0);
        flood.merge(at, 0);
    }

    private void drain(int neighbour) {
        boolean more = true;
        while (more) {
            more = flood.next(neighbour, view) || flood.isBehind(neighbour);
        }
    }

    private long mergeAll(Merged expected) {
        for (int i = 0; i < LINES; i++) {
            read(i);
            Merged merged = flood.merge(at, 0);
            if (merged != expected) {
                throw new IllegalStateException("is " + merged + ", not " + expected + ": " + at);
            }
        }
        return flood.sum();
    }

    private long findAll() {
        long sum = 0;
        for (int i = 0; i < LINES; i++) {
            if (!flood.find(lines, i * LINE.length + ID, ID_LENGTH, view)) {
                throw new IllegalStateException("not found: " + i);
            }
            sum += view.bytes()[view.offset() + ID];
        }
        return sum;
    }

    private long tellAll() {
        long sum = 0;
        for (int i = 0; i < LINES; i++) {
            if (!flood.next(0, view)) {
                throw new IllegalStateException("nothing is owed after " + i);
            }
            sum += view.bytes()[view.offset() + ID];
        }
        return sum;
    }

    private void read(int line) {
        if (!at.read(lines, line * LINE.length, LINE.length)) {
            throw new IllegalStateException("not read: " + at);
        }
    }

    private long nextClient() {
        client = (client + STRIDE) % ids;
        return client;
    }

    private void spell(int line, long id, long afterNanos) {
        int start = line * LINE.length;
        System.arraycopy(LINE, 0, lines, start, LINE.length);
        put(id, start + ID + 1, ID_DIGITS);
        put(FIRST_SECOND + afterNanos / 1_000_000_000, start + SECONDS, 10);
        put(afterNanos % 1_000_000_000, start + SECONDS + 11, 9);
    }

    private void put(long number, int at, int digits) {
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            lines[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
