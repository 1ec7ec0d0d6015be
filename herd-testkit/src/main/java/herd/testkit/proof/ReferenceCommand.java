package herd.testkit.proof;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's line read slowly and plainly: a second opinion on what it asks.
 *
 * @param line one character a byte, without its end
 * @param id of an IAMAT or a WHATSAT, else empty; so the next two
 */
record ReferenceCommand(Kind kind, String line, String id, String coordinates, String time) {

    /** What a line asks. */
    enum Kind {
        IAMAT,
        WHATSAT,
        BLANK,
        INVALID
    }

    private static final Pattern WHITE = Pattern.compile("[ \\t\\n\\x0b\\f\\r]+");
    private static final Pattern COORDINATES =
            Pattern.compile("([+-](?:\\d+\\.?\\d*|\\.\\d+))([+-](?:\\d+\\.?\\d*|\\.\\d+))");
    private static final Pattern TIME = Pattern.compile("\\d{1,18}(\\.\\d+)?");
    private static final Pattern RADIUS = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern BOUND = Pattern.compile("\\d+");
    private static final BigDecimal MOST_RADIUS = BigDecimal.valueOf(50);
    private static final BigDecimal MOST_BOUND = BigDecimal.valueOf(20);

    /** Reads any line, as a server with that limit has to. */
    static ReferenceCommand read(String line, int maxLineBytes) {
        if (line.length() > maxLineBytes) {
            return of(Kind.INVALID, line);
        }
        String stripped = WHITE.matcher(line).replaceAll(" ").replaceAll("^ | $", "");
        if (stripped.isEmpty()) {
            return of(Kind.BLANK, line);
        }
        String[] fields = stripped.split(" ", -1);
        if (fields.length != 4) {
            return of(Kind.INVALID, line);
        }
        if (fields[0].equals("IAMAT") && isOnEarth(fields[2]) && matches(TIME, fields[3])) {
            return new ReferenceCommand(Kind.IAMAT, line, fields[1], fields[2], fields[3]);
        }
        boolean asks =
                fields[0].equals("WHATSAT")
                        && isAtMost(MOST_RADIUS, RADIUS, fields[2])
                        && isAtMost(MOST_BOUND, BOUND, fields[3]);
        return asks
                ? new ReferenceCommand(Kind.WHATSAT, line, fields[1], "", "")
                : of(Kind.INVALID, line);
    }

    private static ReferenceCommand of(Kind kind, String line) {
        return new ReferenceCommand(kind, line, "", "", "");
    }

    private static boolean isOnEarth(String coordinates) {
        Matcher two = COORDINATES.matcher(coordinates);
        return two.matches() && isWithin(90, two.group(1)) && isWithin(180, two.group(2));
    }

    private static boolean isWithin(int degrees, String number) {
        return new BigDecimal(number).abs().compareTo(BigDecimal.valueOf(degrees)) <= 0;
    }

    private static boolean isAtMost(BigDecimal most, Pattern spelling, String number) {
        return matches(spelling, number) && new BigDecimal(number).compareTo(most) <= 0;
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }
}
