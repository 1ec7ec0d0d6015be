package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GreatCircleTest {

    private static final double QUARTER = Math.PI / 2 * GreatCircle.EARTH_RADIUS_METRES;

    @Test
    void aQuarterOfTheEarthIsFromThePoleToTheEquator() {
        assertEquals(QUARTER, GreatCircle.metres(90, 77, 0, -12), 1e-6);
        assertEquals(QUARTER, GreatCircle.metres(0, 0, 0, 90), 1e-6);
        assertEquals(2 * QUARTER, GreatCircle.metres(90, 0, -90, 0), 1e-6);
        assertEquals(2 * QUARTER, GreatCircle.metres(0, -90, 0, 90), 1e-6);
    }

    @Test
    void fromLosAngelesToNewYorkItIs3936Kilometres() {
        assertEquals(
                3_935_746, GreatCircle.metres(34.05223, -118.24368, 40.71427, -74.00597), 1_000);
    }

    @Test
    void theShortWayCrossesLongitude180() {
        double degree = QUARTER / 90;
        assertEquals(degree, GreatCircle.metres(0, 179.5, 0, -179.5), 1e-6);
        assertEquals(degree, GreatCircle.metres(0, -179.5, 0, 179.5), 1e-6);
    }

    @Test
    void aPointWrittenInTwoWaysIsAtDistanceZero() {
        assertEquals(0.0, GreatCircle.metres(90, 12, 90, -100));
        assertEquals(0.0, GreatCircle.metres(-90, 180, -90, 0.1));
        assertEquals(0.0, GreatCircle.metres(52.1, 180, 52.1, -180));
    }

    @Test
    void aMillimetreIsNotLostInRounding() {
        double millimetre = 0.001 / QUARTER * 90;
        assertEquals(0.001, GreatCircle.metres(0, 0, millimetre, 0), 1e-9);
        assertEquals(0.001, GreatCircle.metres(0, 0, 0, millimetre), 1e-9);
    }

    @Test
    void agreesWithTheDistanceInSpace() {
        long seed = 20_180_302;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double latitude = random.nextDouble() * 180 - 90;
            double longitude = random.nextDouble() * 360 - 180;
            double spread = Math.pow(10, -4 * random.nextDouble());
            double other = clamp(latitude + spread * 90 * (random.nextDouble() - 0.5));
            double otherEast = (random.nextDouble() * 2 - 1) * 180;
            double expected =
                    InSpace.metres(InSpace.of(latitude, longitude), InSpace.of(other, otherEast));
            assertEquals(
                    expected,
                    GreatCircle.metres(latitude, longitude, other, otherEast),
                    1e-3 + expected * 1e-7,
                    () -> "seed " + seed + ": " + latitude + " " + longitude);
        }
    }

    private static double clamp(double latitude) {
        return Math.max(-90, Math.min(90, latitude));
    }
}
