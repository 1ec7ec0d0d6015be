package herd.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for something to become true, and looks when something has changed. Not all that can change
 * is told, so it looks now and then as well.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class Changes {

    /** How long anything may take, unless somebody knows better. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long LOOK_MILLIS = 10;

    private final Duration patience;
    private long count;

    /**
     * Nothing has changed yet.
     *
     * @param patience how long anything may take
     */
    Changes(Duration patience) {
        this.patience = patience;
    }

    /** Something has changed. Never waits for what is looked at. */
    synchronized void happened() {
        count++;
        notifyAll();
    }

    /**
     * Waits until it is true.
     *
     * @param what is waited for, in words
     * @param state says how things stand, for the message
     * @throws AssertionError if that takes too long
     */
    void await(String what, BooleanSupplier isTrue, Supplier<String> state) {
        await(what, patience, isTrue, state);
    }

    /** The same, for so long at most. */
    void await(String what, Duration patience, BooleanSupplier isTrue, Supplier<String> state) {
        long deadline = System.nanoTime() + patience.toNanos();
        long seen = count();
        while (!isTrue.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new AssertionError(
                        "waited " + patience.toMillis() + " ms for " + what + '\n' + state.get());
            }
            seen = awaitNext(seen);
        }
    }

    private synchronized long count() {
        return count;
    }

    private synchronized long awaitNext(long seen) {
        try {
            if (count == seen) {
                TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
        return count;
    }
}
