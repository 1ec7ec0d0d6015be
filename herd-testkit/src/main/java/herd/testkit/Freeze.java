package herd.testkit;

import herd.node.HerdServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds up a server's loop thread, as SIGSTOP holds up a process: its sockets stay open, the system
 * goes on taking what comes for them, and the server does nothing.
 *
 * <p><b>Why so.</b> What a server's future brings is brought on its loop thread: whoever waits there
 * holds up the server, which is what {@link HerdServer} warns of, and all that is needed. A future that
 * was complete before it was listened to is heard on the caller's thread; then another is asked for.
 *
 * <p><b>Threading.</b> Any thread but the server's.
 */
final class Freeze {

    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch frozen = new CountDownLatch(1);
    private final CountDownLatch thawed = new CountDownLatch(1);

    private Freeze() {}

    /** Holds up a server, and returns when it is. */
    static Freeze of(HerdServer server) {
        Freeze freeze = new Freeze();
        Thread caller = Thread.currentThread();
        boolean[] missed = new boolean[1];
        do {
            missed[0] = false;
            server.snapshot()
                    .thenRun(
                            () -> {
                                if (Thread.currentThread() == caller) {
                                    missed[0] = true;
                                } else {
                                    freeze.hold();
                                }
                            });
        } while (missed[0]);
        freeze.awaitFrozen(server.name());
        return freeze;
    }

    /** Lets it go on. */
    void end() {
        thawed.countDown();
    }

    private void hold() {
        frozen.countDown();
        try {
            thawed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFrozen(String name) {
        try {
            if (!frozen.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                end();
                throw new IllegalStateException(
                        name
                                + " cannot be paused: its loop did not come by within "
                                + PATIENCE_SECONDS
                                + " s; has it stopped?");
            }
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was paused", e);
        }
    }
}
