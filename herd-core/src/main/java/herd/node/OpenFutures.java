package herd.node;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * The futures that callers hold and that nothing has come of yet. A server that has stopped fails
 * them: nobody waits for ever for an answer that died with it.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class OpenFutures {

    /** Added to by callers, taken from by the loop. */
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

    /** Makes one; it is kept until it is complete. */
    <T> CompletableFuture<T> add() {
        CompletableFuture<T> future = new CompletableFuture<>();
        open.add(future);
        future.whenComplete((result, failure) -> open.remove(future));
        return future;
    }

    /** The server has stopped. */
    void failAll() {
        for (CompletableFuture<?> each : open) {
            each.completeExceptionally(new RejectedExecutionException("the server has stopped"));
        }
    }
}
