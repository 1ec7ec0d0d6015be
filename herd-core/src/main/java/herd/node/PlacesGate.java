package herd.node;

import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.places.PlacesService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The way to the places service and back: asks on the loop, and brings the answer to the loop,
 * whichever thread it comes on.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class PlacesGate {

    private final PlacesService service;
    private final Map<Long, CompletionStage<PlacesAnswer>> out = new HashMap<>();

    PlacesGate(PlacesService service) {
        this.service = service;
    }

    void lookUp(PlacesQuery query, Duration deadline, long token, ServerLoop server) {
        try {
            CompletionStage<PlacesAnswer> answer = service.nearby(query, deadline);
            answer.whenComplete(
                    (found, failure) -> finishLater(token, answer(found, failure), server));
            out.put(token, answer);
        } catch (RuntimeException e) {
            finishLater(token, failed(e), server);
        }
    }

    void abandon(long token) {
        CompletionStage<PlacesAnswer> answer = out.remove(token);
        if (answer == null) {
            return;
        }
        try {
            answer.toCompletableFuture().cancel(true);
        } catch (RuntimeException cannotBeCancelled) {
            // Not every stage can. Its answer will find that nobody waits for it.
            return;
        }
    }

    private void finishLater(long token, PlacesAnswer answer, ServerLoop server) {
        server.executeIfRunning(() -> finish(token, answer, server));
    }

    private void finish(long token, PlacesAnswer answer, ServerLoop server) {
        out.remove(token);
        server.engine().lookedUp(token, answer);
    }

    /** An embedding program's service may bring nothing at all. */
    private static PlacesAnswer answer(PlacesAnswer found, Throwable failure) {
        if (failure != null) {
            return failed(failure);
        }
        return found != null ? found : failed(new NullPointerException("it answered null"));
    }

    /** An embedding program's service may fail with anything; its words are for the log only. */
    private static PlacesAnswer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return new PlacesAnswer.Unavailable(
                PlacesAnswer.Status.UNKNOWN_ERROR, "the places service failed: " + cause);
    }
}
