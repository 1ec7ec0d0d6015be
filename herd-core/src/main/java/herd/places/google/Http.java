package herd.places.google;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HTTP client, set up for one service, and made when it is first needed: making it takes
 * longer than all the rest of a server's start.
 *
 * <p><b>Threading.</b> One thread asks, one of this object's. Each request that is out holds a thread
 * besides, and the client has some of its own; all are daemons. Until JDK 21 a client cannot be
 * closed, and one of its threads waits in the system's code for ever, which holds up the JVM's exit
 * for 0.3 s. So all threads are of one group, the client's too, since it is made by one of the group;
 * and {@link #close} interrupts the group.
 *
 * <p><b>Why.</b> A thread that waits costs less than none: on one or two processors the client starts
 * a thread for every answer that it gives without one waiting.
 */
final class Http {

    /** Time enough for a far network, and short enough to leave some for another try. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Requests that are out at a time: more than any server is configured for. */
    private static final int MAX_OUT = 16_384;

    /** More than one, since a name that has to be resolved again holds up a thread. */
    private static final int THREADS = 4;

    private static final int IDLE_SECONDS = 10;

    private final ThreadGroup group = new ThreadGroup("places-google");
    private final ThreadPoolExecutor askers =
            pool(0, MAX_OUT, "places-ask", new SynchronousQueue<>());
    private final ThreadPoolExecutor readers =
            pool(THREADS, THREADS, "places-http", new LinkedBlockingQueue<>());
    private HttpClient client;

    /** Makes threads that may ask. */
    Daemons threads(String name) {
        return new Daemons(group, name);
    }

    /** Ends the client's threads, and interrupts those that may ask. */
    void close() {
        group.interrupt();
        askers.shutdown();
        // An idle thread takes no notice of that. This pool is not shut down, since the client
        // hands work to it until it has ended, too.
        readers.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /**
     * Sends a request. Cancelling the result closes its connection; there is no other limit in time
     * than that, once connected.
     */
    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer = new CompletableFuture<>();
        try {
            if (client == null) {
                readers.allowCoreThreadTimeOut(true);
                client = newClient();
            }
            Future<?> asking = askers.submit(() -> ask(request, answer));
            answer.whenComplete((response, failure) -> hangUpIf(answer.isCancelled(), asking));
        } catch (RuntimeException e) {
            // No file descriptor left for the client's selector, for one: it comes unchecked.
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private void ask(HttpRequest request, CompletableFuture<HttpResponse<byte[]>> answer) {
        try {
            answer.complete(client.send(request, info -> new BoundedBody()));
        } catch (IOException | IllegalArgumentException e) {
            // Of what went wrong the client throws a copy, which may be of a wider class.
            answer.completeExceptionally(e.getCause() != null ? e.getCause() : e);
        } catch (InterruptedException | RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Interrupted, the client closes the connection. */
    private static void hangUpIf(boolean cancelled, Future<?> asking) {
        if (cancelled) {
            asking.cancel(true);
        }
    }

    private ThreadPoolExecutor pool(
            int least, int most, String name, BlockingQueue<Runnable> waiting) {
        return new ThreadPoolExecutor(
                least, most, IDLE_SECONDS, TimeUnit.SECONDS, waiting, threads(name));
    }

    private HttpClient newClient() {
        return HttpClient.newBuilder()
                // Else every request over plain http offers an upgrade to HTTP/2.
                .version(HttpClient.Version.HTTP_1_1)
                // The key must not travel where an answer points to.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(readers)
                .build();
    }
}
