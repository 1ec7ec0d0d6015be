package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against a plain map, and its eviction against a sorted set. */
class RecordTableTest {

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final FloodRules rules = new FloodRules(DAY_NANOS, true);
    private final Comparator<Lines.Spelled> order = Lines.spelledOrder(DAY_NANOS);
    private final Map<String, String> model = new HashMap<>();
    private final TreeSet<Lines.Spelled> sorted = new TreeSet<>(order);
    private boolean capped;
    private final DirectMemory memory = new DirectMemory();
    private RecordTable table =
            new RecordTable(rules, 1, Integer.MAX_VALUE, Long.MAX_VALUE, memory);

    @ParameterizedTest
    @CsvSource({"1, 50, 200000", "2, 3000, 400000", "3, 40000, 400000", "4, 1, 100000"})
    void holdsWhatAPlainMapHolds(long seed, int clients, int steps) {
        Random random = new Random(seed);
        for (int step = 0; step < steps; step++) {
            put(line(random, "c" + random.nextInt(clients), step));
        }
        assertSame();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 7", "3, 64", "4, 1000", "5, 10000"})
    void atTheCapTheLeastGivesWay(long seed, int cap) {
        table = new RecordTable(rules, seed, cap, Long.MAX_VALUE, memory);
        capped = true;
        Random random = new Random(seed);
        for (int step = 0; step < 20_000 + 5 * cap; step++) {
            String id = "c" + random.nextInt(2 * cap + 1);
            String line = random.nextInt(3) == 0 ? Lines.tie(random, id) : line(random, id, step);
            if (model.size() < cap || model.containsKey(id)) {
                put(line);
                continue;
            }
            AtLine read = Lines.read(line);
            boolean above = order.compare(new Lines.Spelled(line), sorted.first()) > 0;
            assertEquals(above, table.isAboveLeast(read, rules.rank(read)));
            if (above) {
                model.remove(Lines.id(sorted.pollFirst().text()));
                put(line);
            }
        }
        assertSame();
    }

    @Test
    void theOrderOfEvictionIsReadyWhenTheCapIsReached() {
        table = new RecordTable(rules, 1, 10_000, Long.MAX_VALUE, memory);
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            put(line(random, "c" + i, i));
            put(line(random, "c" + random.nextInt(i + 1), i));
        }
        RecordStore records = table.records();
        ChangeList.Reader reader = table.changes().new Reader();
        int unprepared = 0;
        for (int handle = reader.next(); handle != RecordStore.NONE; handle = reader.next()) {
            unprepared += records.place(handle) == LeastFirst.NOWHERE ? 1 : 0;
        }
        assertTrue(unprepared <= 8, "not in the order of eviction: " + unprepared);
    }

    @Test
    void refusesWhatHasNoRoomAndKeepsWhatItHas() {
        table = new RecordTable(rules, 1, Integer.MAX_VALUE, BlockStore.PAGE_BYTES, memory);
        Random random = new Random(6);
        int stored = 0;
        while (true) {
            String text = Lines.line("Hill", "c" + stored, Lines.PLACE, "" + stored, "1000");
            AtLine line = Lines.read(text);
            if (table.store(RecordStore.NONE, hash(line), line, rules.rank(line))
                    == RecordStore.NONE) {
                break;
            }
            model.put("c" + stored, text);
            stored++;
        }
        AtLine longer =
                Lines.read(Lines.line("Hill", "c0", "+1." + "0".repeat(500) + "+1", "9", "9"));
        int held = find("c0");
        assertEquals(RecordStore.NONE, table.store(held, hash(longer), longer, rules.rank(longer)));
        assertTrue(stored > 900, () -> "seed 6 stored " + random);
        assertSame();
    }

