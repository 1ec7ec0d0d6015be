package herd.scenario;

import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.places.PlacesService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Places that keep all who ask waiting until a test lets them have the answer. */
final class HeldPlaces implements PlacesService {

    private static final String NOTHING_NEAR = "{\"results\" : [], \"status\" : \"ZERO_RESULTS\"}";

    private final CompletableFuture<PlacesAnswer> answer = new CompletableFuture<>();
    private final Semaphore questions = new Semaphore(0);

    /** What comes after the AT line of an answer. */
    static String text() {
        return NOTHING_NEAR + "\n\n";
    }

    void awaitQuestions(int count) throws InterruptedException {
        if (!questions.tryAcquire(count, 20, TimeUnit.SECONDS)) {
            throw new AssertionError("not asked " + count + " times within 20 s");
        }
    }

    /** Answers all who have asked and all who will. */
    void letGo() {
        answer.complete(PlacesAnswer.found(NOTHING_NEAR.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public CompletionStage<PlacesAnswer> nearby(PlacesQuery query, Duration deadline) {
        questions.release();
        return answer.thenApply(it -> it);
    }

    @Override
    public void close() {
        // It holds nothing but who asked.
    }
}
