package herd.net;

/**
 * Who may touch what belongs to a loop: its thread, once that runs; before, whoever sets it up.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LoopThread implements Runnable {

    private final EventLoop loop;
    private final Thread thread;

    /** Written by the thread that starts the loop, read by any that may be on the wrong one. */
    private volatile boolean started;

    LoopThread(EventLoop loop, String name, boolean daemon) {
        this.loop = loop;
        thread = new Thread(this, name);
        thread.setDaemon(daemon);
    }

    void start() {
        started = true;
        thread.start();
    }

    /** Called by the thread alone. */
    @Override
    public void run() {
        loop.run();
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
