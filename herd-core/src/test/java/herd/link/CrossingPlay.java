package herd.link;

import static herd.link.World.MILLI;
import static herd.link.World.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * Two servers that may both dial, and one order of steps: what is said can be held up, connections
 * break, and time passes.
 */
final class CrossingPlay {

    static final String BOTH_START = "both start";

    /** How things stand when one of the two, or each of them, dials. */
    static final List<String> BEGINNINGS =
            List.of(
                    BOTH_START,
                    "Campbell dialled, both lost it",
                    "Campbell dialled, the dialler lost it",
                    "Campbell dialled, the acceptor lost it",
                    "Campbell dialled, the dialler restarts",
                    "Campbell dialled, the acceptor restarts",
                    "Campbell dialled, the dialler gave up",
                    "Hill dialled, both lost it",
                    "Hill dialled, the dialler lost it",
                    "Hill dialled, the acceptor lost it",
                    "Hill dialled, the dialler restarts",
                    "Hill dialled, the acceptor restarts",
                    "Hill dialled, the dialler gave up");

    final World world = new World();
    TestServer campbell = TestServer.of(world, "Campbell", "Hill");
    TestServer hill = TestServer.of(world, "Hill", "Campbell");
    private int cuts;
    private int waits;

    CrossingPlay(String beginning, int cuts, int waits) {
        this.cuts = cuts;
        this.waits = waits;
        if (beginning.equals(BOTH_START)) {
            campbell.links.start(world.now());
            hill.links.start(world.now());
            return;
        }
        boolean byHill = beginning.startsWith("Hill");
        TestServer first = byHill ? hill : campbell;
        TestServer second = byHill ? campbell : hill;
        first.links.start(world.now());
        while (!second.isUp()) {
            world.runFor(MILLI);
        }
        Wire wire = world.wires.get(0);
        if (!beginning.endsWith("gave up")) {
            world.runFor(SECOND / 2);
        }
        switch (beginning.substring(beginning.indexOf(", ") + 2)) {
            case "both lost it" -> wire.cut();
            case "the dialler lost it" -> loses(wire.dialler);
            case "the acceptor lost it" -> loses(wire.acceptor);
            case "the dialler restarts" -> restart(first, wire);
            case "the acceptor restarts" -> restart(second, wire);
            case "the dialler gave up" -> hold(wire);
            default -> throw new AssertionError(beginning);
        }
        while (world.knocks.isEmpty()) {
            world.runUntil(
                    world.alarms().stream().mapToLong(World.Step::dueNanos).min().orElseThrow());
        }
    }

    List<World.Step> options() {
        List<World.Step> options = world.steps();
        if (cuts > 0) {
            for (Wire wire : world.wires) {
                if (!wire.isOver() && !wire.dialler.held) {
                    options.add(new World.Step("cut", 0, () -> cut(wire)));
                }
            }
        }
        if (waits > 0 && !options.isEmpty()) {
            for (World.Step alarm : world.alarms()) {
                options.add(new World.Step("wait", 0, () -> waitFor(alarm)));
            }
        }
        return options;
    }

    void step(int choice) {
        options().get(choice).action().run();
    }

    void first(String name) {
        for (World.Step step : options()) {
            if (step.name().contains(name)) {
                step.action().run();
                return;
            }
        }
        throw new AssertionError(name);
    }

    /** The connection that was dialled by that server. */
    Wire dialledBy(String server) {
        return world.wires.stream()
                .filter(it -> it.diallerName.equals(server))
                .findFirst()
                .orElseThrow();
    }

    /** All that decides what can happen from here on. */
    String state() {
        StringBuilder text = new StringBuilder().append(cuts).append(waits);
        world.knocks.forEach(it -> text.append(it.dialler().name()));
        for (Wire wire : world.wires) {
            text.append(wire.diallerName).append(wire.dialler.state());
            text.append(wire.acceptor.state()).append(wire.dialler.held);
        }
        for (TestServer server : List.of(campbell, hill)) {
            LinkStatus status = server.status();
            text.append(status.state()).append(server.linkName()).append(status.dials());
            text.append(server.downs).append(server.alarmNanos - world.now());
        }
        return text.toString();
    }

    /** Nothing is flying any more: both have the same link, or whoever has none dials again. */
    void settle(String how) {
        boolean both = campbell.linkName().equals(hill.linkName()) && hill.isUp();
        if (!both) {
            world.runFor(8 * SECOND);
        }
        assertEquals(campbell.linkName(), hill.linkName(), how);
        assertTrue(campbell.isUp() && hill.isUp(), how);
        long ups = campbell.status().ups() + hill.status().ups();
        world.runFor(12 * SECOND);
        assertEquals(ups, campbell.status().ups() + hill.status().ups(), how);
    }

    private static void hold(Wire wire) {
        wire.dialler.held = true;
        wire.acceptor.held = true;
    }

    /** One end hears that the connection broke, the other hears nothing any more. */
    private void loses(Wire.End loser) {
        loser.other.held = true;
        loser.held = true;
        loser.link.closed(world.now(), "reset");
    }

    private void restart(TestServer server, Wire wire) {
        hold(wire);
        TestServer next = server.nextLife();
        if (server == hill) {
            hill = next;
        } else {
            campbell = next;
        }
        next.links.start(world.now());
    }

    private void cut(Wire wire) {
        cuts--;
        wire.cut();
    }

    private void waitFor(World.Step alarm) {
        waits--;
        world.sleepUntil(Math.max(world.now(), alarm.dueNanos()));
        alarm.action().run();
    }
}
