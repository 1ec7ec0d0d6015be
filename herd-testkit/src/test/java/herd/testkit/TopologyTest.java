package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.Topology.Link;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyTest {

    @Test
    void namesNeighboursInTheOrderOfTheLinks() {
        Topology topology =
                new Topology(
                        List.of("Hill", "Jaquez", "Smith"),
                        List.of(new Link("Hill", "Smith"), new Link("Jaquez", "Hill")));
        assertEquals(List.of("Smith", "Jaquez"), topology.neighbours("Hill"));
        assertEquals(List.of("Hill"), topology.neighbours("Jaquez"));
        assertTrue(topology.links().get(0).joins("Smith", "Hill"));
        assertThrows(IllegalArgumentException.class, () -> topology.neighbours("Bona"));
    }

    @ParameterizedTest
    @CsvSource({
        "Hill,Hill,Hill,Smith,server named twice: Hill",
        "Hill,-x,Hill,Smith,not a server's name: -x",
        "Hill,Smith,Hill,Bona,link to an unknown server: Hill-Bona",
        "Hill,Smith,Hill,Hill,link from a server to itself: Hill-Hill"
    })
    void refusesWhatIsNoHerd(String one, String two, String from, String to, String why) {
        List<String> servers = List.of(one, two);
        List<Link> links = List.of(new Link(from, to));
        assertEquals(why, refusal(servers, links));
    }

    @Test
    void refusesALinkThatIsNamedTwice() {
        List<Link> links = List.of(new Link("Hill", "Smith"), new Link("Smith", "Hill"));
        assertEquals("link named twice: Smith-Hill", refusal(List.of("Hill", "Smith"), links));
    }

    @Test
    void readsNamesAndPairs() {
        Topology topology = Topology.of("Hill Smith  Jaquez", "Hill-Smith Smith-Jaquez");
        assertEquals(List.of("Hill", "Smith", "Jaquez"), topology.servers());
        assertEquals(List.of("Hill", "Jaquez"), topology.neighbours("Smith"));
        assertEquals(6, Topology.FIVE.links().size());
    }

    private static String refusal(List<String> servers, List<Link> links) {
        return assertThrows(IllegalArgumentException.class, () -> new Topology(servers, links))
                .getMessage();
    }

    @Test
    void makesGrids() {
        Topology grid = Topology.grid(3, 2);
        assertEquals(List.of("g0x0", "g1x0", "g2x0", "g0x1", "g1x1", "g2x1"), grid.servers());
        assertEquals(7, grid.links().size());
        assertEquals(List.of("g0x1", "g1x0", "g2x1").size(), grid.neighbours("g1x1").size());
        assertThrows(IllegalArgumentException.class, () -> Topology.grid(0, 2));
    }

    @Test
    void makesConnectedHerdsByChance() {
        for (int seed = 0; seed < 50; seed++) {
            Topology herd = Topology.random(30, 40, seed);
            assertEquals(30, herd.servers().size());
            assertEquals(40, herd.links().size());
            assertTrue(Distances.in(herd).isConnected());
            assertEquals(herd, Topology.random(30, 40, seed));
        }
        assertEquals(6, Topology.random(4, 6, 1).links().size());
        assertThrows(IllegalArgumentException.class, () -> Topology.random(4, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> Topology.random(4, 7, 1));
    }
}
