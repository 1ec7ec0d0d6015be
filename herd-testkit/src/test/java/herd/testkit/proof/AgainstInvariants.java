package herd.testkit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import herd.testkit.Topology;
import herd.testkit.sim.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** What tests of the invariants have in common: a world that they watch, and ways to break them. */
abstract class AgainstInvariants {

    static final int SMITH = Topology.FIVE.neighbours("Hill").indexOf("Smith");
    static final ReferenceLine OLD = line("Hill", "+0.500000000", 10);
    static final ReferenceLine NEW = line("Hill", "+0.500000000", 11);

    private final Setup setup =
            new Setup(
                    1,
                    Topology.FIVE,
                    Setup.of(1).settings(),
                    Latency.NEAR,
                    1_000_000,
                    Optional.empty());
    final Expected expected = new Expected(Topology.FIVE);
    final Watch watch =
            new Watch(new Lines(), new ReferenceOrder(1_000_000_000L), List.of(expected));
    final World world = new World(setup, Rules.ofProduct(setup), watch);

    Life hill() {
        return life("Hill");
    }

    Life life(String server) {
        return world.life(server);
    }

    void report(String server, int time) {
        world.client(server, 0, it -> it.send("IAMAT kiwi +1-1 " + time + "\n"));
        run(1_500);
    }

    void run(int millis) {
        world.simulation()
                .runUntil(world.simulation().nowNanos() + Duration.ofMillis(millis).toNanos());
    }

    static ReferenceLine line(String origin, String difference, int time) {
        return ReferenceLine.read("AT " + origin + ' ' + difference + " kiwi +1-1 " + time);
    }

    static void assertRed(String invariant, Executable breaks) {
        assertEquals(invariant, assertThrows(Violation.class, breaks).invariant());
    }
}
