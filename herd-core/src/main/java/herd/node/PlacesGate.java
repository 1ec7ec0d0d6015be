package herd.node;

import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.places.PlacesService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

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

    /** Asks; the engine may have its answer before this returns, if the service has it ready. */
    void lookUp(PlacesQuery query, Duration deadline, long token, ServerLoop server) {
        Asking asking = new Asking(token, server);
        try {
            CompletionStage<PlacesAnswer> stage = service.nearby(query, deadline);
            out.put(token, stage);
            stage.whenComplete(asking);
        } catch (RuntimeException e) {
            asking.accept(null, e);
        }
        asking.end();
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

    /**
     * A question being put, and what comes of it.
     *
     * <p><b>Why.</b> What is there at once spares the loop a turn. It is handed on only when the service
     * has returned: a stage would keep to itself what goes wrong in the engine.
     */
    private final class Asking implements BiConsumer<PlacesAnswer, Throwable> {
        private final long token;
        private final ServerLoop server;

        // Loop only.
        private PlacesAnswer atOnce;
        private boolean ended;

        Asking(long token, ServerLoop server) {
            this.token = token;
            this.server = server;
        }

        /** Takes the answer, on any thread. */
        @Override
        public void accept(PlacesAnswer found, Throwable failure) {
            PlacesAnswer answer = answer(found, failure);
            if (server.loop().isCurrent() && !ended) {
                atOnce = answer;
            } else {
                server.executeIfRunning(() -> finish(token, answer, server));
            }
        }

        /** The service has returned. */
        void end() {
            ended = true;
            if (atOnce != null) {
                finish(token, atOnce, server);
            }
        }
    }
}
