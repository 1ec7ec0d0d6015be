package herd.testkit.parts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one part costs.
 *
 * @param nanos for one operation: the median of all rounds
 * @param lowNanos in the fastest round
 * @param highNanos in the slowest round
 * @param ratio to the control, measured in turn with it: the median of both
 * @param bytes allocated for one operation, over all rounds
 */
record Measured(
        String name,
        double nanos,
        double lowNanos,
        double highNanos,
        double ratio,
        double bytes,
        boolean mustNotAllocate) {

    /** Far less than an object for every thousand operations. */
    private static final double NOTHING = 0.005;

    /** Whether it allocates although it must not. */
    boolean isWrong() {
        return mustNotAllocate && bytes >= NOTHING;
    }

    /** All of them for a reader. */
    static String table(List<Measured> all) {
        String head = "%-38s %10s %23s %9s %10s%n";
        String row = "%-38s %10.1f %11.1f … %9.1f %8.1f× %10.2f%s%n";
        StringBuilder table = new StringBuilder();
        table.append(format(head, "part", "ns", "lowest … highest", "a copy", "bytes"));
        for (Measured each : all) {
            String verdict = each.isWrong() ? "  must be 0" : "";
            table.append(
                    format(
                            row,
                            each.name,
                            each.nanos,
                            each.lowNanos,
                            each.highNanos,
                            each.ratio,
                            each.bytes,
                            verdict));
        }
        return table.toString();
    }

    /** All of them for a program: an array of objects. */
    static String json(List<Measured> all) {
        return all.stream().map(Measured::json).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private String json() {
        return format(
                "{\"part\": \"%s\", \"nanos\": %.2f, \"lowNanos\": %.2f, \"highNanos\": %.2f,"
                        + " \"copies\": %.2f, \"bytes\": %.3f, \"mustNotAllocate\": %b}",
                name, nanos, lowNanos, highNanos, ratio, bytes, mustNotAllocate);
    }

    private static String format(String shape, Object... values) {
        return String.format(Locale.ROOT, shape, values);
    }
}
