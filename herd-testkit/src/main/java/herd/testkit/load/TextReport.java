package herd.testkit.load;

import herd.testkit.program.Shown;
import java.net.InetSocketAddress;
import java.util.Locale;

/** A result for people. */
final class TextReport {

    private static final double PERCENT = 100;

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    /**
     * Some lines.
     *
     * @param withBars whether histograms are drawn as well
     */
    static String of(LoadResult result, boolean withBars) {
        TextReport report = new TextReport();
        report.plan(result.plan(), result.serverName());
        report.counts(result);
        report.times(result.tally(), withBars);
        report.cost(result);
        report.troubles(result);
        return report.text.toString();
    }

    private void plan(LoadPlan plan, String serverName) {
        LoadPlan.Shape shape = plan.shape();
        LoadPlan.Content content = plan.content();
        String loop = shape.isOpenLoop() ? "open loop, " + shape.perSecond() + "/s" : "closed loop";
        String name = serverName.isEmpty() ? "" : Shown.escaped(serverName) + " at ";
        line("%s to %s%s", loop, name, text(plan.server()));
        plan.other().ifPresent(it -> line("until seen at %s", text(it)));
        String batch = shape.isBatch() ? ", in batches" : "";
        line(
                "%,d connections, %,d in flight on each%s; %,d IDs, %s; %d %% WHATSAT; %,d idle",
                shape.connections(),
                shape.inFlight(),
                batch,
                content.ids(),
                content.inSequence() ? "in sequence" : "at random",
                content.whatsatPercent(),
                shape.idle());
    }

    private void counts(LoadResult result) {
        line("");
        line(
                "%,d answers in %.2f s, %,.0f a second",
                result.answers(), result.seconds(), result.answersPerSecond());
        if (result.plan().other().isPresent()) {
            line(
                    "%,d of them seen at the other server, which was asked %,d times",
                    result.tally().arrivals().count(), result.polls());
        }
        if (result.plan().shape().idle() > 0) {
            line(
                    "%,d of %,d idle connections alive at the end",
                    result.idleAlive(), result.plan().shape().idle());
        }
    }

    private void times(Tally tally, boolean withBars) {
        line("");
        line("%-22s %9s %9s %9s %9s %9s", "", "p50", "p90", "p99", "p99.9", "max");
        row("IAMAT to its answer", tally.reports());
        row("WHATSAT to its answer", tally.questions());
        row("IAMAT to seen there", tally.arrivals());
        row("  not there so before", tally.arrivalSpans());
        row("sent after it was due", tally.lags());
        if (withBars) {
            bars("IAMAT to its answer", tally.reports());
            bars("WHATSAT to its answer", tally.questions());
            bars("IAMAT to seen there", tally.arrivals());
        }
    }

    private void row(String name, Histogram histogram) {
        if (histogram.count() > 0) {
            line(
                    "%-22s %9s %9s %9s %9s %9s",
                    name,
                    Times.text(histogram.perMilleNanos(500)),
                    Times.text(histogram.perMilleNanos(900)),
                    Times.text(histogram.perMilleNanos(990)),
                    Times.text(histogram.perMilleNanos(999)),
                    Times.text(histogram.greatestNanos()));
        }
    }

    private void bars(String name, Histogram histogram) {
        if (histogram.count() > 0) {
            line("");
            line(name);
            text.append(Bars.of(histogram));
        }
    }

    private void cost(LoadResult result) {
        line("");
        cost("this program", result.cpuMicrosPerAnswer(), result.cpuSeconds(), result.seconds());
        cost(
                "the server",
                result.serverCpuMicrosPerAnswer(),
                result.serverCpuSeconds(),
                result.seconds());
    }

    private void cost(String who, double micros, double cpuSeconds, double seconds) {
        if (Double.isFinite(micros)) {
            double share = PERCENT * cpuSeconds / seconds;
            line("%s used %.2f us of CPU an answer, %.0f %% of a core", who, micros, share);
        }
    }

    private void troubles(LoadResult result) {
        Tally tally = result.tally();
        if (tally.unavailableCount() > 0) {
            line("%,d WHATSAT were answered, but without places", tally.unavailableCount());
        }
        if (tally.unsentCount() > 0) {
            line("%,d messages were due and never sent: too much to ask", tally.unsentCount());
        }
        if (!result.isWhole()) {
            line("ended early");
        }
        tally.findings().forEach(it -> line("FOUND %s", it));
        line(
                result.isWell()
                        ? "all answered, and rightly"
                        : "%,d answers wrong, %,d late, %,d missing; %,d connections lost",
                tally.wrongCount(),
                tally.lateCount(),
                tally.missingCount(),
                tally.lostCount());
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ':' + address.getPort();
    }
}
