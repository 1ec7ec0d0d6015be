package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import herd.protocol.AtLine;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index when hashes say little or nothing: only the IDs themselves tell records apart then. */
class IdIndexTest {

    private final RecordStore records = new RecordStore(Long.MAX_VALUE);
    private final IdIndex index = new IdIndex(records);

    @Test
    void tellsApartIdsOfOneHashOfWhichOneBeginsLikeTheOther() {
        int kiwi = record("kiwi");
        index.add(5, kiwi);
        assertEquals(RecordStore.NONE, find(5, "kiw"));
        assertEquals(RecordStore.NONE, find(5, "kiwis"));
        assertEquals(RecordStore.NONE, find(5, ""));
        index.add(5, record("kiw"));
        assertEquals(kiwi, find(5, "kiwi"));
    }

    @Test
    void aRecordCanGetAnotherHandle() {
        int old = record("kiwi");
        int now = record("kiwi");
        index.add(5, old);
        index.replace(5, old, now);
        assertEquals(now, find(5, "kiwi"));
        assertThrows(IllegalStateException.class, () -> index.remove(5, old));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void holdsWhatAPlainMapHoldsThoughHashesCollide(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            String id = "c" + random.nextInt(200);
            Integer held = model.get(id);
            assertEquals(held == null ? RecordStore.NONE : held, find(hash(id, seed), id));
            if (held == null) {
                int handle = record(id);
                index.add(hash(id, seed), handle);
                model.put(id, handle);
            } else if (random.nextBoolean()) {
                index.remove(hash(id, seed), held);
                model.remove(id);
            }
        }
    }

    /** Few different ones; with some seeds all at the end of a table, so that runs go around it. */
    private static long hash(String id, long seed) {
        long few = id.hashCode() % (seed * 3);
        return seed % 2 == 0 ? few * 0x1234_5678L : 0xFFFF_FFFFL - few;
    }

    private int record(String id) {
        AtLine line = Lines.read(Lines.line("Hill", id, Lines.PLACE, "1", "1"));
        int handle = records.allocate(line);
        records.fill(handle, line, 1, 1, 1);
        return handle;
    }

    private int find(long hash, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        return index.find(hash, bytes, 0, bytes.length);
    }
}
