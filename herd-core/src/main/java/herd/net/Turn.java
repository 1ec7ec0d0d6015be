package herd.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One turn of the loop, again and again: look, read, write, timers, tasks, write.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Turn implements Consumer<SelectionKey> {

    private static final long NANOS_LESS_ONE = TimeUnit.MILLISECONDS.toNanos(1) - 1;

    private final LoopParts loop;
    private final TaskQueue tasks;

    Turn(LoopParts loop, TaskQueue tasks) {
        this.loop = loop;
        this.tasks = tasks;
    }

    void run() throws IOException {
        look();
        loop.farewells().say();
        loop.outgoing().flush();
        loop.clock().tick(0);
        boolean any = loop.timers().runDue(loop.clock().nowNanos(), loop.callbacks());
        any |= tasks.run(loop.callbacks());
        any |= loop.farewells().say();
        if (any || !loop.outgoing().isEmpty()) {
            loop.outgoing().flush();
        }
        loop.tally().turn();
    }

    /** Waits until there is something to do, and reads. */
    private void look() throws IOException {
        long waitNanos = waitNanos();
        if (waitNanos == 0) {
            loop.selector().selectNow(this);
        } else if (waitNanos == Timer.NEVER) {
            loop.selector().select(this);
        } else {
            long millis = TimeUnit.NANOSECONDS.toMillis(waitNanos + NANOS_LESS_ONE);
            loop.selector().select(this, millis);
        }
        loop.clock().tick(waitNanos);
        // Left set, it would make every wait return at once. It is not a way to stop the loop.
        Thread.interrupted();
    }

    private long waitNanos() {
        boolean more =
                !tasks.isEmpty() || !loop.outgoing().isEmpty() || !loop.farewells().isEmpty();
        return more ? 0 : loop.timers().waitNanos(loop.clock().nowNanos());
    }

    /** Reads what is ready: the selector calls this while the loop looks. */
    @Override
    public void accept(SelectionKey key) {
        if (key.attachment() instanceof TcpConnection connection) {
            connection.ready();
            loop.outgoing().flushIfNearlyFull();
        } else {
            ((Listener) key.attachment()).ready();
        }
    }
}
