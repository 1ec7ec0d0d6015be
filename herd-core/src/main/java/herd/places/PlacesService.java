package herd.places;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A source of places. A program that embeds a server may bring its own.
 *
 * <p><b>Threading.</b> Called on a server's loop thread, so no method may block, or work for long. The
 * stage may be completed on any thread, and may be complete when it is returned: an answer that is
 * there at once goes to its asker at once.
 *
 * <p><b>Errors.</b> A failure is best reported as {@link PlacesAnswer.Unavailable}; an exception,
 * thrown or in the stage, counts as {@link PlacesAnswer.Status#UNKNOWN_ERROR}.
 */
public interface PlacesService extends AutoCloseable {

    /**
     * Asks what is near a point. All that the service has is wanted, up to 20 places, best first:
     * whoever asked for fewer is given a part.
     *
     * @param deadline from now; an answer that comes later is not used any more. The stage may be
     *     cancelled before that, through {@link CompletionStage#toCompletableFuture}, when nobody
     *     waits for the answer.
     */
    CompletionStage<PlacesAnswer> nearby(PlacesQuery query, Duration deadline);

    /** Gives up what is under way, without waiting for it. */
    @Override
    void close();
}
