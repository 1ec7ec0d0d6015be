package herd.testkit.soak;

import java.util.regex.Pattern;

/**
 * One location that was sent to a server.
 *
 * @param timeNanos the client's time, nanoseconds since 1970
 * @param server the server it was sent to
 * @param life which life of that server
 */
record Update(String clientId, String coordinates, long timeNanos, String server, long life) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Pattern DIFFERENCE = Pattern.compile("[+-][0-9]+\\.[0-9]{9}");

    /** The command, without its end. */
    String command() {
        return "IAMAT " + fields();
    }

    /** Whether a line is what its server answers, whatever its clock says. */
    boolean isAnsweredBy(String line) {
        String start = "AT " + server + ' ';
        String end = ' ' + fields();
        return line.length() > start.length() + end.length()
                && line.startsWith(start)
                && line.endsWith(end)
                && DIFFERENCE
                        .matcher(line.substring(start.length(), line.length() - end.length()))
                        .matches();
    }

    private String fields() {
        return clientId
                + ' '
                + coordinates
                + ' '
                + timeNanos / NANOS_PER_SECOND
                + '.'
                + String.format("%09d", timeNanos % NANOS_PER_SECOND);
    }
}
