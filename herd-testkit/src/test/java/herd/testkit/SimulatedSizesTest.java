package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an update costs a large herd, and how long it takes. PROTOCOL.md, Flooding. */
class SimulatedSizesTest {

    private static final Duration HOP = Duration.ofMillis(100);
    private static final int UPDATES = 5;

    @ParameterizedTest
    @ValueSource(strings = {"grid 5 5", "random 100 150", "random 100 300"})
    void crossesEachLinkAtMostTwiceAndTakesNoLongerThanTheWay(String shape) {
        Topology topology = topology(shape.split(" "));
        SimulatedHerd herd =
                SimulatedHerd.builder()
                        .topology(topology)
                        .latency(HOP, Duration.ZERO)
                        .seed(5)
                        .start()
                        .awaitLinks();
        // Both ends have dialled: let it be settled which link stays.
        herd.pass(Duration.ofSeconds(5));
        int servers = topology.servers().size();
        int most = 2 * topology.links().size() - (servers - 1);
        for (int i = 0; i < UPDATES; i++) {
            String origin = topology.servers().get(i * 7 % servers);
            String id = "c" + i;
            herd.client(origin).iamat(id, "+1-1", "1520023934");
            // The client has been answered a hop after the update left.
            Duration way = HOP.multipliedBy(Distances.in(topology).eccentricity(origin));
            herd.pass(way.minus(HOP).plusMillis(1));
            long without = without(herd, id);
            assertTrue(without == 0, without + " servers are without it, " + shape);
            herd.assertFlood(id)
                    .messages(servers - 1, most)
                    .withinHops(Distances.in(topology).eccentricity(origin));
        }
    }

    private static long without(SimulatedHerd herd, String id) {
        return herd.running().stream().filter(it -> herd.server(it).find(id).isEmpty()).count();
    }

    private static Topology topology(String[] words) {
        int first = Integer.parseInt(words[1]);
        int second = Integer.parseInt(words[2]);
        return words[0].equals("grid")
                ? Topology.grid(first, second)
                : Topology.random(first, second, 1);
    }
}
