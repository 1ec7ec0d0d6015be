package herd.testkit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs seeds on some threads.
 *
 * <p><b>Threading.</b> One thread calls it; the tally is touched under its lock only.
 */
final class CampaignRun {

    private static final long PROGRESS_NANOS = 1_000_000_000;

    private final long from;
    private final long end;
    private final int threads;

    /** The next seed that no thread has taken; all threads. */
    private final AtomicLong next;

    private final Tally tally = new Tally();
    private Consumer<Tally> progress = it -> {};
    private long progressNanos = System.nanoTime();

    CampaignRun(long from, int seeds, int threads) {
        this.from = from;
        this.end = from + seeds;
        this.threads = threads;
        next = new AtomicLong(from);
    }

    /** Is told how far it has come, about once a second. */
    void onProgress(Consumer<Tally> it) {
        progress = it;
    }

    /** Runs all seeds. */
    Tally run() {
        List<Thread> workers = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, end - from); i++) {
            Thread worker = new Thread(this::work, "campaign-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        work();
        workers.forEach(CampaignRun::join);
        return tally;
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            Outcome outcome = Trial.run(seed);
            synchronized (tally) {
                tally.add(outcome);
                if (System.nanoTime() - progressNanos > PROGRESS_NANOS) {
                    progressNanos = System.nanoTime();
                    progress.accept(tally);
                }
            }
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while seeds were run", e);
        }
    }
}
