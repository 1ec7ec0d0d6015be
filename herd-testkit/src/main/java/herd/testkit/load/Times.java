package herd.testkit.load;

import java.util.Locale;

/** Lengths of time, as people like to read them: {@code 850 ns}, {@code 12.5 us}, {@code 1.07 s}. */
final class Times {

    static final double NANOS_PER_SECOND = 1e9;

    private static final String[] UNITS = {"ns", "us", "ms", "s"};
    private static final int STEP = 1_000;

    private Times() {}

    /** Three digits, more or less. */
    static String text(double nanos) {
        double value = nanos;
        int unit = 0;
        while (value >= STEP - 0.5 && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        boolean isWhole = Math.abs(value - Math.rint(value)) < 1e-9;
        int decimals = isWhole || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
    }

    /** Seconds as a command line gives them, in nanoseconds. */
    static long nanos(double seconds) {
        return Math.round(seconds * NANOS_PER_SECOND);
    }
}
