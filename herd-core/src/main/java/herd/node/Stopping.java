package herd.node;

import herd.net.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The last that a server does: waits until no look-up is asked for any more, or for a while, and then
 * stops look-ups and links.
 *
 * <p><b>Threading.</b> Loop only; what is done is told to any thread.
 */
final class Stopping implements Runnable {

    private static final long POLL_NANOS = 2_000_000L;

    private final ServerLoop server;
    private final Timer again;
    private final long deadlineNanos;
    private final CompletableFuture<Void> done;

    Stopping(ServerLoop server, Duration atMost, CompletableFuture<Void> done) {
        this.server = server;
        this.done = done;
        again = server.loop().timer(this);
        deadlineNanos = server.nowNanos() + atMost.toNanos();
    }

    @Override
    public void run() {
        if (server.engine().openQuestions() > 0 && server.nowNanos() < deadlineNanos) {
            again.at(server.nowNanos() + POLL_NANOS);
            return;
        }
        server.engine().stopLookUps();
        server.engine().stopLinks();
        server.noteCounters();
        done.complete(null);
    }
}
