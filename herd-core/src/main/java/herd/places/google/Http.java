package herd.places.google;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HTTP client, set up for one service, and made when it is first needed: making it takes
 * longer than all the rest of a server's start.
 *
 * <p><b>Threading.</b> One thread asks, one of this object's; the client's own, all daemons, do the
 * work. Until JDK 21 a client cannot be closed, and one of its threads waits in the system's code
 * for ever, which holds up the JVM's exit for 0.3 s. So all threads are of one group, the client's
 * too, since it is made by one of the group; and {@link #close} interrupts the group.
 */
final class Http {

    /** Time enough for a far network, and short enough to leave some for another try. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** More than one, since a name that cannot be resolved holds up a thread. */
    private static final int THREADS = 4;

    private static final int IDLE_SECONDS = 10;

    private final ThreadGroup group = new ThreadGroup("places-google");
    private HttpClient client;
    private Optional<ThreadPoolExecutor> pool = Optional.empty();

    /** Makes threads that may ask. */
    Daemons threads(String name) {
        return new Daemons(group, name);
    }

    /** Ends the client's threads, and interrupts those that may ask. */
    void close() {
        group.interrupt();
        // An idle thread of a pool takes no notice of that. The pool is not shut down, since the
        // client hands work to it until it has ended, too.
        pool.ifPresent(it -> it.setKeepAliveTime(1, TimeUnit.MILLISECONDS));
    }

    /**
     * Sends a request. Cancelling the result closes its connection; there is no other limit in time
     * than that, once connected.
     */
    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        try {
            if (client == null) {
                client = newClient();
            }
            return client.sendAsync(request, info -> new BoundedBody());
        } catch (RuntimeException e) {
            // No file descriptor left for the client's selector, for one: it comes unchecked.
            return CompletableFuture.failedFuture(e);
        }
    }

    private HttpClient newClient() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        threads("places-http"));
        threads.allowCoreThreadTimeOut(true);
        pool = Optional.of(threads);
        return HttpClient.newBuilder()
                // Else every request over plain http offers an upgrade to HTTP/2.
                .version(HttpClient.Version.HTTP_1_1)
                // The key must not travel where an answer points to.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads)
                .build();
    }
}
