package herd.testkit.load;

import java.net.InetSocketAddress;

/** A result as JSON; the README of the testkit says what each member is. */
final class JsonReport {

    private JsonReport() {}

    /** One object, with a newline at the end. */
    static String of(LoadResult result) {
        JsonObject json = new JsonObject();
        plan(json, result.plan());
        outcome(json, result);
        Tally tally = result.tally();
        times(json, "reportNanos", tally.reports());
        times(json, "questionNanos", tally.questions());
        times(json, "arrivalNanos", tally.arrivals());
        times(json, "arrivalSpanNanos", tally.arrivalSpans());
        times(json, "sentLateNanos", tally.lags());
        return json.put("findings", tally.findings()).toString();
    }

    private static void plan(JsonObject json, LoadPlan plan) {
        json.put("mode", plan.mode()).put("server", text(plan.server()));
        plan.other()
                .ifPresentOrElse(it -> json.put("other", text(it)), () -> json.putNull("other"));
        LoadPlan.Shape shape = plan.shape();
        LoadPlan.Content content = plan.content();
        json.put("connections", shape.connections())
                .put("inFlight", shape.inFlight())
                .put("batch", shape.isBatch())
                .put("ratePerSecond", shape.perSecond())
                .put("ids", content.ids())
                .put("order", content.inSequence() ? "sequence" : "random")
                .put("prefix", content.prefix())
                .put("whatsatPercent", content.whatsatPercent())
                .put("idle", shape.idle());
    }

    private static void outcome(JsonObject json, LoadResult result) {
        Tally tally = result.tally();
        json.put("serverName", result.serverName())
                .put("well", result.isWell())
                .put("whole", result.isWhole())
                .put("seconds", result.seconds(), 6)
                .put("sent", result.sent())
                .put("answers", result.answers())
                .put("answersPerSecond", result.answersPerSecond(), 1)
                .put("wrong", tally.wrongCount())
                .put("late", tally.lateCount())
                .put("missing", tally.missingCount())
                .put("unsent", tally.unsentCount())
                .put("lostConnections", tally.lostCount())
                .put("placesUnavailable", tally.unavailableCount())
                .put("idleAlive", result.idleAlive())
                .put("polls", result.polls())
                .put("cpuMicrosPerAnswer", result.cpuMicrosPerAnswer(), 4)
                .put("serverCpuMicrosPerAnswer", result.serverCpuMicrosPerAnswer(), 4);
    }

    private static void times(JsonObject json, String name, Histogram histogram) {
        if (histogram.count() == 0) {
            json.putNull(name);
            return;
        }
        json.put(
                name,
                new JsonObject()
                        .put("count", histogram.count())
                        .put("least", histogram.leastNanos())
                        .put("mean", histogram.meanNanos(), 1)
                        .put("p50", histogram.perMilleNanos(500))
                        .put("p90", histogram.perMilleNanos(900))
                        .put("p99", histogram.perMilleNanos(990))
                        .put("p999", histogram.perMilleNanos(999))
                        .put("greatest", histogram.greatestNanos()));
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ':' + address.getPort();
    }
}
