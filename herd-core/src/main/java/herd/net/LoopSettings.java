package herd.net;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What an {@link EventLoop} is opened with.
 *
 * @param threadName the name of its one thread
 * @param daemon whether that thread lets the program end while it runs. Default: no
 * @param bounds what its connections may take together
 * @param stopGrace how long {@link EventLoop#close} lets connections send what was offered. Default
 *     250 ms
 * @param clock monotonic nanoseconds, for timers and deadlines. Default {@link System#nanoTime}
 * @param troubles whom it tells what goes wrong. Default {@link LoopTroubles#logged}
 */
public record LoopSettings(
        String threadName,
        boolean daemon,
        LoopBounds bounds,
        Duration stopGrace,
        LongSupplier clock,
        LoopTroubles troubles) {

    /** Checks that everything is there. */
    public LoopSettings {
        Objects.requireNonNull(threadName);
        Objects.requireNonNull(bounds);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(troubles);
        if (stopGrace.isNegative()) {
            throw new IllegalArgumentException("stopGrace is negative: " + stopGrace);
        }
    }

    /** The defaults, which depend on the machine. */
    public static LoopSettings defaults() {
        return new LoopSettings(
                "event-loop",
                false,
                LoopBounds.defaults(),
                Duration.ofMillis(250),
                new NanoTime(),
                LoopTroubles.logged());
    }

    /** The JDK's monotonic clock. */
    private static final class NanoTime implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    /** The same with another thread name. */
    public LoopSettings withThreadName(String name) {
        return new LoopSettings(name, daemon, bounds, stopGrace, clock, troubles);
    }

    /** The same with a daemon thread. */
    public LoopSettings asDaemon() {
        return new LoopSettings(threadName, true, bounds, stopGrace, clock, troubles);
    }

    /** The same with other bounds. */
    public LoopSettings withBounds(LoopBounds others) {
        return new LoopSettings(threadName, daemon, others, stopGrace, clock, troubles);
    }

    /** The same with another {@code stopGrace}. */
    public LoopSettings withStopGrace(Duration patience) {
        return new LoopSettings(threadName, daemon, bounds, patience, clock, troubles);
    }

    /** The same with another clock. */
    public LoopSettings withClock(LongSupplier nanos) {
        return new LoopSettings(threadName, daemon, bounds, stopGrace, nanos, troubles);
    }

    /** The same with somebody else to tell what goes wrong. */
    public LoopSettings withTroubles(LoopTroubles listener) {
        return new LoopSettings(threadName, daemon, bounds, stopGrace, clock, listener);
    }
}
