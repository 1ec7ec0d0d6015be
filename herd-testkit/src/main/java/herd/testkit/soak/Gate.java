package herd.testkit.soak;

/**
 * Lets the load through, or holds it up between two batches.
 *
 * <p><b>Threading.</b> Any thread: one closes and opens, the others pass.
 */
final class Gate {

    private int travellers;
    private boolean closed;
    private int waiting;

    /**
     * Begins open.
     *
     * @param travellers how many pass through it, again and again
     */
    Gate(int travellers) {
        this.travellers = travellers;
    }

    /** Passes, when it is open. */
    synchronized void pass() throws InterruptedException {
        waiting++;
        notifyAll();
        while (closed) {
            wait();
        }
        waiting--;
    }

    /** Closes, and returns when all stand before it. */
    synchronized void close() throws InterruptedException {
        closed = true;
        while (waiting < travellers) {
            wait();
        }
    }

    /** One will not pass any more. */
    synchronized void leave() {
        travellers--;
        notifyAll();
    }

    synchronized void open() {
        closed = false;
        notifyAll();
    }
}
