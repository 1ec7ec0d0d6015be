package herd.testkit.proxy;

import java.time.Duration;

/**
 * What can be wrong with bytes that go one way. The set is closed; several may hold at once, and then
 * add up as {@link Conditions} says. None makes a hole in a stream.
 *
 * <p><b>Errors.</b> A number that makes no sense is an {@link IllegalArgumentException}.
 */
public sealed interface Flaw {

    /** Nothing gets through, and nobody is told: what comes is held, ends and resets included. */
    record Blackhole() implements Flaw {}

    /**
     * No more than so many bytes a second get through, evenly.
     *
     * @param bytesPerSecond at least 1
     */
    record Slow(long bytesPerSecond) implements Flaw {
        /** Checks the range. */
        public Slow {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException(
                        "slow needs at least 1 byte a second, not "
                                + bytesPerSecond
                                + "; a blackhole lets none through");
            }
        }
    }

    /**
     * Bytes take that long, and longer by as much as chance has it; their order stays.
     *
     * @param least not negative
     * @param jitter the most that chance adds; not negative
     */
    record Delay(Duration least, Duration jitter) implements Flaw {

        private static final Duration MOST = Duration.ofHours(1);

        /** Checks the range: up to an hour each. */
        public Delay {
            check("least delay", least);
            check("jitter of a delay", jitter);
        }

        private static void check(String what, Duration time) {
            if (time.isNegative() || time.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "the " + what + " is between 0 and an hour, not " + time);
            }
        }
    }

    /**
     * Bytes are delivered in pieces, with a moment between, so that as a rule each is a read of its own.
     *
     * @param bytes how many, at most; at least 1
     */
    record Slice(int bytes) implements Flaw {
        /** Checks the range. */
        public Slice {
            if (bytes < 1) {
                throw new IllegalArgumentException("a slice has at least 1 byte, not " + bytes);
            }
        }
    }

    /** One bit of each read, chosen by chance, is turned over. */
    record Corrupt() implements Flaw {}
}
