package herd.flood;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Blocks of bytes in pages outside the heap, so that a collector's work does not grow with the number
 * of blocks. A block is known by its handle, a number; 0 is none. Its first four bytes, the
 * lower half of its first word, are the store's own: its size, negative once it is given back.
 *
 * <p>Blocks are taken off the page at hand from front to back. Those given back are not used again
 * one by one: when a fifth of the page bytes is idle, the blocks of the emptiest page are to be moved
 * ({@link #pageToClear}), and the page is kept for the next time one is needed. A block too large to
 * share a page has one of its own, just as long as itself, in the heap: nobody could use it again.
 *
 * <p><b>Why.</b> A list of free blocks per size would be simpler, but whoever can make records grow
 * in step leaves a free block of every size behind each of them; here the pages are never more than
 * 5/4 of the blocks in use and a few pages, whatever was stored before.
 *
 * <p><b>Threading.</b> One thread.
 */
final class BlockStore {

    /** The handle of no block. */
    static final int NONE = 0;

    /** What the store keeps of every block for itself. */
    static final int HEADER_BYTES = 4;

    /** A handle is a page number and an offset in units of 8 bytes. */
    private static final int UNIT_SHIFT = 3;

    private static final int PAGE_SHIFT = 14;
    private static final int UNIT_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int MAX_PAGES = 1 << Integer.SIZE - 1 - PAGE_SHIFT;

    /**
     * Below 128 KiB by more than what an allocator adds, so that it takes no more than that; large
     * enough that pages are few, small enough that one is cleared in a fraction of a millisecond.
     */
    static final int PAGE_BYTES = (1 << PAGE_SHIFT + UNIT_SHIFT) - 64;

    /** A block above this has its own page, so that less than an eighth of a page stays unused. */
    private static final int MAX_SHARED_BYTES = PAGE_BYTES / 8;

    /** Idle pages that are not worth the clearing. */
    private static final int IDLE_PAGES = 2;

    /** Stands in {@link #used} for a page with one large block, and for a number without a page. */
    private static final int NOT_SHARED = -1;

    private final long maxBytes;
    private final DirectMemory memory;

    private ByteBuffer[] pages = {DirectMemory.NONE};

    /** The same pages, seen as words. */
    private LongBuffer[] words = {DirectMemory.NONE.asLongBuffer()};

    /** Per shared page: where its unused part begins. */
    private int[] used = {NOT_SHARED};

    /** Per page: the bytes of blocks in use. For a number without a page: the next such number. */
    private int[] live = {0};

    private int numbers = 1;
    private int freeNumber;

    /** The shared page that blocks are taken off; 0 before the first. */
    private int head;

    /** Shared pages that are not in use: no more than ever were in use at once, less those that are. */
    private ByteBuffer[] spares = {DirectMemory.NONE};

    private int spareCount;
    private long bytes;
    private long sharedBytes;
    private long sharedLive;

    /**
     * Makes an empty store.
     *
     * @param maxBytes how many bytes the pages may have in all
     */
    BlockStore(long maxBytes, DirectMemory memory) {
        this.maxBytes = maxBytes;
        this.memory = memory;
    }

    /** Takes a block of at least that size; {@link #NONE} if the pages may not be more. */
    int allocate(int size) {
        return allocate(roundUp(size), maxBytes);
    }

    /** Gives a block back. */
    void free(int handle) {
        int page = handle >>> PAGE_SHIFT;
        int size = size(handle);
        words[page].put(word(handle), -size);
        live[page] -= size;
        sharedLive -= used[page] == NOT_SHARED ? 0 : size;
        if (live[page] > 0) {
            return;
        }
        if (page == head) {
            used[page] = 0;
        } else {
            drop(page);
        }
    }

    /** Copies a block and gives the old one back; the limit allows for one page more here. */
    int move(int handle) {
        int size = size(handle);
        int to = allocate(size, Long.MAX_VALUE);
        for (int i = 0; i < size >>> UNIT_SHIFT; i++) {
            words(to).put(word(to) + i, words(handle).get(word(handle) + i));
        }
        free(handle);
        return to;
    }

    /**
     * The page to move all blocks from now, or 0: only one as long as too much is idle. Never the one
     * that the last block was taken off. Blocks of one page need one more page at most, so that one is
     * made sure of first.
     */
    int pageToClear() {
        long headroom = head == 0 ? 0 : PAGE_BYTES - used[head];
        long idle = sharedBytes - sharedLive - headroom;
        if (idle <= sharedLive / 4 + (long) IDLE_PAGES * PAGE_BYTES || !hasSpare()) {
            return 0;
        }
        int emptiest = 0;
        for (int i = 1; i < numbers; i++) {
            if (used[i] != NOT_SHARED && i != head && (emptiest == 0 || live[i] < live[emptiest])) {
                emptiest = i;
            }
        }
        return emptiest;
    }

    /** The first block in use of a page that has one. */
    int firstIn(int page) {
        return inUseFrom(page, 0);
    }

    /** The next block in use of the same page; {@link #NONE} after the last. */
    int nextAfter(int handle) {
        return inUseFrom(handle >>> PAGE_SHIFT, offset(handle) + size(handle));
    }

    /** The size of a block in use. */
    int size(int handle) {
        return (int) words(handle).get(word(handle));
    }

    /** The page that a block lies in: to be read and written at places of the block's only. */
    ByteBuffer page(int handle) {
        return pages[handle >>> PAGE_SHIFT];
    }

    /** The same page, as words. */
    LongBuffer words(int handle) {
        return words[handle >>> PAGE_SHIFT];
    }

    /** Where the block begins in its page. */
    static int offset(int handle) {
        return word(handle) << UNIT_SHIFT;
    }

    /** Where the block begins in its page's words. */
    static int word(int handle) {
        return handle & UNIT_MASK;
    }

    /** The size of the block that {@link #allocate} gives for that size. */
    static int roundUp(int size) {
        int unit = 1 << UNIT_SHIFT;
        return size + unit - 1 & -unit;
    }

    /** The bytes of all pages. */
    long bytes() {
        return bytes;
    }

    private int allocate(int size, long limit) {
        int page = head;
        if (size > MAX_SHARED_BYTES) {
            page =
                    mayHave(size, limit)
                            ? addPage(DirectMemory.ordered(ByteBuffer.allocate(size)))
                            : 0;
        } else if (head == 0 || used[head] + size > PAGE_BYTES) {
            page = addSharedPage(limit);
        }
        if (page == 0) {
            return NONE;
        }
        int at = 0;
        if (used[page] != NOT_SHARED) {
            at = used[page];
            used[page] += size;
            sharedLive += size;
        }
        live[page] += size;
        int handle = page << PAGE_SHIFT | at >>> UNIT_SHIFT;
        words[page].put(word(handle), size);
        return handle;
    }

    private int addSharedPage(long limit) {
        if (!mayHave(PAGE_BYTES, limit) || !hasSpare()) {
            return 0;
        }
        int page = addPage(spares[--spareCount]);
        sharedBytes += PAGE_BYTES;
        used[page] = 0;
        head = page;
        return page;
    }

    private boolean mayHave(int length, long limit) {
        return bytes + length <= limit && (freeNumber != 0 || numbers < MAX_PAGES);
    }

    /** Whether there is a shared page that is not in use, if need be a new one. */
    private boolean hasSpare() {
        if (spareCount > 0) {
            return true;
        }
        ByteBuffer page = memory.take(PAGE_BYTES);
        if (page == DirectMemory.NONE) {
            return false;
        }
        keep(page);
        return true;
    }

    private void keep(ByteBuffer page) {
        if (spareCount == spares.length) {
            spares = Arrays.copyOf(spares, 2 * spareCount);
        }
        spares[spareCount++] = page;
    }

    /** Adds an empty page; returns its number. */
    private int addPage(ByteBuffer buffer) {
        if (freeNumber == 0) {
            makeRoomForNumber();
        }
        int page = freeNumber;
        freeNumber = live[page];
        pages[page] = buffer;
        words[page] = buffer.asLongBuffer();
        live[page] = 0;
        bytes += buffer.capacity();
        return page;
    }

    private void makeRoomForNumber() {
        if (numbers == pages.length) {
            int room = 2 * numbers;
            pages = Arrays.copyOf(pages, room);
            words = Arrays.copyOf(words, room);
            used = Arrays.copyOf(used, room);
            live = Arrays.copyOf(live, room);
        }
        used[numbers] = NOT_SHARED;
        live[numbers] = 0;
        freeNumber = numbers++;
    }

    private void drop(int page) {
        bytes -= pages[page].capacity();
        if (used[page] != NOT_SHARED) {
            sharedBytes -= PAGE_BYTES;
            used[page] = NOT_SHARED;
            keep(pages[page]);
        }
        pages[page] = DirectMemory.NONE;
        words[page] = words[NONE];
        live[page] = freeNumber;
        freeNumber = page;
    }

    private int inUseFrom(int page, int from) {
        int at = from;
        while (at < used[page]) {
            int size = (int) words[page].get(at >>> UNIT_SHIFT);
            if (size > 0) {
                return page << PAGE_SHIFT | at >>> UNIT_SHIFT;
            }
            at -= size;
        }
        return NONE;
    }
}
