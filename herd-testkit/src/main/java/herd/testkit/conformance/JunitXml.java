package herd.testkit.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes what came of cases in the form that build servers read as a report of JUnit's. */
public final class JunitXml {

    private JunitXml() {}

    /**
     * The report, in ASCII.
     *
     * @param suite the name that it is shown under
     */
    public static String report(String suite, List<Outcome> outcomes) {
        long failures = outcomes.stream().filter(it -> it.failure().isPresent()).count();
        long leftOut = outcomes.stream().filter(it -> it.leftOut().isPresent()).count();
        Duration took = outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n");
        xml.append(
                String.format(
                        Locale.ROOT,
                        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\""
                                + " skipped=\"%d\" time=\"%s\">%n",
                        escaped(suite),
                        outcomes.size(),
                        failures,
                        leftOut,
                        seconds(took)));
        outcomes.forEach(it -> add(xml, it));
        return xml.append("</testsuite>\n").toString();
    }

    private static void add(StringBuilder xml, Outcome outcome) {
        ConformanceCase tried = outcome.tried();
        xml.append("  <testcase classname=\"")
                .append(escaped("conformance." + tried.sentence()))
                .append("\" name=\"")
                .append(escaped(tried.toString()))
                .append("\" time=\"")
                .append(seconds(outcome.took()))
                .append("\">");
        outcome.leftOut()
                .ifPresent(
                        why ->
                                xml.append("<skipped message=\"")
                                        .append(escaped(why))
                                        .append("\"/>"));
        outcome.failure()
                .ifPresent(
                        it ->
                                xml.append("<failure message=\"")
                                        .append(escaped("expected " + it.expected()))
                                        .append("\" type=\"Violation\">")
                                        .append(escaped(it.getMessage()))
                                        .append("</failure>"));
        xml.append("</testcase>\n");
    }

    /** Text with what XML cannot hold, or takes for its own, written otherwise. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            boolean plain = c >= ' ' && c <= '~' && "<>&\"'".indexOf(c) < 0;
                            if (plain) {
                                escaped.append((char) c);
                            } else if (isOfXml(c)) {
                                escaped.append("&#").append(c).append(';');
                            } else {
                                escaped.append(String.format("\\x%02x", c));
                            }
                        });
        return escaped.toString();
    }

    private static boolean isOfXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000;
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }
}
