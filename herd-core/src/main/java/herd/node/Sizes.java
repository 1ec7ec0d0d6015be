package herd.node;

/** Sizes as text: bytes, or with {@code k}, {@code m} or {@code g} for 2 to the 10th, 20th, 30th. */
final class Sizes {

    private static final String UNITS = "kmg";

    private Sizes() {}

    /** Reads a size within a range. */
    static long bytes(Setting setting, long min, long max) throws ConfigException {
        long bytes = bytes(setting.value());
        if (bytes < min || bytes > max) {
            throw setting.bad("give a size from " + text(min) + " to " + text(max) + ", as 64k");
        }
        return bytes;
    }

    /** Spells a size in the largest unit that divides it. */
    static String text(long bytes) {
        for (int unit = UNITS.length(); unit > 0 && bytes != 0; unit--) {
            if (bytes % (1L << 10 * unit) == 0) {
                return (bytes >> 10 * unit) + UNITS.substring(unit - 1, unit);
            }
        }
        return Long.toString(bytes);
    }

    private static long bytes(String text) {
        int unit = text.isEmpty() ? 0 : 1 + UNITS.indexOf(text.charAt(text.length() - 1));
        long number = Values.digits(text, 0, text.length() - (unit > 0 ? 1 : 0));
        return number > Long.MAX_VALUE >> 10 * unit ? -1 : number << 10 * unit;
    }
}
