package herd.testkit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What clients do, from a seed: reports that are newer, older, tied, told again elsewhere, or far in the
 * future, by clients whose clocks are off or coarse; questions; and lines that are not commands.
 */
final class Workload {

    private static final long WALL_START_MICROS = 1_520_023_934L * 1_000_000;
    private static final long NANOS = 1_000_000_000L;
    private static final String[] PLACES = {
        "+34.068930-118.445127", "+1.5-2.25", "-90+180", "+0-0", "+.5-2."
    };
    private static final String[] RUBBISH = {
        "AT Hill +0.1 c0 +1-1 5",
        "iamat c0 +1-1 5",
        "IAMAT c0 +91-1 5",
        "WHATSAT c0 51 1",
        "IAMAT c0 +1-1",
        "\t \r",
        "",
        "WHATSAT nobody 10 5",
        "?",
        "IAMAT c0 +1-1 -5",
        "\0\u00e9\u00ff"
    };
    private static final int CLIENTS_OF_A_SERVER = 2;
    private static final int MANY_QUESTIONS = 1_500;

    /** What one client has said: enough to say it again. */
    private record Report(String id, String place, long nanos) {
        String line() {
            return "IAMAT " + id + ' ' + place + ' ' + decimal(nanos);
        }
    }

    private final Draft draft;
    private final Random random;
    private final List<Report> reports = new ArrayList<>();
    private final int ids;
    private final long[] skewNanos;
    private final long[] grainNanos;

    private Workload(Draft draft) {
        this.draft = draft;
        random = draft.random();
        ids = 1 + random.nextInt(random.nextBoolean() ? 4 : 12);
        skewNanos = new long[ids];
        grainNanos = new long[ids];
        for (int i = 0; i < ids; i++) {
            skewNanos[i] = random.nextInt(3) > 0 ? 0 : random.nextInt(9) * NANOS - 4 * NANOS;
            grainNanos[i] = random.nextInt(3) > 0 ? 1 : random.nextBoolean() ? NANOS : NANOS / 10;
        }
    }

    /** Adds what clients do to a schedule. */
    static void addTo(Draft draft) {
        new Workload(draft).add();
    }

    private void add() {
        long end = draft.setup().stormMicros();
        long gap = draft.anyTime(5_000, 200_000);
        for (long micros = 0; micros < end; micros += 1 + random.nextLong(2 * gap)) {
            add(micros);
        }
    }

    private void add(long micros) {
        String server = draft.anyServer();
        int client = random.nextInt(CLIENTS_OF_A_SERVER);
        switch (random.nextInt(24)) {
            case 0 -> draft.add(micros, new Step.HangUp(server, client));
            case 1 -> draft.add(micros, new Step.Finish(server, client));
            case 2 -> stopReading(micros, server, client);
            case 3 -> inPieces(micros, server, client, lines(micros, 1 + random.nextInt(8)));
            case 4 -> tie(micros);
            case 5 -> pester(micros, server, client);
            default ->
                    draft.add(
                            micros,
                            new Step.Send(server, client, lines(micros, 1 + random.nextInt(2))));
        }
    }

    private void stopReading(long micros, String server, int client) {
        draft.add(micros, new Step.StopReading(server, client));
        if (random.nextInt(100) == 0) {
            int length = 100 << random.nextInt(11);
            draft.add(micros, new Step.Blast(server, client, 600_000 / length, length));
        }
        draft.add(micros + draft.anyTime(1_000, 3_000_000), new Step.ReadOn(server, client));
    }

    /** More questions than may wait, once in a while. */
    private void pester(long micros, String server, int client) {
        if (random.nextInt(100) == 0) {
            String question = "WHATSAT c" + random.nextInt(ids) + " 10 5";
            draft.add(micros, new Step.Pester(server, client, MANY_QUESTIONS, question));
        }
    }

    private void inPieces(long micros, String server, int client, String lines) {
        int from = 0;
        long when = micros;
        while (from < lines.length()) {
            int to = Math.min(lines.length(), from + 1 + random.nextInt(80));
            draft.add(when, new Step.Send(server, client, lines.substring(from, to)));
            when += random.nextInt(3_000);
            from = to;
        }
    }

    /** Two places for the same time, at two servers, at about the same moment. */
    private void tie(long micros) {
        Report one = fresh(micros);
        Report other = new Report(one.id, anyPlace(), one.nanos);
        send(micros, one);
        send(micros + random.nextInt(2_000), other);
    }

    private void send(long micros, Report report) {
        reports.add(report);
        int client = random.nextInt(CLIENTS_OF_A_SERVER);
        draft.add(micros, new Step.Send(draft.anyServer(), client, report.line() + '\n'));
    }

    private String lines(long micros, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(line(micros)).append('\n');
        }
        return lines.toString();
    }

    private String line(long micros) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> "WHATSAT c" + random.nextInt(ids) + ' ' + random.nextInt(51) + " 5";
            case 2 -> RUBBISH[random.nextInt(RUBBISH.length)];
            default -> {
                Report report = random.nextBoolean() ? fresh(micros) : likeAnother(micros);
                reports.add(report);
                yield report.line();
            }
        };
    }

    private Report fresh(long micros) {
        int id = random.nextInt(ids);
        long nanos = wall(micros) + skewNanos[id];
        return new Report("c" + id, anyPlace(), nanos - nanos % grainNanos[id]);
    }

    /** Something about a report that was made before: told again, tied, older, newer by a hair. */
    private Report likeAnother(long micros) {
        if (reports.isEmpty()) {
            return fresh(micros);
        }
        Report other = reports.get(random.nextInt(reports.size()));
        return switch (random.nextInt(7)) {
            case 0, 1 -> other;
            case 2 -> new Report(other.id, anyPlace(), other.nanos);
            case 3 -> new Report(other.id, other.place, other.nanos + 1);
            case 4 -> new Report(other.id, anyPlace(), other.nanos - random.nextInt(3) * NANOS);
            case 5 -> new Report(other.id, anyPlace(), wall(micros) + maxFutureNanos() + ahead());
            default -> new Report(other.id, anyPlace(), Long.MAX_VALUE);
        };
    }

    /** Around the line beyond which a time counts no more, or far beyond it. */
    private long ahead() {
        return random.nextBoolean()
                ? random.nextInt(4_000_000)
                : (long) Math.pow(10, random.nextInt(17));
    }

    private long maxFutureNanos() {
        return draft.setup().settings().maxFuture().toNanos();
    }

    private String anyPlace() {
        return PLACES[random.nextInt(PLACES.length)];
    }

    private static long wall(long micros) {
        return (WALL_START_MICROS + micros) * 1_000;
    }

    /** The largest one stands for a time that only just can be spelled. */
    private static String decimal(long nanos) {
        return nanos == Long.MAX_VALUE
                ? "999999999999999999.9999999999"
                : "%d.%09d".formatted(nanos / NANOS, nanos % NANOS);
    }
}
