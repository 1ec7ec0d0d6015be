package herd.net;

import java.util.Arrays;

/**
 * The timers that are set, soonest first: a binary heap in which each timer knows its place, so
 * that setting and cancelling take O(log n) and no stale entry is ever left.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class TimerQueue {

    private Timer[] heap = new Timer[16];
    private int size;

    /** No timer may be put before this: what due timers set waits for the next turn. */
    private long earliestNanos = Long.MIN_VALUE;

    Timer timer(Runnable action) {
        return new Timer(this, action);
    }

    int size() {
        return size;
    }

    /** How long nothing is to be done, at most: 0 when something is due. */
    long waitNanos(long nowNanos) {
        if (size == 0) {
            return Timer.NEVER;
        }
        // The 1 is for timers set for a time that had passed: they were put at "now" plus 1.
        return Math.max(0, heap[0].slotNanos() - nowNanos - 1);
    }

    /**
     * Runs what is due. What that sets waits for the next call, whatever the time it is set for.
     *
     * @return whether anything ran
     */
    boolean runDue(long nowNanos, Callbacks callbacks) {
        boolean any = false;
        earliestNanos = nowNanos + 1;
        while (size > 0 && heap[0].slotNanos() <= nowNanos) {
            Timer first = heap[0];
            if (first.dueNanos() > nowNanos) {
                first.slotNanos(first.dueNanos());
                siftDown(first, 0);
            } else {
                remove(first);
                callbacks.run(first);
                any = true;
            }
        }
        return any;
    }

    void put(Timer timer, long nanos) {
        timer.slotNanos(Math.max(nanos, earliestNanos));
        if (timer.place() < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            timer.place(size++);
        }
        siftUp(timer, timer.place());
    }

    void remove(Timer timer) {
        int hole = timer.place();
        timer.place(-1);
        Timer last = heap[--size];
        heap[size] = null;
        if (last != timer) {
            siftDown(last, hole);
            siftUp(last, last.place());
        }
    }

    private void siftUp(Timer timer, int from) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent].slotNanos() <= timer.slotNanos()) {
                break;
            }
            place(heap[parent], at);
            at = parent;
        }
        place(timer, at);
    }

    private void siftDown(Timer timer, int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].slotNanos() < heap[child].slotNanos()) {
                child++;
            }
            if (timer.slotNanos() <= heap[child].slotNanos()) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(timer, at);
    }

    private void place(Timer timer, int index) {
        heap[index] = timer;
        timer.place(index);
    }
}
