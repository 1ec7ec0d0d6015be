package herd.flood;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blocks of bytes in pages, outside the object graph, so that a collector's work does not grow with
 * the number of blocks. A block is known by its handle, a number; 0 is none. Its first four bytes are
 * the store's own: its size, negative once it is given back.
 *
 * <p>Blocks are taken off the page at hand from front to back. Those given back are not used again
 * one by one: when a fifth of the page bytes is idle, the blocks of the emptiest page are to be moved
 * ({@link #pageToClear}), and the page begins anew. A block too large to share a page has one of its
 * own, just as long as itself.
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

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** A handle is a page number and an offset in units of 8 bytes. */
    private static final int UNIT_SHIFT = 3;

    private static final int PAGE_SHIFT = 14;
    private static final int UNIT_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int MAX_PAGES = 1 << Integer.SIZE - 1 - PAGE_SHIFT;

    /**
     * Below 128 KiB by more than an array's header, so that pages fill a collector's regions without
     * a gap; large enough that pages are few, small enough that one is cleared in a fraction of a
     * millisecond.
     */
    static final int PAGE_BYTES = (1 << PAGE_SHIFT + UNIT_SHIFT) - 64;

    /** A block above this has its own page, so that less than an eighth of a page stays unused. */
    private static final int MAX_SHARED_BYTES = PAGE_BYTES / 8;

    /** Idle pages that are not worth the clearing. */
    private static final int IDLE_PAGES = 2;

    /** Stands in {@link #used} for a page with one large block, and for a number without a page. */
    private static final int NOT_SHARED = -1;

    private final long maxBytes;
    private final byte[] noPage = {};

    private byte[][] pages = {noPage};

    /** Per shared page: where its unused part begins. */
    private int[] used = {NOT_SHARED};

    /** Per page: the bytes of blocks in use. For a number without a page: the next such number. */
    private int[] live = {0};

    private int numbers = 1;
    private int freeNumber;

    /** The shared page that blocks are taken off; 0 before the first. */
    private int head;

    /** A shared page's array that is not in use: spares the collector some work. */
    private byte[] spare = noPage;

    private long bytes;
    private long sharedBytes;
    private long sharedLive;

    /**
     * Makes an empty store.
     *
     * @param maxBytes how many bytes the pages may have in all
     */
    BlockStore(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes a block of at least that size; {@link #NONE} if the pages may not be more. */
    int allocate(int size) {
        return allocate(roundUp(size), maxBytes);
    }

    /** Gives a block back. */
    void free(int handle) {
        int page = handle >>> PAGE_SHIFT;
        int size = size(handle);
        INTS.set(pages[page], offset(handle), -size);
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
        System.arraycopy(array(handle), offset(handle), array(to), offset(to), size);
        free(handle);
        return to;
    }

    /**
     * The page to move all blocks from now, or 0: only one as long as too much is idle. Never the one
     * that the last block was taken off.
     */
    int pageToClear() {
        long headroom = head == 0 ? 0 : PAGE_BYTES - used[head];
        long idle = sharedBytes - sharedLive - headroom;
        if (idle <= sharedLive / 4 + (long) IDLE_PAGES * PAGE_BYTES) {
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
        return (int) INTS.get(array(handle), offset(handle));
    }

    /** The array that a block lies in. */
    byte[] array(int handle) {
        return pages[handle >>> PAGE_SHIFT];
    }

    /** Where the block begins in its array. */
    static int offset(int handle) {
        return (handle & UNIT_MASK) << UNIT_SHIFT;
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
            page = addPage(size, limit);
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
        INTS.set(pages[page], at, size);
        return page << PAGE_SHIFT | at >>> UNIT_SHIFT;
    }

    private int addSharedPage(long limit) {
        int page = addPage(PAGE_BYTES, limit);
        if (page != 0) {
            sharedBytes += PAGE_BYTES;
            used[page] = 0;
            head = page;
        }
        return page;
    }

    /** Adds an empty page; returns its number, 0 if there may be no more. */
    private int addPage(int length, long limit) {
        if (bytes + length > limit || freeNumber == 0 && numbers == MAX_PAGES) {
            return 0;
        }
        byte[] array = length == spare.length ? spare : new byte[length];
        if (freeNumber == 0) {
            makeRoomForNumber();
        }
        int page = freeNumber;
        freeNumber = live[page];
        if (array == spare) {
            spare = noPage;
        }
        pages[page] = array;
        live[page] = 0;
        bytes += length;
        return page;
    }

    private void makeRoomForNumber() {
        if (numbers == pages.length) {
            int room = 2 * numbers;
            pages = Arrays.copyOf(pages, room);
            used = Arrays.copyOf(used, room);
            live = Arrays.copyOf(live, room);
        }
        used[numbers] = NOT_SHARED;
        live[numbers] = 0;
        freeNumber = numbers++;
    }

    private void drop(int page) {
        bytes -= pages[page].length;
        if (used[page] != NOT_SHARED) {
            sharedBytes -= PAGE_BYTES;
            used[page] = NOT_SHARED;
            spare = pages[page];
        }
        pages[page] = noPage;
        live[page] = freeNumber;
        freeNumber = page;
    }

    private int inUseFrom(int page, int from) {
        int at = from;
        while (at < used[page]) {
            int size = (int) INTS.get(pages[page], at);
            if (size > 0) {
                return page << PAGE_SHIFT | at >>> UNIT_SHIFT;
            }
            at -= size;
        }
        return NONE;
    }
}
