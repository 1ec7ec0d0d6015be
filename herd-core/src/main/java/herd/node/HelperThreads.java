package herd.node;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for what may block and so must not be done on the loop: looking names up, reading a
 * data set, loading cryptography. They go when there is nothing to do.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class HelperThreads implements Executor, AutoCloseable {

    private static final int MAX_WAITING = 4096;

    private final ThreadPoolExecutor pool;

    /**
     * Makes them.
     *
     * @param most as many as may have to wait for something at the same time
     */
    HelperThreads(String server, int most) {
        pool =
                new ThreadPoolExecutor(
                        most,
                        most,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MAX_WAITING),
                        new Maker("herd-" + server + "-helper"));
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Has something done.
     *
     * @throws RejectedExecutionException if too much waits already, or all is over
     */
    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private record Maker(String name) implements ThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        }
    }
}
