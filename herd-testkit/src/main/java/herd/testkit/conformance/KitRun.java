package herd.testkit.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs cases, some at a time, and collects what came of them. */
public final class KitRun {

    private KitRun() {}

    /**
     * Runs these cases; the ones that cannot be run against their target are left out.
     *
     * @param atATime how many run at once
     * @param done told of each as it ends, by the thread that ran it, one at a time
     * @return all, in the order of the cases
     * @throws IllegalStateException if the kit itself fails
     */
    public static List<Outcome> run(
            List<ConformanceCase> cases, int atATime, Consumer<Outcome> done) {
        ExecutorService threads = Executors.newFixedThreadPool(atATime, KitRun::thread);
        // The kit can be one neighbour only, so these would but wait for each other in the others'
        // way.
        ExecutorService ofLinks = Executors.newSingleThreadExecutor(KitRun::thread);
        try {
            List<Future<Outcome>> running = new ArrayList<>();
            for (ConformanceCase it : cases) {
                ExecutorService own = it.isOfLinks() ? ofLinks : threads;
                running.add(own.submit(() -> tell(run(it), done)));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> it : running) {
                outcomes.add(it.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the kit itself failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before all cases were run", e);
        } finally {
            threads.shutdownNow();
            ofLinks.shutdownNow();
        }
    }

    private static Outcome run(ConformanceCase it) {
        Optional<String> whyNot = it.whyNot();
        if (whyNot.isPresent()) {
            return new Outcome(it, whyNot, Optional.empty(), Duration.ZERO);
        }
        long start = System.nanoTime();
        Optional<Violation> failure = Optional.empty();
        try {
            it.check();
        } catch (Violation found) {
            failure = Optional.of(found);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Outcome(it, Optional.empty(), failure, took);
    }

    private static Outcome tell(Outcome outcome, Consumer<Outcome> done) {
        synchronized (done) {
            done.accept(outcome);
        }
        return outcome;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "conformance");
        thread.setDaemon(true);
        return thread;
    }
}
