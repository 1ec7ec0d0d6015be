package herd.testkit.program;

import java.util.Properties;

/** What a test is told by a system property: said in full, or the test does not begin. */
public final class Given {

    private Given() {}

    /** The number that the first of these properties says, or the usual one if none is set. */
    public static long number(long usual, long least, String... properties) {
        return number(System.getProperties(), usual, least, properties);
    }

    static long number(Properties all, long usual, long least, String... properties) {
        for (String property : properties) {
            String said = all.getProperty(property);
            if (said != null) {
                return parsed(property, said, least);
            }
        }
        return usual;
    }

    private static long parsed(String property, String said, long least) {
        try {
            long number = Long.parseLong(said);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D" + property + " is no whole number: " + said, e);
        }
        throw new IllegalArgumentException("-D" + property + " is below " + least + ": " + said);
    }
}
