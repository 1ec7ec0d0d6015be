package herd.testkit;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fault that is ended once.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class OnceFault implements Fault {

    private final Runnable end;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * A fault that has begun.
     *
     * @param end ends it
     */
    OnceFault(Runnable end) {
        this.end = end;
    }

    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            end.run();
        }
    }
}
