package herd.places.google;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Found;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import herd.places.PlacesQuery;
import herd.places.PlacesService;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Google as a places service, or whatever stands in for it at another address.
 *
 * <p>Requests that fail in passing are sent again within the deadline; after several failures in a
 * row the service is left alone for a while. Nothing is kept: the terms of the service forbid it.
 *
 * <p><b>Threading.</b> Any thread may call. All the work is done on one background thread, one for
 * each request that is out, and a few of the HTTP client's, all daemons; nothing of it is made before
 * the first look-up.
 *
 * <p><b>Errors.</b> The stage never fails; it is cancelled only by whoever asked. No text that leaves
 * here holds the key.
 */
public final class GooglePlaces implements PlacesService {

    /** Where the classic Nearby Search is. */
    public static final URI LEGACY_BASE = URI.create("https://maps.googleapis.com");

    /** Where the new Places API is. */
    public static final URI NEW_BASE = URI.create("https://places.googleapis.com");

    private static final int MAX_DETAIL_LENGTH = 500;

    /** A class and no lambda, as are its neighbours: a JVM's first lambda delays a server's start. */
    private static final class SystemTime implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    private static final class Chance implements DoubleSupplier {
        @Override
        public double getAsDouble() {
            return ThreadLocalRandom.current().nextDouble();
        }
    }

    private final Api api;
    private final ApiKey key;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    private final ScheduledThreadPoolExecutor background;
    private final Breaker breaker = new Breaker();
    private final Http http = new Http();
    private final Set<Call> calls = new HashSet<>();
    private volatile boolean closed;

    private GooglePlaces(Api api, ApiKey key, LongSupplier nanoTime, DoubleSupplier chance) {
        this.api = api;
        this.key = key;
        this.nanoTime = nanoTime;
        this.chance = chance;
        this.background = new ScheduledThreadPoolExecutor(1, http.threads("places-google"));
        background.setRemoveOnCancelPolicy(true);
    }

    /**
     * The classic Nearby Search.
     *
     * @param base scheme, host and port: {@link #LEGACY_BASE}, or a stand-in
     * @throws IllegalArgumentException if the base is not that
     */
    public static GooglePlaces legacy(URI base, ApiKey key) {
        return legacy(base, key, new SystemTime(), new Chance());
    }

    /** The same, with a clock and chances (0 … 1) of the caller's. */
    public static GooglePlaces legacy(
            URI base, ApiKey key, LongSupplier nanoTime, DoubleSupplier chance) {
        return new GooglePlaces(new LegacyApi(checked(base), key), key, nanoTime, chance);
    }

    /**
     * The new Places API, its answers in the classic form.
     *
     * @param base scheme, host and port: {@link #NEW_BASE}, or a stand-in
     * @throws IllegalArgumentException if the base is not that
     */
    public static GooglePlaces searchNearby(URI base, ApiKey key) {
        return searchNearby(base, key, new SystemTime(), new Chance());
    }

    /** The same, with a clock and chances (0 … 1) of the caller's. */
    public static GooglePlaces searchNearby(
            URI base, ApiKey key, LongSupplier nanoTime, DoubleSupplier chance) {
        return new GooglePlaces(new NewApi(checked(base), key), key, nanoTime, chance);
    }

    @Override
    public CompletionStage<PlacesAnswer> nearby(PlacesQuery query, Duration deadline) {
        CompletableFuture<PlacesAnswer> answer = new CompletableFuture<>();
        Call call = new Call(this, query, nanoTime() + deadline.toNanos(), answer);
        try {
            background.execute(() -> begin(call, answer));
        } catch (RejectedExecutionException e) {
            answer.complete(new Unavailable(Status.UNKNOWN_ERROR, "closed"));
        }
        return answer;
    }

    @Override
    public void close() {
        closed = true;
        try {
            background.execute(() -> List.copyOf(calls).forEach(call -> call.giveUp("closed")));
            background.execute(http::close);
        } catch (RejectedExecutionException e) {
            // Closed already.
        }
        // What was handed in before is still run, so that no call is left without an answer.
        background.shutdown();
    }

    /** Says what it is, and nothing of the key. */
    @Override
    public String toString() {
        return "GooglePlaces[" + api.getClass().getSimpleName() + "]";
    }

    Api api() {
        return api;
    }

    Http http() {
        return http;
    }

    Breaker breaker() {
        return breaker;
    }

    Executor background() {
        return background;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    double chance() {
        return chance.getAsDouble();
    }

    Future<?> later(Runnable work, long nanos) {
        return background.schedule(work, nanos, TimeUnit.NANOSECONDS);
    }

    /** An answer fit for leaving this package. */
    PlacesAnswer scrubbed(PlacesAnswer answer, int tries) {
        if (answer instanceof Found found) {
            byte[] json = found.json();
            byte[] scrubbed = key.scrub(json);
            return scrubbed == json ? found : PlacesAnswer.found(scrubbed);
        }
        if (answer instanceof Unavailable unavailable) {
            String detail = key.scrub(unavailable.detailForLog());
            String cut = detail.substring(0, Math.min(MAX_DETAIL_LENGTH, detail.length()));
            return new Unavailable(unavailable.status(), cut + " (try " + tries + ")");
        }
        throw new AssertionError(answer);
    }

    private void begin(Call call, CompletableFuture<PlacesAnswer> answer) {
        if (closed) {
            call.giveUp("closed");
            return;
        }
        calls.add(call);
        answer.whenComplete((done, failure) -> ended(call));
        call.begin();
    }

    /** Runs on whatever thread completes or cancels the answer. */
    private void ended(Call call) {
        try {
            background.execute(
                    () -> {
                        calls.remove(call);
                        call.giveUp("cancelled");
                    });
        } catch (RejectedExecutionException e) {
            // Closed: everything has been given up.
        }
    }

    private static URI checked(URI base) {
        boolean isHttp =
                "http".equalsIgnoreCase(base.getScheme())
                        || "https".equalsIgnoreCase(base.getScheme());
        boolean isBare =
                base.getHost() != null
                        && base.getPort() <= 65_535
                        && base.getRawUserInfo() == null
                        && (base.getRawPath().isEmpty() || base.getRawPath().equals("/"))
                        && base.getRawQuery() == null
                        && base.getRawFragment() == null;
        if (!isHttp || !isBare) {
            throw new IllegalArgumentException(
                    "not a scheme, host and port only, as in " + LEGACY_BASE);
        }
        String text = base.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    }
}
