package herd.testkit.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Tries inputs of one target on several threads until all have been tried or something is wrong.
 *
 * <p><b>Threading.</b> {@link #run} is called once, on any thread.
 */
final class Campaign {

    /** So many inputs are taken at a time by a thread. */
    private static final int BATCH = 64;

    private static final int MINIMISER_TRIES = 20_000;
    private static final int PROGRESS_SECONDS = 5;

    private final Target target;
    private final long seed;
    private final long first;
    private final long inputs;
    private final int threads;

    /** The next input that nobody has taken: all threads take from it. */
    private final AtomicLong next;

    /** How many have been tried, by all threads. */
    private final AtomicLong tried = new AtomicLong();

    private final Tally tally = new Tally();
    private Optional<Finding> finding = Optional.empty();

    /**
     * Makes a campaign.
     *
     * @param first the number of the first input
     * @param inputs how many there are
     */
    Campaign(Target target, long seed, long first, long inputs, int threads) {
        this.target = target;
        this.seed = seed;
        this.first = first;
        this.inputs = inputs;
        this.threads = threads;
        next = new AtomicLong(first);
    }

    /**
     * Tries all inputs.
     *
     * @param progress is told every few seconds how many have been tried
     * @return the first input that something is wrong with, if there is one
     */
    Optional<Finding> run(LongConsumer progress) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Optional<Finding>>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(pool.submit(this::work));
        }
        pool.shutdown();
        try {
            for (Future<Optional<Finding>> worker : workers) {
                await(worker, progress).ifPresent(this::keepFirst);
            }
        } finally {
            pool.shutdownNow();
        }
        return finding.map(this::minimised);
    }

    /** How many inputs have been tried. */
    long tried() {
        return tried.get();
    }

    /** What kinds of inputs there were; once {@link #run} has returned. */
    Tally tally() {
        return tally;
    }

    /** Tries one input. */
    static Optional<String> check(Target.Trial trial, byte[] input, Tally tally) {
        try {
            return trial.check(input, tally);
        } catch (RuntimeException | StackOverflowError | AssertionError bug) {
            StackTraceElement[] stack = bug.getStackTrace();
            return Optional.of("threw " + bug + (stack.length > 0 ? " at " + stack[0] : ""));
        }
    }

    private Optional<Finding> await(Future<Optional<Finding>> worker, LongConsumer progress) {
        while (true) {
            try {
                return worker.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                progress.accept(tried.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("the fuzzer itself failed: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private Optional<Finding> work() {
        Target.Trial trial = target.trial();
        Tally own = new Tally();
        Optional<Finding> found = Optional.empty();
        long from = next.getAndAdd(BATCH);
        long end = first + inputs;
        while (found.isEmpty() && from < end) {
            long to = Math.min(end, from + BATCH);
            found = tryBatch(trial, from, to, own);
            tried.addAndGet(to - from);
            from = next.getAndAdd(BATCH);
        }
        if (found.isPresent()) {
            next.set(end);
        }
        synchronized (tally) {
            tally.addAll(own);
        }
        return found;
    }

    private Optional<Finding> tryBatch(Target.Trial trial, long from, long to, Tally own) {
        Dice dice = new Dice();
        Draft draft = new Draft();
        for (long number = from; number < to; number++) {
            draft.clear();
            trial.draw(dice.begin(seed, number), draft);
            byte[] input = draft.copy();
            Optional<String> wrong = check(trial, input, own);
            if (wrong.isPresent()) {
                return Optional.of(
                        new Finding(
                                target.name(),
                                seed,
                                number,
                                input,
                                wrong.get(),
                                input,
                                wrong.get()));
            }
        }
        return Optional.empty();
    }

    private void keepFirst(Finding other) {
        if (finding.isEmpty() || other.number() < finding.get().number()) {
            finding = Optional.of(other);
        }
    }

    private Finding minimised(Finding found) {
        Target.Trial trial = target.trial();
        Minimiser minimiser =
                new Minimiser(
                        it -> check(trial, it, new Tally()).isPresent(),
                        target.headerBytes(),
                        MINIMISER_TRIES);
        byte[] smallest = minimiser.minimise(found.input());
        String what = check(trial, smallest, new Tally()).orElse("cannot be seen again");
        return new Finding(
                found.target(),
                found.seed(),
                found.number(),
                found.input(),
                found.what(),
                smallest,
                what);
    }
}
