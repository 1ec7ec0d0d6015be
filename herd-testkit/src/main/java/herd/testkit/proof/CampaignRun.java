package herd.testkit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

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
    private final LongFunction<Outcome> trial;

    /** The next seed that no thread has taken; all threads. */
    private final AtomicLong next;

    private final Tally tally = new Tally();
    private Consumer<Tally> progress = it -> {};
    private long progressNanos = System.nanoTime();

    /** Runs each seed's own schedule. */
    CampaignRun(long from, int seeds, int threads) {
        this(from, seeds, threads, Trial::run);
    }

    /** Runs whatever is to be run for a seed. */
    CampaignRun(long from, int seeds, int threads, LongFunction<Outcome> trial) {
        this.trial = trial;
        this.from = from;
        this.end = from + seeds;
        this.threads = threads;
        next = new AtomicLong(from);
    }

    /** Is told how far it has come, about once a second. */
    void onProgress(Consumer<Tally> it) {
        progress = it;
    }

    /**
     * Runs all seeds.
     *
     * @throws IllegalStateException if the campaign itself fails: then not all of them were run
     */
    Tally run() {
        int count = (int) Math.min(threads, end - from);
        ExecutorService pool = Executors.newFixedThreadPool(count, CampaignRun::thread);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                workers.add(pool.submit(this::work));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the campaign itself failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while seeds were run", e);
        } finally {
            pool.shutdownNow();
        }
        return tally;
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            Outcome outcome = trial.apply(seed);
            synchronized (tally) {
                tally.add(outcome);
                if (System.nanoTime() - progressNanos > PROGRESS_NANOS) {
                    progressNanos = System.nanoTime();
                    progress.accept(tally);
                }
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "campaign");
        thread.setDaemon(true);
        return thread;
    }
}
