package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares what the grid finds with what a look at every single place finds. */
class PlaceGridTest {

    /** Two ways to reckon a distance may differ by rounding: 10 µm, on a ball of 20,000 km. */
    private static final double ROUNDING_METRES = 1e-5;

    private static final double[] CORNERS = {-180, -179.99999, -90, -1, 0, 1, 90, 179.99999, 180};

    @Test
    void findsWhatALookAtEveryTownFinds() throws IOException {
        OfflineData data = OfflineData.load();
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            int town = random.nextInt(data.table().size());
            double latitude = latitude(data.table(), town) + random.nextGaussian() / 2;
            double longitude = longitude(data.table(), town) + random.nextGaussian() / 2;
            double radius = random.nextDouble() * 50_000;
            check("towns, seed 1, round " + i, data, around(latitude, longitude), radius);
        }
    }

    @Test
    void findsWhatALookAtEveryPlaceFindsAtThePolesAndAtLongitude180() {
        OfflineData data = new OfflineData(PlaceRows.table(rowsAtTheEdges(new Random(2))));
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            double[] point = {latitudeAtAnEdge(random), longitudeAtAnEdge(random)};
            double radius = Math.pow(10, random.nextDouble() * 5.3 - 0.6);
            check("edges, seeds 2 and 3, round " + i, data, point, radius);
        }
    }

    @Test
    void findsWhatALookAtEveryPlaceFindsInCirclesAsLargeAsTheEarth() {
        OfflineData data = new OfflineData(PlaceRows.table(rowsAtTheEdges(new Random(4))));
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            double[] point = {latitudeAtAnEdge(random), longitudeAtAnEdge(random)};
            double radius = random.nextDouble() * 21_000_000;
            check("earth, seeds 4 and 5, round " + i, data, point, radius);
        }
    }

    @Test
    void findsAPlaceExactlyAsFarAwayAsTheRadius() {
        OfflineData data = new OfflineData(PlaceRows.table(rowsAtTheEdges(new Random(6))));
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            int place = random.nextInt(data.table().size());
            double latitude = latitude(data.table(), place) + random.nextGaussian() / 5;
            double longitude = longitude(data.table(), place) + random.nextGaussian() / 5;
            double[] point = around(latitude, longitude);
            double radius =
                    GreatCircle.metres(
                            point[0],
                            point[1],
                            latitude(data.table(), place),
                            longitude(data.table(), place));
            BitSet found = data.within(point, radius);
            assertEquals(true, found.get(place), "seeds 6 and 7, round " + i);
        }
    }

    @Test
    void findsAPlaceOnItsVerySpotWithRadiusZero() throws IOException {
        OfflineData data = OfflineData.load();
        for (int place = 0; place < data.table().size(); place++) {
            double[] point = {latitude(data.table(), place), longitude(data.table(), place)};
            BitSet found = data.within(point, 0);
            assertEquals(true, found.get(place), PlaceText.id(data.table(), place));
            for (int it = found.nextSetBit(0); it >= 0; it = found.nextSetBit(it + 1)) {
                assertEquals(data.table().latitude(place), data.table().latitude(it));
                assertEquals(data.table().longitude(place), data.table().longitude(it));
            }
        }
    }

    private static void check(String round, OfflineData data, double[] point, double radius) {
        BitSet found = data.within(point, radius);
        double[] at = InSpace.of(point[0], point[1]);
        double chord = InSpace.chord(radius);
        for (int place = 0; place < data.table().size(); place++) {
            double[] there = data.inSpace()[place];
            if (found.get(place) != InSpace.squareBetween(at, there) < chord * chord) {
                double metres = InSpace.metres(at, there);
                assertEquals(
                        radius,
                        metres,
                        ROUNDING_METRES,
                        () -> round + ": in or out? " + Arrays.toString(point));
            }
        }
    }

    private static List<String> rowsAtTheEdges(Random random) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            double latitude = latitudeAtAnEdge(random);
            rows.add(
                    PlaceRows.row(
                            "p" + i, "locality", "P", latitude, longitudeAtAnEdge(random), i));
        }
        return rows;
    }

    private static double latitudeAtAnEdge(Random random) {
        double[] edges = {-90, -89.5, -45, 0, 66, 89, 90};
        double near = edges[random.nextInt(edges.length)];
        double off = random.nextGaussian() * Math.pow(10, -5 * random.nextDouble());
        return random.nextInt(8) == 0 ? near : Math.max(-90, Math.min(90, near + off));
    }

    private static double longitudeAtAnEdge(Random random) {
        if (random.nextInt(4) == 0) {
            return random.nextDouble() * 360 - 180;
        }
        double near = CORNERS[random.nextInt(CORNERS.length)];
        double off = random.nextGaussian() * Math.pow(10, -5 * random.nextDouble());
        return random.nextInt(8) == 0 ? near : around(0, near + off)[1];
    }

    /** The same point with a longitude in range, and a latitude that stops at the poles. */
    private static double[] around(double latitude, double longitude) {
        double east = longitude > 180 ? longitude - 360 : longitude;
        return new double[] {
            Math.max(-90, Math.min(90, latitude)), east < -180 ? east + 360 : east
        };
    }

    private static double latitude(PlaceTable table, int place) {
        return table.latitude(place) / 1e5;
    }

    private static double longitude(PlaceTable table, int place) {
        return table.longitude(place) / 1e5;
    }
}
