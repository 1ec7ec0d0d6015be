package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private final DirectMemory memory = new DirectMemory();
    private final RecordStore records = new RecordStore(Long.MAX_VALUE, memory);
    private final IdIndex index = new IdIndex(records, memory);

    @Test
    void tellsApartIdsOfOneHashOfWhichOneBeginsLikeTheOther() {
        int kiwi = record("kiwi");
        add(5, kiwi);
        assertEquals(RecordStore.NONE, find(5, "kiw"));
        assertEquals(RecordStore.NONE, find(5, "kiwis"));
        assertEquals(RecordStore.NONE, find(5, ""));
        add(5, record("kiw"));
        assertEquals(kiwi, find(5, "kiwi"));
    }

    @Test
    void aRecordCanGetAnotherHandle() {
        int old = record("kiwi");
        int now = record("kiwi");
        add(5, old);
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
                add(hash(id, seed), handle);
                model.put(id, handle);
            } else if (random.nextBoolean()) {
                index.remove(hash(id, seed), held);
                model.remove(id);
            }
        }
    }

    /** Spread as IDs are, and so that all but one segment stay empty: at either end of all hashes. */
    @ParameterizedTest
    @ValueSource(longs = {0xFFFF_FFFFL, 0xF_FFFFL, 0xFFFL << 20, ~0xF_FFFFL})
    void holdsWhatAPlainMapHoldsThroughSplits(long bits) {
        Random random = new Random(bits);
        Map<String, Integer> model = new HashMap<>();
        for (int step = 0; step < 60_000; step++) {
            String id = "c" + random.nextInt(40_000);
            long hash = spread(id, bits);
            Integer held = model.get(id);
            assertEquals(held == null ? RecordStore.NONE : held, find(hash, id));
            if (held == null) {
                int handle = record(id);
                add(hash, handle);
                model.put(id, handle);
            } else if (random.nextInt(4) == 0) {
                index.remove(hash, held);
                model.remove(id);
            } else {
                int handle = record(id);
                index.replace(hash, held, handle);
                model.put(id, handle);
            }
        }
        model.forEach((id, handle) -> assertEquals(handle, find(spread(id, bits), id)));
    }

    /** Never more, though segments are split all the time: else it takes twice as much at times. */
    @Test
    void takesLittleMoreThanThirteenBytesPerRecordWhateverTheirNumber() {
        Random random = new Random(1);
        for (int count = 1; count <= 2_000_000; count++) {
            add(random.nextLong(), count);
            if (count >= 200_000 && count % 1_000 == 0) {
                assertTrue(index.bytes() <= 14.5 * count, index.bytes() + " bytes for " + count);
            }
        }
    }

    @Test
    void beginsSmall() {
        assertTrue(index.bytes() <= 2_048);
        for (int i = 1; i <= 100; i++) {
            add(i * 0x9E37_79B9L, i);
        }
        assertTrue(index.bytes() <= 8_192);
    }

    /** It takes the seed to choose such IDs; then nothing of it may be half done. */
    @Test
    void refusesMoreIdsOfOneHashThanASegmentHasRoomFor() {
        int added = 0;
        while (added < IdIndex.SLOTS * 7 / 8) {
            add(5, ++added);
        }
        assertThrows(IllegalStateException.class, () -> index.makeRoom(5));
        index.makeRoom(6L << 24);
        index.remove(5, added);
        index.makeRoom(5);
    }

    /** A hash with 0 in all of the lower bits where the mask has 0, as far as the ID allows. */
    private static long spread(String id, long bits) {
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        long hash = Fingerprint.of(7, bytes, 0, bytes.length);
        return bits < 0 ? hash | bits : hash & bits;
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

    private void add(long hash, int handle) {
        index.makeRoom(hash);
        index.add(hash, handle);
    }

    private int find(long hash, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        return index.find(hash, bytes, 0, bytes.length);
    }
}
