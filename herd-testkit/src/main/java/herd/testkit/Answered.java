package herd.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a server says, but not for ever. */
final class Answered {

    private static final long PATIENCE_SECONDS = 20;

    private Answered() {}

    /**
     * What a future brings.
     *
     * @throws IllegalStateException if it fails, or brings nothing in time
     */
    static <T> T of(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a server did not answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "a server did not answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server was asked", e);
        }
    }
}
