package herd.testkit.sim;

import java.time.Duration;
import java.util.Random;

/**
 * How long a simulated network takes to carry a piece from one end to the other, when nothing is wrong
 * with it.
 *
 * @param leastNanos the least that it takes
 * @param jitterNanos what chance adds to it, at most
 */
public record Latency(long leastNanos, long jitterNanos) {

    /** What servers in one place see: a millisecond, and up to another one. */
    public static final Latency NEAR = of(Duration.ofMillis(1), Duration.ofMillis(1));

    /** Checks that neither is negative. */
    public Latency {
        if (leastNanos < 0 || jitterNanos < 0) {
            throw new IllegalArgumentException(
                    "a latency is negative: " + leastNanos + " ns, jitter " + jitterNanos + " ns");
        }
    }

    /** The same in other words. */
    public static Latency of(Duration least, Duration jitter) {
        return new Latency(least.toNanos(), jitter.toNanos());
    }

    /** How long it takes this time. */
    public long nanos(Random random) {
        return leastNanos + (jitterNanos == 0 ? 0 : (long) (random.nextDouble() * jitterNanos));
    }

    /** The longest that it can take. */
    public long mostNanos() {
        return leastNanos + jitterNanos;
    }
}
