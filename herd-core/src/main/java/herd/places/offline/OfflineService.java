package herd.places.offline;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import herd.places.PlacesQuery;
import herd.places.PlacesService;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Answers from the data in the jar, which is loaded when the first question comes.
 *
 * <pre>
 *             data loaded, worker idle, no pause, few candidates
 *   question ────────────────────────────────────────────────────► answered at once
 *       └──── otherwise ────► queue ────► the worker loads the data, answers
 * </pre>
 *
 * <p><b>Threading.</b> Any thread may call. One thread of its own, started by the first question,
 * loads the data and answers; it does not keep a program from ending. An easy question that comes by
 * itself is answered on the caller's thread, since the way to the worker and back would be most of its
 * cost.
 *
 * <p><b>Time.</b> The first answer takes as long as the loading, a tenth of a second; all others
 * well under a millisecond. The caller is held up for some 20 µs at a time, once the code is compiled,
 * and always for no more than a quarter of its time ({@link DutyCycle}): of many questions in one
 * read the first may be answered at once, and the rest go to the worker, until it has no more to do and
 * none has come for a millisecond.
 * No deadline is looked at: whoever asks must be able to do without an answer anyway.
 *
 * <p><b>Errors.</b> Data that cannot be loaded is not tried again, for a jar does not heal: every
 * question is answered as failed, with the reason for the log.
 */
public final class OfflineService implements PlacesService {

    /** Where the data comes from. */
    interface Source {

        /** Loads it, once. */
        OfflinePlaces load() throws IOException;
    }

    /** The data in the jar, by the system's clock: one class, since each costs a starting server time. */
    private static final class JarData implements Source, LongSupplier {
        @Override
        public OfflinePlaces load() throws IOException {
            return OfflinePlaces.load();
        }

        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    /**
     * How many questions may wait, so that they cannot pile up while the data is loaded. They are
     * answered in some ten milliseconds all together.
     */
    static final int MOST_WAITING = 1_024;

    /**
     * How many places may have to be looked at for an answer on the caller's thread. Each is a distance
     * and perhaps, for the first twenty, a part of the text, 0.7 µs: 20 µs in all.
     */
    static final int MOST_AT_ONCE = 32;

    private final Source source;
    private final LongSupplier nanoClock;
    private final DutyCycle atOnce;

    /** Questions that wait for the worker, or are with it: counted by whoever asks and by the worker. */
    private final AtomicInteger unanswered = new AtomicInteger();

    /** Made when first needed; null until then. */
    private ThreadPoolExecutor worker;

    /** What the data is; written by the worker, read by whoever asks; null until it is loaded. */
    private volatile OfflinePlaces places;

    /** Why there is no data: only the worker's one thread touches it. */
    private String failure = "";

    /** Makes a service that has loaded nothing yet. */
    public OfflineService() {
        this(new JarData());
    }

    private OfflineService(JarData jar) {
        this(jar, jar);
    }

    /** Makes a service with another source of data, and another monotonic clock. */
    OfflineService(Source source, LongSupplier nanoClock) {
        this.source = source;
        this.nanoClock = nanoClock;
        this.atOnce = new DutyCycle(nanoClock.getAsLong());
    }

    @Override
    public CompletionStage<PlacesAnswer> nearby(PlacesQuery query, Duration deadline) {
        long beganNanos = nanoClock.getAsLong();
        if (mayAnswerAtOnce(beganNanos)) {
            Search search = search(query);
            boolean isEasy = search.candidates() <= MOST_AT_ONCE;
            PlacesAnswer answer = isEasy ? PlacesAnswer.found(search.answer()) : null;
            atOnce.worked(beganNanos, nanoClock.getAsLong());
            if (isEasy) {
                return CompletableFuture.completedFuture(answer);
            }
        }
        atOnce.refused(beganNanos);
        return ofWorker(query);
    }

    /** Takes no more questions; those that wait are still answered. */
    @Override
    public void close() {
        worker().shutdown();
    }

    private boolean mayAnswerAtOnce(long nowNanos) {
        return places != null
                && unanswered.get() == 0
                && atOnce.allowsWork(nowNanos)
                && !worker().isShutdown();
    }

    private CompletionStage<PlacesAnswer> ofWorker(PlacesQuery query) {
        Asked asked = new Asked(query);
        unanswered.incrementAndGet();
        try {
            worker().execute(asked);
        } catch (RejectedExecutionException e) {
            unanswered.decrementAndGet();
            return CompletableFuture.completedFuture(refusal());
        }
        return asked.stage;
    }

    private Search search(PlacesQuery query) {
        return places.search(query.latitudeDegrees(), query.longitudeDegrees(), query.metres());
    }

    private void load() {
        try {
            places = source.load();
        } catch (IOException e) {
            failure = "the offline places cannot be loaded: " + e.getMessage();
        }
    }

    private PlacesAnswer refusal() {
        return worker().isShutdown()
                ? new Unavailable(Status.UNKNOWN_ERROR, "the offline places are closed")
                : new Unavailable(
                        Status.OVER_QUERY_LIMIT,
                        MOST_WAITING + " look-ups wait for the offline places");
    }

    private synchronized ThreadPoolExecutor worker() {
        if (worker == null) {
            worker =
                    new ThreadPoolExecutor(
                            1,
                            1,
                            0,
                            TimeUnit.SECONDS,
                            new ArrayBlockingQueue<>(MOST_WAITING),
                            OfflineService::thread);
        }
        return worker;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "herd-offline-places");
        thread.setDaemon(true);
        return thread;
    }

    /** A question for the worker. */
    private final class Asked implements Runnable {
        private final PlacesQuery query;
        private final CompletableFuture<PlacesAnswer> stage = new CompletableFuture<>();

        Asked(PlacesQuery query) {
            this.query = query;
        }

        @Override
        public void run() {
            try {
                stage.complete(counted());
            } catch (RuntimeException | Error bug) {
                stage.completeExceptionally(bug);
            }
        }

        /** Is done with the question before whoever waits for the answer can ask another. */
        private PlacesAnswer counted() {
            try {
                return answer();
            } finally {
                unanswered.decrementAndGet();
            }
        }

        private PlacesAnswer answer() {
            if (stage.isDone()) {
                return null; // cancelled: nobody waits
            }
            if (places == null && failure.isEmpty()) {
                load();
            }
            return places == null
                    ? new Unavailable(Status.UNKNOWN_ERROR, failure)
                    : PlacesAnswer.found(search(query).answer());
        }
    }
}
