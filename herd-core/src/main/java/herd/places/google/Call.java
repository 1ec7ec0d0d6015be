package herd.places.google;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;
import herd.places.PlacesQuery;
import herd.places.google.Breaker.Permit;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;

/**
 * One look-up: as many requests as it takes, one after the other, until there is an answer or no
 * time for another.
 *
 * <pre>
 *   begin ──► asking ──► answered: found, refused, broken
 *               ▲ │ failed: 5xx, no connection, UNKNOWN_ERROR
 *               │ ▼
 *             backing off ──► answered, when tries or time are used up
 * </pre>
 *
 * <p><b>Threading.</b> All on the background thread of its {@link GooglePlaces}.
 */
final class Call {

    /** A request that fails four times in a row has better be asked again by whoever wants it. */
    static final int MAX_TRIES = 4;

    private static final long FIRST_BACK_OFF_NANOS = 100_000_000L;

    /** A service that is given less time than this has not failed when it does not answer. */
    private static final long FAIR_NANOS = 1_000_000_000L;

    private final GooglePlaces places;
    private final PlacesQuery query;
    private final long deadlineNanos;
    private final CompletableFuture<PlacesAnswer> answer;
    private Future<?> deadline = CompletableFuture.completedFuture(null);
    private CompletableFuture<HttpResponse<byte[]>> request = new CompletableFuture<>();
    private Permit permit = Permit.NO;
    private long askedNanos;
    private int tries;
    private String lastFailure = "none";

    Call(
            GooglePlaces places,
            PlacesQuery query,
            long deadlineNanos,
            CompletableFuture<PlacesAnswer> answer) {
        this.places = places;
        this.query = query;
        this.deadlineNanos = deadlineNanos;
        this.answer = answer;
    }

    /**
     * How long to wait before the next try: longer each time, and by chance between half and all of
     * it, so that those who failed together do not come back together.
     *
     * @param failures how many tries failed, at least 1
     * @param chance 0 … 1
     */
    static long backOffNanos(int failures, double chance) {
        long least = (FIRST_BACK_OFF_NANOS << (failures - 1)) / 2;
        return least + (long) (least * chance);
    }

    void begin() {
        if (deadlineNanos - places.nanoTime() <= 0) {
            giveUp("timed out");
        }
        if (!answer.isDone()) {
            deadline = places.later(this::deadlineCame, deadlineNanos - places.nanoTime());
            ask();
        }
    }

    /** Ends it without an answer from the service. */
    void giveUp(String why) {
        stopAsking();
        answer.complete(places.scrubbed(new Unavailable(Status.UNKNOWN_ERROR, why), tries));
    }

    private void ask() {
        if (answer.isDone()) {
            return;
        }
        askedNanos = places.nanoTime();
        permit = places.breaker().permit(askedNanos);
        if (permit == Permit.NO) {
            giveUp("not asked, since many failed in a row; last failure: " + lastFailure);
            return;
        }
        tries++;
        request = places.http().send(places.api().request(query));
        request.handleAsync(this::asked, places.background())
                .exceptionally(
                        bug -> {
                            giveUp("cannot read the answer: " + bug);
                            return false;
                        });
    }

    /** Takes what one request came to; returns whether that was the last. */
    private boolean asked(HttpResponse<byte[]> response, Throwable failure) {
        if (answer.isDone()) {
            return true;
        }
        Reply reply =
                failure == null
                        ? places.api().read(response.statusCode(), response.body())
                        : ofFailure(failure);
        if (reply.kind() == Reply.Kind.ANSWERED) {
            places.breaker().answered();
        } else {
            places.breaker().failed(permit, places.nanoTime());
        }
        permit = Permit.NO;
        if (reply.kind() == Reply.Kind.FAILED && backsOff(reply)) {
            return false;
        }
        deadline.cancel(false);
        return answer.complete(places.scrubbed(reply.answer(), tries));
    }

    private boolean backsOff(Reply reply) {
        if (reply.answer() instanceof Unavailable unavailable) {
            lastFailure = unavailable.detailForLog();
        }
        long wait = backOffNanos(tries, places.chance());
        boolean again = tries < MAX_TRIES && places.nanoTime() + wait - deadlineNanos < 0;
        if (again) {
            places.later(this::ask, wait);
        }
        return again;
    }

    private void deadlineCame() {
        if (answer.isDone()) {
            return;
        }
        if (permit != Permit.NO && places.nanoTime() - askedNanos >= FAIR_NANOS) {
            places.breaker().failed(permit, places.nanoTime());
            permit = Permit.NO;
        }
        giveUp("timed out; failure before that: " + lastFailure);
    }

    private void stopAsking() {
        deadline.cancel(false);
        places.breaker().gaveUp(permit);
        permit = Permit.NO;
        request.cancel(true);
    }

    private static Reply ofFailure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        String detail = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        boolean mayPass = cause instanceof IOException && !isTooLarge(cause);
        return mayPass ? Reply.failed(detail) : Reply.broken(detail);
    }

    /** The client wraps what a subscriber fails with, on some ways, in an exception of its own. */
    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof BoundedBody.TooLarge
                || failure.getCause() instanceof BoundedBody.TooLarge;
    }
}
