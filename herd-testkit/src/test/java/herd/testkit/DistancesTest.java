package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DistancesTest {

    @Test
    void countsLinksOnTheShortestWay() {
        Distances five = Distances.in(Topology.FIVE);
        assertEquals(2, five.between("Hill", "Campbell"));
        assertEquals(0, five.between("Hill", "Hill"));
        assertEquals(2, five.eccentricity("Hill"));
        assertEquals(2, five.diameter());
        assertTrue(five.isConnected());
        assertEquals(8, Distances.in(Topology.grid(5, 5)).diameter());
    }

    @Test
    void goesOnlyOverWhatIsLeft() {
        Distances without =
                Distances.in(Topology.FIVE, it -> !it.equals("Smith"), (one, other) -> true);
        assertEquals(3, without.between("Hill", "Campbell"));
        Distances split =
                Distances.in(Topology.FIVE, it -> true, (one, other) -> !one.equals("Hill"));
        assertEquals(0, split.eccentricity("Hill"));
        assertFalse(split.isConnected());
        assertThrows(IllegalArgumentException.class, () -> split.between("Hill", "Smith"));
        assertThrows(IllegalArgumentException.class, () -> without.eccentricity("Smith"));
    }

    @Test
    void givesTheFloodingAsLongAsItsRulesDo() {
        Duration hop = Duration.ofMillis(100);
        assertEquals(Duration.ofMillis(800), FloodTimes.toReachAll(8, hop));
        assertEquals(Duration.ofMillis(6_100), FloodTimes.toLinkUp(hop));
        assertEquals(Duration.ofMillis(6_900), FloodTimes.toConverge(8, hop));
        assertThrows(IllegalArgumentException.class, () -> FloodTimes.toReachAll(-1, hop));
        assertThrows(
                IllegalArgumentException.class, () -> FloodTimes.toLinkUp(Duration.ofNanos(-1)));
    }
}
