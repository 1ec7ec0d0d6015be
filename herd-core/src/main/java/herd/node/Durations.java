package herd.node;

import java.time.Duration;

/** Durations as text: {@code 200ms}, {@code 5s}, {@code 10m}, {@code 24h}. */
final class Durations {

    private static final String[] UNITS = {"ms", "s", "m", "h"};
    private static final long[] UNIT_MILLIS = {1, 1_000, 60_000, 3_600_000};

    private Durations() {}

    /** Reads a duration within a range. */
    static Duration duration(Setting setting, Duration min, Duration max) throws ConfigException {
        long millis = millis(setting.value());
        if (millis < min.toMillis() || millis > max.toMillis()) {
            throw setting.bad(
                    "give a duration from "
                            + text(min)
                            + " to "
                            + text(max)
                            + ", written as 200ms, 5s, 10m or 24h");
        }
        return Duration.ofMillis(millis);
    }

    /**
     * Spells a duration in the largest unit that divides it.
     *
     * @throws IllegalArgumentException if it is negative or not of whole milliseconds
     */
    static String text(Duration duration) {
        if (duration.isNegative() || duration.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException("not a number of milliseconds: " + duration);
        }
        long millis = duration.toMillis();
        int unit = millis == 0 ? 1 : UNITS.length - 1;
        while (millis % UNIT_MILLIS[unit] != 0) {
            unit--;
        }
        return millis / UNIT_MILLIS[unit] + UNITS[unit];
    }

    private static long millis(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        long number = Values.digits(text, 0, end);
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (text.substring(end).equals(UNITS[unit])) {
                return number > Long.MAX_VALUE / UNIT_MILLIS[unit]
                        ? -1
                        : number * UNIT_MILLIS[unit];
            }
        }
        return -1;
    }
}
