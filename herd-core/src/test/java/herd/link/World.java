package herd.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Servers, the wires between them, and one clock that only moves when it is told to. */
final class World {

    static final long SECOND = 1_000_000_000L;
    static final long MILLI = 1_000_000L;
    static final long WALL_START = 1_520_023_934_000_000_000L;

    /** A dial on its way to its listener. */
    record Knock(TestServer dialler, int neighbour, long dueNanos) {}

    /** Something that can happen next. */
    record Step(String name, long dueNanos, Runnable action) {}

    final Map<String, TestServer> servers = new LinkedHashMap<>();
    final List<Wire> wires = new ArrayList<>();
    final List<Knock> knocks = new ArrayList<>();
    private final List<Step> plans = new ArrayList<>();
    long latencyNanos = MILLI;

    /** What becomes of each line on its way; told whether the dialler said it. */
    BiFunction<Boolean, byte[], byte[]> middleman = (byDialler, bytes) -> bytes;

    private long nowNanos;

    long now() {
        return nowNanos;
    }

    void sleepUntil(long nanos) {
        nowNanos = nanos;
    }

    long wallOf(String server) {
        long ahead = servers.containsKey(server) ? servers.get(server).clockAheadNanos : 0;
        return WALL_START + nowNanos + ahead;
    }

    TestServer add(TestServer server) {
        servers.put(server.name(), server);
        return server;
    }

    /** Lets something happen then. */
    void at(long nanos, Runnable action) {
        plans.add(new Step("plan", nanos, action));
    }

    /** Everything that could happen next, but for alarms; the earliest of each wire's ends. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Knock knock : knocks) {
            steps.add(
                    new Step(
                            knock.dialler().name() + " connects",
                            knock.dueNanos(),
                            () -> connect(knock)));
        }
        for (int i = 0; i < wires.size(); i++) {
            for (Wire.End end : List.of(wires.get(i).dialler, wires.get(i).acceptor)) {
                Optional<Long> due = end.dueNanos();
                if (due.isPresent()) {
                    steps.add(new Step("arrives on " + i, due.get(), end::deliver));
                }
            }
        }
        return steps;
    }

    /** Lets things happen in the order of their time, until that time. */
    void runUntil(long untilNanos) {
        while (true) {
            Step next = null;
            for (Step step : stepsAndAlarms()) {
                if (next == null || step.dueNanos() < next.dueNanos()) {
                    next = step;
                }
            }
            if (next == null || next.dueNanos() > untilNanos) {
                nowNanos = Math.max(nowNanos, untilNanos);
                return;
            }
            nowNanos = Math.max(nowNanos, next.dueNanos());
            next.action().run();
        }
    }

    void runFor(long nanos) {
        runUntil(nowNanos + nanos);
    }

    List<Step> alarms() {
        List<Step> alarms = new ArrayList<>();
        for (TestServer server : servers.values()) {
            if (server.alarmNanos < Long.MAX_VALUE && !server.asleep) {
                alarms.add(new Step("alarm of " + server.name(), server.alarmNanos, server::wake));
            }
        }
        return alarms;
    }

    /** Somebody without a server connects; what is said to it is collected. */
    Caller call(TestServer server) {
        Wire wire = new Wire(this);
        wire.acceptorName = server.name();
        wire.acceptor.link = server.links.accepted(wire.acceptor, nowNanos);
        return new Caller(this, wire.acceptor);
    }

    /** Somebody without a server answers the dial that a server has under way. */
    Caller answer(TestServer server) {
        knocks.removeIf(it -> it.dialler() == server);
        Wire wire = new Wire(this);
        wire.diallerName = server.name();
        wire.dialler.link = server.links.dialled(0, wire.dialler, nowNanos);
        return new Caller(this, wire.dialler);
    }

    private List<Step> stepsAndAlarms() {
        List<Step> all = steps();
        for (Step plan : plans) {
            Runnable action =
                    () -> {
                        plans.remove(plan);
                        plan.action().run();
                    };
            all.add(new Step(plan.name(), plan.dueNanos(), action));
        }
        all.addAll(alarms());
        return all;
    }

    private void connect(Knock knock) {
        knocks.remove(knock);
        TestServer dialler = knock.dialler();
        String name = dialler.settings.neighbours().get(knock.neighbour());
        TestServer acceptor = servers.get(name);
        if (acceptor == null || acceptor.off) {
            dialler.links.dialFailed(knock.neighbour(), "connection refused", nowNanos);
            return;
        }
        Wire wire = new Wire(this);
        wire.diallerName = dialler.name();
        wire.acceptorName = name;
        wires.add(wire);
        wire.acceptor.link = acceptor.links.accepted(wire.acceptor, nowNanos);
        wire.dialler.link = dialler.links.dialled(knock.neighbour(), wire.dialler, nowNanos);
    }

    /** Says bytes to one end of a link by hand, and reads what it says. */
    static final class Caller {
        final Wire.End end;
        private final World world;

        Caller(World world, Wire.End end) {
            this.world = world;
            this.end = end;
        }

        void say(String line) {
            sayBytes((line + '\n').getBytes(ISO_8859_1));
        }

        void sayBytes(byte[] bytes) {
            end.link.received(bytes, 0, bytes.length, world.now(), WALL_START + world.now());
        }

        /** All that was said since the last look. */
        String heard() {
            return end.drain();
        }

        boolean isClosed() {
            return end.isClosed();
        }
    }
}
