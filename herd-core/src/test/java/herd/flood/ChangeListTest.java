package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeListTest {

    /** What is not worth merging, and a segment. */
    private static final int SLACK_BYTES = (256 << 10) + ChangeSegment.RUN_BYTES;

    private final DirectMemory memory = new DirectMemory();
    private final ChangeList list = new ChangeList(memory);

    /** What the list should hold. */
    private final TreeMap<Long, Integer> model = new TreeMap<>();

    @Test
    void givesOutSeqsFromOneOnWithoutAGap() {
        for (long seq = 1; seq <= 10_000; seq++) {
            assertEquals(seq, append(7));
        }
        assertEquals(10_000, list.tail());
    }

    @Test
    void aReaderAtTheEndGoesOnWithWhatIsAppended() {
        ChangeList.Reader reader = list.new Reader();
        assertEquals(RecordStore.NONE, reader.next());
        append(5);
        assertEquals(5, reader.next());
        assertEquals(RecordStore.NONE, reader.next());
        assertEquals(1, reader.seq());
    }

    @Test
    void aReaderSkipsWhatHasChangedAndCountsItAsRead() {
        append(5);
        append(6);
        list.remove(2);
        ChangeList.Reader reader = list.new Reader();
        assertEquals(5, reader.next());
        assertEquals(RecordStore.NONE, reader.next());
        assertEquals(2, reader.seq());
    }

    @Test
    void refusesToRemoveWhatIsNotThere() {
        append(5);
        list.remove(1);
        assertThrows(IllegalStateException.class, () -> list.remove(1));
        assertThrows(IllegalStateException.class, () -> list.replace(1, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000, 40_000})
    void holdsWhatAPlainMapHolds(int records) {
        Random random = new Random(records);
        List<Long> seqs = new ArrayList<>();
        List<ChangeList.Reader> readers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            readers.add(list.new Reader());
        }
        for (int step = 0; step < 300_000; step++) {
            change(random, seqs, records);
            if (step % 10 == 0) {
                checkRead(readers.get(random.nextInt(5)), random);
            }
        }
        checkAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one hot", "round robin", "random", "mostly hot", "backwards", "comb"})
    void takesNoMoreThanSeventeenBytesPerRecordHoweverTheyChange(String pattern) {
        int records = 50_000;
        Random random = new Random(1);
        IntUnaryOperator chosen =
                switch (pattern) {
                    case "one hot" -> step -> 17;
                    case "round robin" -> step -> step % records;
                    case "mostly hot" ->
                            step ->
                                    random.nextInt(100) > 0
                                            ? random.nextInt(10)
                                            : random.nextInt(records);
                    case "backwards" -> step -> records - 1 - step % records;
                    case "comb" -> step -> (int) (step * 4099L % records) & ~1;
                    default -> step -> random.nextInt(records);
                };
        long[] seqOf = new long[records];
        for (int i = 0; i < records; i++) {
            seqOf[i] = append(i + 1);
        }
        for (int step = 0; step < 2_000_000; step++) {
            int record = chosen.applyAsInt(step & 0xFFFFF);
            list.remove(seqOf[record]);
            seqOf[record] = append(record + 1);
            if (step % 1_000 == 0) {
                assertTrue(
                        list.bytes() <= 17L * records + SLACK_BYTES,
                        () -> list.bytes() + " bytes in " + list.segments() + " segments");
            }
        }
        for (int i = 0; i < records; i++) {
            model.put(seqOf[i], i + 1);
        }
        checkAll();
    }

    /** Clients that take turns empty segments; then they change at random, which fills many again. */
    @Test
    void usesSegmentsAgain() {
        Random random = new Random(1);
        int records = 100_000;
        long[] seqOf = new long[records];
        for (int i = 0; i < records; i++) {
            seqOf[i] = append(i + 1);
        }
        long taken = 0;
        for (int step = 0; step < 4_000_000; step++) {
            if (step == 2_000_000) {
                taken = memory.taken();
            }
            int turn = step % 1_000_000;
            int record = turn < 500_000 ? turn % records : random.nextInt(records);
            list.remove(seqOf[record]);
            seqOf[record] = append(record + 1);
        }
        assertEquals(taken, memory.taken(), 8 * ChangeSegment.RUN_BYTES);
        assertTrue(
                taken <= 17L * records + SLACK_BYTES + ChangeSegment.RUN_BYTES,
                () -> "taken: " + memory.taken());
    }

    @Test
    void anEmptiedListShrinksToItsLastSegment() {
        for (int i = 0; i < 100_000; i++) {
            append(1);
        }
        for (long seq = 1; seq <= 100_000; seq++) {
            list.remove(seq);
        }
        assertEquals(1, list.segments());
    }

    private long append(int handle) {
        list.makeRoom();
        return list.append(handle);
    }

    private void change(Random random, List<Long> seqs, int records) {
        if (seqs.size() < records || random.nextInt(8) == 0) {
            int handle = 1 + random.nextInt(1_000);
            seqs.add(append(handle));
            model.put(list.tail(), handle);
        } else {
            int chosen = random.nextInt(seqs.size());
            long seq = seqs.get(chosen);
            if (random.nextInt(8) == 0) {
                list.replace(seq, 2_000);
                model.put(seq, 2_000);
            } else {
                list.remove(seq);
                model.remove(seq);
                seqs.set(chosen, seqs.get(seqs.size() - 1));
                seqs.remove(seqs.size() - 1);
            }
        }
    }

    private void checkRead(ChangeList.Reader reader, Random random) {
        if (random.nextInt(100) == 0) {
            reader.seek((long) (random.nextDouble() * (list.tail() + 1)));
        }
        for (int i = random.nextInt(30); i > 0; i--) {
            checkNext(reader);
        }
    }

    private void checkAll() {
        ChangeList.Reader reader = list.new Reader();
        while (reader.seq() < list.tail()) {
            checkNext(reader);
        }
    }

    private void checkNext(ChangeList.Reader reader) {
        Map.Entry<Long, Integer> next = model.higherEntry(reader.seq());
        assertEquals(next == null ? RecordStore.NONE : next.getValue(), reader.next());
        assertEquals(next == null ? list.tail() : next.getKey(), reader.seq());
    }
}
