package herd.testkit.fuzz;

import java.util.HexFormat;

/** What fuzzed neighbours have in common when they introduce themselves. */
final class Spoken {

    static final String DIALLER = "dialler";
    static final String ACCEPTOR = "acceptor";

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private Spoken() {}

    /** An introduction of somebody who remembers nothing. */
    static String introduction(String incarnation, long dial, int longestLine, long wallNanos) {
        return introduction(incarnation, dial, longestLine, Surroundings.MAX_CLIENTS, wallNanos);
    }

    /** The same, of somebody with another number of clients. */
    static String introduction(
            String incarnation, long dial, int longestLine, int maxClients, long wallNanos) {
        return String.join(
                " ",
                incarnation,
                String.valueOf(dial),
                "- - 0",
                String.valueOf(Surroundings.MAX_FUTURE.toNanos()),
                String.valueOf(longestLine),
                "true",
                String.valueOf(maxClients),
                String.valueOf(wallNanos));
    }

    /** A clock that is two days off. */
    static long farFrom(long wallNanos) {
        return wallNanos > 3 * DAY_NANOS ? wallNanos - 2 * DAY_NANOS : wallNanos + 2 * DAY_NANOS;
    }

    /** A nonce that is another for each number. */
    static String nonce(long number) {
        return hex(number).repeat(4);
    }

    static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
