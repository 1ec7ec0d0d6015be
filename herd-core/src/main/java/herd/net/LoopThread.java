package herd.net;

/**
 * Who may touch what belongs to a loop: its thread, once that runs; before, whoever sets it up.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LoopThread {

    private final Thread thread;

    /** Written by the thread that starts the loop, read by any that may be on the wrong one. */
    private volatile boolean started;

    LoopThread(String name, boolean daemon, Runnable work) {
        thread = new Thread(work, name);
        thread.setDaemon(daemon);
    }

    void start() {
        started = true;
        thread.start();
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    void requireCurrent() {
        if (Thread.currentThread() != thread && started) {
            throw new IllegalStateException(
                    "on thread " + Thread.currentThread().getName() + ", not " + thread.getName());
        }
    }

    /** Waits for its end, if another thread asks. An interrupt ends the waiting and stays set. */
    void join() {
        if (isCurrent()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }
}
