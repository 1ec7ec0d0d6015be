package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockStoreTest {

    private static final int MARK = BlockStore.HEADER_BYTES;

    private final BlockStore blocks = new BlockStore(Long.MAX_VALUE, new DirectMemory());

    /** Handles of blocks in use, in no order, and what each is filled with. */
    private final List<Integer> handles = new ArrayList<>();

    private final Map<Integer, Byte> marks = new HashMap<>();
    private long bytesInUse;

    @Test
    void givesNoBlockBeyondItsLimit() {
        BlockStore small = new BlockStore(BlockStore.PAGE_BYTES, new DirectMemory());
        int first = small.allocate(128);
        assertNotEquals(BlockStore.NONE, first);
        for (int i = 0; i < BlockStore.PAGE_BYTES / 128 - 1; i++) {
            assertNotEquals(BlockStore.NONE, small.allocate(128));
        }
        assertEquals(BlockStore.NONE, small.allocate(128));
        assertEquals(BlockStore.NONE, small.allocate(BlockStore.PAGE_BYTES));
        assertEquals(BlockStore.PAGE_BYTES, small.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {16_376, 16_377, 131_008, 131_072, 8_388_864})
    void aLargeBlockTakesItsOwnBytesAndGivesThemBack(int size) {
        int handle = blocks.allocate(size);
        assertTrue(blocks.size(handle) >= size && blocks.size(handle) < size + 8);
        blocks.allocate(100);
        blocks.free(handle);
        assertTrue(blocks.bytes() <= 2 * BlockStore.PAGE_BYTES, () -> "" + blocks.bytes());
    }

    @Test
    void usesPagesAgainThatWereGivenBack() {
        DirectMemory memory = new DirectMemory();
        BlockStore store = new BlockStore(Long.MAX_VALUE, memory);
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 10_000; i++) {
                int handle = store.allocate(120);
                assertNotEquals(BlockStore.NONE, handle);
                handles.add(handle);
            }
            handles.forEach(store::free);
            handles.clear();
            memory.exhaust();
        }
        assertTrue(memory.taken() >= 1_200_000);
    }

    /** As long as the page it would be moved to cannot be had, nothing may be moved. */
    @Test
    void clearsNoPageWithoutHavingAnother() {
        DirectMemory memory = new DirectMemory();
        BlockStore store = new BlockStore(Long.MAX_VALUE, memory);
        int perPage = BlockStore.PAGE_BYTES / 1024;
        for (int i = 0; i < 20 * perPage; i++) {
            handles.add(store.allocate(1024));
        }
        memory.exhaust();
        for (int i = 0; i < handles.size(); i++) {
            if (i % perPage != 0 && i % perPage != 1) {
                store.free(handles.get(i));
            }
        }
        assertEquals(0, store.pageToClear());
        store.free(handles.get(0));
        store.free(handles.get(1));
        assertNotEquals(0, store.pageToClear());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverTouchesABlockThatIsInUse(long seed) {
        Random random = new Random(seed);
        int wanted = 500 << random.nextInt(4);
        for (int step = 0; step < 60_000; step++) {
            if (random.nextInt(2 * wanted) >= handles.size()) {
                take(size(random));
            } else {
                giveBack(random.nextInt(handles.size()));
            }
            clearPages();
            assertWithinBound();
        }
        for (int handle : handles) {
            assertMarked(handle);
        }
        while (!handles.isEmpty()) {
            giveBack(handles.size() - 1);
        }
        assertEquals(0, bytesInUse);
        assertTrue(blocks.bytes() <= BlockStore.PAGE_BYTES);
    }

    @Test
    void recordsThatGrowInStepLeaveNothingBehind() {
        for (int i = 0; i < 2_000; i++) {
            take(64);
        }
        for (int size = 72; size <= 1_024; size += 8) {
            for (int i = 0; i < 2_000; i++) {
                if (i % 50 != 0 || size % 64 == 0) {
                    giveBack(i);
                    take(size);
                }
                clearPages();
                assertWithinBound();
            }
        }
        assertFalse(handles.isEmpty());
    }

    private static int size(Random random) {
        return switch (random.nextInt(100)) {
            case 0 -> 20_000 + random.nextInt(150_000);
            case 1, 2 -> 1_000 + random.nextInt(16_000);
            default -> 8 + random.nextInt(300);
        };
    }

    private void take(int size) {
        int handle = blocks.allocate(size);
        byte mark = (byte) handle;
        ByteBuffer page = blocks.page(handle);
        int from = BlockStore.offset(handle);
        for (int i = from + MARK; i < from + blocks.size(handle); i++) {
            page.put(i, mark);
        }
        handles.add(handle);
        assertEquals(null, marks.put(handle, mark), "given out twice");
        bytesInUse += blocks.size(handle);
    }

    private void giveBack(int index) {
        int handle = handles.get(index);
        assertMarked(handle);
        bytesInUse -= blocks.size(handle);
        blocks.free(handle);
        marks.remove(handle);
        handles.set(index, handles.get(handles.size() - 1));
        handles.remove(handles.size() - 1);
    }

    private void clearPages() {
        int page = blocks.pageToClear();
        if (page == 0) {
            return;
        }
        Map<Integer, Integer> moved = new HashMap<>();
        int next = blocks.firstIn(page);
        while (next != BlockStore.NONE) {
            int from = next;
            next = blocks.nextAfter(from);
            moved.put(from, blocks.move(from));
        }
        handles.replaceAll(handle -> moved.getOrDefault(handle, handle));
        moved.forEach((from, to) -> marks.put(to, marks.remove(from)));
    }

    private void assertMarked(int handle) {
        ByteBuffer page = blocks.page(handle);
        int from = BlockStore.offset(handle);
        for (int i = from + MARK; i < from + blocks.size(handle); i++) {
            if (page.get(i) != marks.get(handle)) {
                throw new AssertionError("overwritten: " + handle);
            }
        }
    }

    private void assertWithinBound() {
        long bound = bytesInUse + bytesInUse / 4 + 4L * BlockStore.PAGE_BYTES;
        assertTrue(
                blocks.bytes() <= bound, () -> blocks.bytes() + " bytes of pages, above " + bound);
    }
}
