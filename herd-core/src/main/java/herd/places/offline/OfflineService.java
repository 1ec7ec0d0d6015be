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

/**
 * Answers from the data in the jar, which is loaded when the first question comes.
 *
 * <p><b>Threading.</b> Any thread may call. One thread of its own, started by the first question,
 * loads the data and answers; it does not keep a program from ending.
 *
 * <p><b>Time.</b> The first answer takes as long as the loading, a tenth of a second; all others
 * well under a millisecond. No deadline is looked at: whoever asks must be able to do without an
 * answer anyway.
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

    private static final class JarData implements Source {
        @Override
        public OfflinePlaces load() throws IOException {
            return OfflinePlaces.load();
        }
    }

    /**
     * How many questions may wait, so that they cannot pile up while the data is loaded. They are
     * answered in some ten milliseconds all together.
     */
    static final int MOST_WAITING = 1_024;

    private final Source source;

    /** Made when first needed; null until then. */
    private ThreadPoolExecutor worker;

    /** What the data is, or why there is none: only the worker's one thread touches these two. */
    private OfflinePlaces places;

    private String failure = "";

    /** Makes a service that has loaded nothing yet. */
    public OfflineService() {
        this(new JarData());
    }

    /** Makes a service with another source of data. */
    OfflineService(Source source) {
        this.source = source;
    }

    @Override
    public CompletionStage<PlacesAnswer> nearby(PlacesQuery query, Duration deadline) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(query), worker());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(refusal());
        }
    }

    /** Takes no more questions; those that wait are still answered. */
    @Override
    public void close() {
        worker().shutdown();
    }

    private PlacesAnswer answer(PlacesQuery query) {
        if (places == null && failure.isEmpty()) {
            load();
        }
        if (places == null) {
            return new Unavailable(Status.UNKNOWN_ERROR, failure);
        }
        return PlacesAnswer.found(
                places.nearby(query.latitudeDegrees(), query.longitudeDegrees(), query.metres()));
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
}
