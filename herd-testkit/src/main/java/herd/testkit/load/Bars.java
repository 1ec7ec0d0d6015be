package herd.testkit.load;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A histogram as text: one row for each tenth of a power of ten, with a bar, how many there are, and
 * how many are no longer. A time at the edge of a row may stand in the next, as exact as {@link
 * Histogram} is.
 */
final class Bars {

    private static final int WIDTH = 50;
    private static final double PERCENT = 100.0;

    /** Upper ends of rows, in the steps in which sizes are graded (Renard's R10). */
    private static final double[] STEPS = {1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0};

    private static final double LONGEST = 1e13;

    private Bars() {}

    /** The rows, from the first that is not empty to the last, each with a newline. */
    static String of(Histogram histogram) {
        if (histogram.count() == 0) {
            return "";
        }
        TreeMap<Double, Long> rows = rows(histogram);
        long most = rows.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        StringBuilder text = new StringBuilder();
        long seen = 0;
        for (Map.Entry<Double, Long> row : rows.entrySet()) {
            seen += row.getValue();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "<= %9s  %-" + WIDTH + "s %,12d  %7.3f %%%n",
                            Times.text(Math.round(row.getKey())),
                            "#".repeat(barLength(row.getValue(), most)),
                            row.getValue(),
                            PERCENT * seen / histogram.count()));
        }
        return text.toString();
    }

    /** By upper end; empty ones in between are there as well. */
    private static TreeMap<Double, Long> rows(Histogram histogram) {
        TreeMap<Double, Long> all = new TreeMap<>();
        for (double decade = 1; decade < LONGEST; decade *= 10) {
            for (double step : STEPS) {
                all.put(decade * step, 0L);
            }
        }
        histogram.forEachCell(
                (nanos, count) -> all.merge(all.ceilingKey((double) nanos), count, Long::sum));
        TreeMap<Double, Long> used = new TreeMap<>(all);
        used.values().removeIf(it -> it == 0);
        return new TreeMap<>(all.subMap(used.firstKey(), true, used.lastKey(), true));
    }

    /** What is there at all can be seen. */
    private static int barLength(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(1, Math.round((double) WIDTH * count / most));
    }
}
