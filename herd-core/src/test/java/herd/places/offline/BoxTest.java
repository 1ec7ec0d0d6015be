package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** How far a box reaches; {@link PlaceGridTest} sees that it leaves nothing of its circle out. */
class BoxTest {

    /** A degree on the ground, along a meridian. */
    private static final double DEGREE_METRES = Math.toRadians(1) * GreatCircle.EARTH_RADIUS_METRES;

    @Test
    void reachesAsFarAsItsCircleAndAHundredThousandthOfADegreeBeyond() {
        Box box = new Box(10, 20, DEGREE_METRES);
        int aside = (int) Math.ceil(1e5 / Math.cos(Math.toRadians(10)));
        assertReach(box, 1_000_000, 2_000_000, 100_000, aside);
    }

    @Test
    void reachesAcrossLongitude180FromBothSides() {
        for (double longitude : new double[] {-180, 180}) {
            Box box = new Box(0, longitude, DEGREE_METRES);
            assertReach(box, 0, 18_000_000, 100_000, 100_000);
            assertReach(box, 0, -18_000_000, 100_000, 100_000);
        }
    }

    @Test
    void hasAllLongitudesInItWhereThereIsAPoleInTheCircle() {
        for (int pole : new int[] {-90, 90}) {
            Box box = new Box(pole * 0.995, 33, DEGREE_METRES);
            Random random = new Random(1);
            for (int i = 0; i < 1_000; i++) {
                int longitude = random.nextInt(Box.FULL_TURN + 1) - Box.FULL_TURN / 2;
                assertTrue(box.contains(pole * 100_000, longitude), "seed 1: " + longitude);
                assertFalse(box.contains(pole * 98_000, longitude), "seed 1: " + longitude);
            }
        }
    }

    @Test
    void hasTheWholeEarthInItWhereTheCircleIsLarger() {
        Box box = new Box(-10, 20, Double.MAX_VALUE);
        assertEquals(Box.FULL_TURN, box.width());
        assertTrue(box.contains(9_000_000, -18_000_000));
        assertTrue(box.contains(-9_000_000, 18_000_000));
    }

    /** Whether all four sides lie so far off, and no more than one unit farther. */
    private static void assertReach(Box box, int latitude, int longitude, int up, int aside) {
        for (int sign : new int[] {-1, 1}) {
            assertTrue(box.contains(latitude + sign * up, longitude));
            assertFalse(box.contains(latitude + sign * (up + 2), longitude));
            assertTrue(box.contains(latitude, inRange(longitude + sign * aside)));
            assertFalse(box.contains(latitude, inRange(longitude + sign * (aside + 2))));
        }
    }

    private static int inRange(int longitude) {
        int half = Box.FULL_TURN / 2;
        return longitude > half
                ? longitude - Box.FULL_TURN
                : longitude < -half ? longitude + Box.FULL_TURN : longitude;
    }
}
