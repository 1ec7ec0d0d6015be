package herd;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A client that reports where it is again and again over one connection, each time after the answer,
 * until it is told to stop.
 */
final class Prober {

    private final int port;
    private final String id;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Future<String> last;
    private int answers;
    private long longestNanos;

    Prober(ExecutorService threads, int port, String id) {
        this.port = port;
        this.id = id;
        last = threads.submit(this::probe);
    }

    /** Stops it; returns the answer to its last report, or throws what went wrong. */
    String stop() throws Exception {
        stop.countDown();
        return last.get(30, TimeUnit.SECONDS);
    }

    /** How many answers it had; only after {@link #stop}. */
    int answers() {
        return answers;
    }

    /** How long it waited for an answer at most; only after {@link #stop}. */
    long longestMillis() {
        return longestNanos / 1_000_000;
    }

    private String probe() throws Exception {
        try (NetClient client = new NetClient(port)) {
            String answer;
            do {
                long asked = System.nanoTime();
                client.send("IAMAT " + id + " +34.0-118.0 " + (1_520_023_934L + answers) + "\n");
                answer = client.line();
                longestNanos = Math.max(longestNanos, System.nanoTime() - asked);
                answers++;
            } while (!stop.await(10, TimeUnit.MILLISECONDS));
            return answer;
        }
    }
}
