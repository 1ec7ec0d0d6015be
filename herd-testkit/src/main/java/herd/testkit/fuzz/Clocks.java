package herd.testkit.fuzz;

/** Times that a server's clock may show, in the first eight bytes of an input. */
final class Clocks {

    private static final long SECOND = 1_000_000_000L;

    /** 2018-03-02T20:52:14.918963997Z. */
    private static final long USUAL_NANOS = 1_520_023_934_918_963_997L;

    private Clocks() {}

    /** Mostly one near the times that clients say. */
    static long wallNanos(Dice dice) {
        return switch (dice.below(8)) {
            case 0 -> dice.bits() >>> dice.between(1, 63);
            case 1 -> Long.MAX_VALUE - dice.below(3);
            case 2 -> dice.below(3);
            case 3 -> 1_520_023_900L * SECOND + dice.below(100) * SECOND + dice.below(3) - 1;
            default -> USUAL_NANOS + dice.below(1_000_000_000);
        };
    }

    /** Reads the clock of an input; any eight bytes are one. */
    static long read(byte[] input) {
        long nanos = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            nanos = nanos << 8 | input[i] & 0xff;
        }
        return nanos & Long.MAX_VALUE;
    }
}
