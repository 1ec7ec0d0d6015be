package herd.flood;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A herd of floods and nothing else: links are queues, time is a counter, and everything that happens
 * comes from a seed. Faults: cuts that lose what is under way, half-done handshakes, handshakes that
 * take long, restarts.
 */
final class MiniHerd {

    static final long MAX_FUTURE_NANOS = 1_000_000_000L;

    /** What a run has found wrong. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        Broken(String what) {
            super(what);
        }
    }

    final FloodRules rules;
    final Comparator<String> order = Lines.order(MAX_FUTURE_NANOS);

    private final Random random;
    private final int maxClients;
    private final List<MiniServer> servers = new ArrayList<>();
    private final List<MiniServer.End> ends = new ArrayList<>();
    private final Set<String> authentic = new HashSet<>();
    private String lastReport = "";
    private long clock = 1_520_000_000_000_000_000L;

    /** Whether nothing has been broken for so long that every message must have a reason. */
    private boolean healthy;

    private boolean restarts = true;
    private int crossed;

    MiniHerd(FloodRules rules, long seed, int maxClients) {
        this.rules = rules;
        this.maxClients = maxClients;
        random = new Random(seed);
        build(2 + random.nextInt(5));
    }

    /** Links all servers while they hold nothing, and from then on never restarts one. */
    MiniHerd thatNeverRestarts() {
        restarts = false;
        ends.forEach(this::connect);
        return this;
    }

    /** Lives through some faults, then without, and checks what must be true. */
    void live(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        heal();
        Map<String, String> greatest = greatest();
        settle();
        checkAgreed(greatest);
        checkAudits();
        if (ends.isEmpty()) {
            return;
        }
        healthy = true;
        ends.forEach(end -> end.seen.clear());
        for (int i = 0; i < 20; i++) {
            checkFreshReport(i);
        }
        checkBusy();
        checkAudits();
    }

    void crossed(MiniServer from, MiniServer.End end, String line) {
        crossed++;
        check(authentic.contains(line), "line that no server built");
        if (healthy) {
            check(end.seen.add(line), "told to the one that told it, or twice");
        }
    }

    void cut(MiniServer.End end) {
        for (MiniServer.End one : List.of(end, end.otherEnd())) {
            one.up = false;
            one.written.clear();
        }
    }

    void check(boolean holds, String what) {
        if (!holds) {
            throw new Broken(what);
        }
    }

    private void build(int size) {
        for (int i = 0; i < size; i++) {
            servers.add(new MiniServer(this, "S" + (char) ('a' + i)));
        }
        for (int i = 1; i < size; i++) {
            link(servers.get(i), servers.get(random.nextInt(i)));
        }
        for (int i = random.nextInt(size); i > 0; i--) {
            link(any(servers), any(servers));
        }
        servers.forEach(server -> server.restart(random.nextLong() | 1, maxClients));
    }

    private void link(MiniServer one, MiniServer other) {
        if (one != other && one.ends.stream().noneMatch(end -> end.neighbour == other)) {
            one.ends.add(one.new End(other, one.ends.size()));
            other.ends.add(other.new End(one, other.ends.size()));
            ends.add(one.end(other));
            ends.add(other.end(one));
        }
    }