    /** The limit is not reached, but the JVM has no more: nothing is lost, and clients may move on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void refusesNewcomersWhenThereIsNoMoreMemory(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 20_000; step++) {
            put(line(random, "c" + step, step));
        }
        memory.exhaust();
        int refused = 0;
        for (int step = 20_000; step < 120_000; step++) {
            String id = "c" + random.nextInt(30_000);
            String text = Lines.line("Hill", id, place(random), "" + step, "" + step);
            refused += putIfRoom(id, text) ? 0 : 1;
        }
        assertTrue(refused > 0);
        assertTrue(model.size() > 20_000, "pages in use have room for some");
        assertSame();
    }

    @Test
    void takesNoMoreThanOneHundredAndSixtyBytesPerUsualClient() {
        for (int i = 0; i < 100_000; i++) {
            String id = "c%07d.cs.ucla.edu".formatted(i);
            put(Lines.line("Hill", id, Lines.PLACE, "1520023934.918963997", "1800023934.1"));
        }
        long bytes =
                table.records().blocks().bytes() + table.indexBytes() + table.changes().bytes();
        assertTrue(bytes <= 160L * 100_000, () -> bytes + " bytes for 100000 clients");
    }

    private boolean putIfRoom(String id, String text) {
        AtLine line = Lines.read(text);
        int held = find(id);
        int handle = table.store(held, hash(line), line, rules.rank(line));
        if (handle != RecordStore.NONE) {
            model.put(id, text);
        }
        return handle != RecordStore.NONE;
    }

    private static String place(Random random) {
        return random.nextInt(4) > 0 ? Lines.PLACE : "+1." + "5".repeat(random.nextInt(200)) + "-2";
    }

    /** Lines of all sizes; later ones mostly newer. */
    private static String line(Random random, String id, int step) {
        String[] origins = {"Hill", "Campbell", "X".repeat(64)};
        String place =
                switch (random.nextInt(400)) {
                    case 0 -> "+1." + "5".repeat(random.nextInt(3_000)) + "-2";
                    case 1 -> "+1." + "5".repeat(random.nextInt(50) == 0 ? 70_000 : 10) + "-2";
                    default -> Lines.PLACE;
                };
        String time = Integer.toString(1_000 + step / 10 + random.nextInt(100));
        return Lines.line(Lines.any(random, origins), id, place, time, "" + (1_000 + step));
    }

    private void put(String text) {
        AtLine line = Lines.read(text);
        String id = Lines.id(text);
        int handle = find(id);
        String held = model.get(id);
        assertEquals(held == null, handle == RecordStore.NONE, text);
        if (held != null && rules.compare(line, Lines.read(held)) <= 0) {
            return;
        }
        handle = table.store(handle, hash(line), line, rules.rank(line));
        assertNotEquals(RecordStore.NONE, handle);
        assertEquals(handle, find(id));
        assertEquals(table.changes().tail(), table.records().seq(handle));
        assertTrue(table.records().hasLine(handle, line));
        model.put(id, text);
        if (capped) {
            sorted.add(new Lines.Spelled(text));
            if (held != null) {
                sorted.remove(new Lines.Spelled(held));
            }
        }
    }

    private int find(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.ISO_8859_1);
        return table.find(table.hash(bytes, 0, bytes.length), bytes, 0, bytes.length);
    }

    private long hash(AtLine line) {
        return table.hash(line.bytes(), line.idOffset(), line.idLength());
    }

    private void assertSame() {
        assertEquals(model.size(), table.count());
        long sum = 0;
        for (Map.Entry<String, String> entry : model.entrySet()) {
            int handle = find(entry.getKey());
            AtLine line = Lines.read(entry.getValue());
            assertTrue(table.records().hasLine(handle, line), entry::getValue);
            sum += Fingerprint.of(line.bytes(), line.offset(), line.length());
        }
        assertEquals(sum, table.sum());
        RecordCursor cursor =
                new RecordCursor(() -> {}, table.records(), table.changes().new Reader());
        RecordView view = new RecordView();
        int shown = 0;
        for (long before = 0; cursor.next(view); before = view.seq()) {
            assertTrue(view.seq() > before);
            assertEquals(model.get(Lines.id(Lines.text(view))), Lines.text(view));
            shown++;
        }
        assertEquals(model.size(), shown);
    }
}