    private void step() {
        MiniServer.End end = any(ends);
        MiniServer server = end.owner();
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> report(any(servers));
            case 3 -> retransmit(any(servers));
            case 4 -> connect(end);
            case 5 -> end.told = new long[0];
            case 6 -> beginHandshake(end);
            case 7 -> endHandshake(end);
            case 8 -> server.writeAudit(end);
            case 9 -> {
                if (random.nextInt(8) == 0) {
                    cut(end);
                }
            }
            case 10 -> {
                if (restarts && random.nextInt(10) == 0) {
                    server.restart(random.nextLong() | 1, maxClients);
                }
            }
            case 11 -> {
                if (random.nextInt(2) == 0) {
                    halfConnect(end);
                }
            }
            case 12, 13, 14, 15, 16, 17 -> server.write(end);
            default -> server.read(end);
        }
    }

    private void report(MiniServer at) {
        clock += random.nextInt(3) * 500_000_000L;
        long skew = random.nextInt(5) * 250_000_000L - 500_000_000L;
        long ahead = random.nextInt(12) == 0 ? 9_000_000_000L : random.nextInt(3) - 1;
        String time = decimal(clock + ahead);
        String place = random.nextBoolean() ? Lines.PLACE : "+1.5-2.25";
        String id = "c" + random.nextInt(6);
        reportAt(at, Lines.line(at.name, id, place, time, decimal(clock + skew)));
    }

    private void retransmit(MiniServer at) {
        if (!lastReport.isEmpty()) {
            String[] fields = lastReport.split(" ");
            String receipt = decimal(clock + random.nextInt(3) - 1);
            reportAt(at, Lines.line(at.name, fields[3], fields[4], fields[5], receipt));
        }
    }

    private Merged reportAt(MiniServer at, String line) {
        lastReport = line;
        authentic.add(line);
        return at.report(line);
    }

    private static String decimal(long nanos) {
        return "%d.%09d".formatted(nanos / 1_000_000_000L, nanos % 1_000_000_000L);
    }

    private void connect(MiniServer.End end) {
        if (!end.up) {
            beginHandshake(end);
            endHandshake(end);
        }
    }

    private void beginHandshake(MiniServer.End end) {
        end.owner().prepareHandshake(end);
        end.neighbour.prepareHandshake(end.otherEnd());
    }

    /** Takes the place of what was up, whatever has happened since the handshake began. */
    private void endHandshake(MiniServer.End end) {
        MiniServer.End other = end.otherEnd();
        if (isOfThisLife(end) && isOfThisLife(other)) {
            cut(end);
            end.owner().linkUp(end);
            other.owner().linkUp(other);
        }
        end.told = new long[0];
        other.told = new long[0];
    }

    /** One end takes the link for up; the other never gets that far. */
    private void halfConnect(MiniServer.End end) {
        cut(end);
        beginHandshake(end);
        end.owner().linkUp(end);
        for (int i = random.nextInt(5); i > 0; i--) {
            end.owner().write(end);
        }
        cut(end);
    }

    private boolean isOfThisLife(MiniServer.End end) {
        MiniServer server = end.owner();
        return end.told.length > 0 && end.told[2] == server.flood.incarnation();
    }

    private void heal() {
        MiniServer dead = restarts && random.nextInt(4) == 0 ? any(servers) : null;
        if (dead != null) {
            dead.restart(random.nextLong() | 1, maxClients);
            ends.removeIf(end -> end.neighbour == dead || end.owner() == dead);
            servers.remove(dead);
        }
        ends.forEach(this::connect);
    }

    /** What the servers that can hear of each other should hold: per group, by client. */
    private Map<String, String> greatest() {
        Map<String, String> greatest = new HashMap<>();
        for (MiniServer server : servers) {
            String group = group(server).toString();
            server.records()
                    .forEach(
                            (id, line) ->
                                    greatest.merge(
                                            group + " " + id,
                                            line,
                                            (a, b) -> order.compare(a, b) > 0 ? a : b));
        }
        return greatest;
    }

    /** The names of the servers that a server can hear of, itself among them. */
    private Set<String> group(MiniServer server) {
        Set<String> group = new TreeSet<>(Set.of(server.name));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (MiniServer.End end : ends) {
                if (group.contains(end.neighbour.name)) {
                    grew |= group.add(end.owner().name);
                }
            }
        }
        return group;
    }

    /** Goes on until there is nothing more to write or to read anywhere. */
    private void settle() {
        boolean moved = true;
        while (moved) {
            for (int i = 0; i < 4 * ends.size(); i++) {
                MiniServer.End end = any(ends);
                if (random.nextBoolean()) {
                    end.owner().write(end);
                } else {
                    end.owner().read(end);
                }
            }
            moved = false;
            for (MiniServer.End end : ends) {
                moved |= end.owner().write(end);
                moved |= end.owner().read(end);
            }
        }
    }

    private void checkAgreed(Map<String, String> greatest) {
        for (MiniServer server : servers) {
            String group = group(server).toString();
            List<String> expected =
                    greatest.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith(group + " "))
                            .map(Map.Entry::getValue)
                            .sorted(order.reversed())
                            .limit(maxClients)
                            .toList();
            List<String> actual =
                    server.records().values().stream().sorted(order.reversed()).toList();
            check(expected.equals(actual), "not the greatest of all at " + server.name);
        }
    }

    private void checkAudits() {
        for (int i = 0; i < 3; i++) {
            ends.forEach(end -> end.owner().writeAudit(end));
            int before = crossed;
            settle();
            check(crossed == before, "records cross although all agree");
        }
    }

    /** One report in a quiet herd: it crosses so many links at least, and so many at most. */
    private void checkFreshReport(int i) {
        MiniServer at = any(servers);
        clock += 20_000_000_000L;
        String time = decimal(clock + i);
        int before = crossed;
        Merged merged = reportAt(at, Lines.line(at.name, "c" + i % 6, Lines.PLACE, time, time));
        check(merged == Merged.STORED, "fresh report is not stored");
        settle();
        Set<String> group = group(at);
        long twiceLinks = ends.stream().filter(end -> group.contains(end.neighbour.name)).count();
        int servers = group.size();
        int messages = crossed - before;
        check(messages >= servers - 1, "a server has not been told");
        check(messages <= twiceLinks - (servers - 1), "too many messages: " + messages);
        checkAgreed(greatest());
    }

    /** Many reports at once, no faults: nobody is told what it has told, or anything twice. */
    private void checkBusy() {
        for (int i = 0; i < 300; i++) {
            MiniServer.End end = any(ends);
            switch (random.nextInt(6)) {
                case 0 -> report(any(servers));
                case 1, 2 -> end.owner().write(end);
                default -> end.owner().read(end);
            }
        }
        Map<String, String> greatest = greatest();
        settle();
        checkAgreed(greatest);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
