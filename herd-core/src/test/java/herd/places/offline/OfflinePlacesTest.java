package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The data in the jar, asked as a server asks it. */
class OfflinePlacesTest {

    private static final double UCLA_NORTH = 34.068930;
    private static final double UCLA_EAST = -118.445127;

    /** Five of the regions with the most places within 50 km, of all the earth. */
    private static final double[][] CROWDED = {
        {51.5, -0.12}, {48.85, 2.35}, {40.7, -74}, {50.85, 4.35}, {34.07, -118.44}
    };

    private static final Pattern NAME = Pattern.compile("(?m)^         \"name\" : \"(.*)\",$");

    private static OfflinePlaces places;

    @BeforeAll
    static void load() throws IOException {
        long start = System.nanoTime();
        places = OfflinePlaces.load();
        System.out.printf("offline places: loaded in %.1f ms%n", (System.nanoTime() - start) / 1e6);
    }

    @Test
    void knowsAllPlacesOfTheData() {
        assertEquals(57_817, places.size());
    }

    @Test
    void findsRealPlacesNearUcla() {
        assertEquals(
                List.of(
                        "Santa Monica",
                        "Beverly Hills",
                        "Culver City",
                        "Sherman Oaks",
                        "West Hollywood",
                        "Venice",
                        "Santa Monica Municipal Airport",
                        "Century City",
                        "Studio City",
                        "Marina del Rey"),
                names(UCLA_NORTH, UCLA_EAST, 10_000));
    }

    @Test
    void theCityComesFirstInItsSurroundingsAndTheAnswerHasTwentyPlaces() {
        List<String> names = names(UCLA_NORTH, UCLA_EAST, 50_000);
        assertEquals("Los Angeles", names.get(0));
        assertEquals(20, names.size());
    }

    @Test
    void twoPlacesAreInTheSameOrderWhateverTheRadius() {
        List<String> near = names(UCLA_NORTH, UCLA_EAST, 5_000);
        List<String> farther = names(UCLA_NORTH, UCLA_EAST, 10_000);
        assertEquals(near, farther.stream().filter(near::contains).toList());
    }

    @Test
    void saysSoWhereThereIsNothing() {
        String text = text(-48.87667, -123.39333, 50_000);
        assertTrue(text.contains("\"status\" : \"ZERO_RESULTS\""), text);
        assertTrue(text.contains("\"results\" : []"), text);
    }

    @Test
    void allLongitudesAreNearAtThePole() {
        for (double longitude : new double[] {-180, -123.4, 0, 77, 180}) {
            assertEquals(List.of("South Pole Station Airport"), names(-90, longitude, 0));
            assertEquals(List.of("South Pole Station Airport"), names(-89.6, longitude, 50_000));
        }
    }

    @Test
    void findsATownAcrossLongitude180() {
        // Labasa in Fiji, at 179.36 east.
        assertTrue(names(-16.4, 179.9, 80_000).contains("Labasa"));
        assertTrue(names(-16.4, -179.95, 80_000).contains("Labasa"));
        assertEquals(names(-16.4, 180, 80_000), names(-16.4, -180, 80_000));
    }

    @Test
    void radiusZeroFindsOnlyWhatIsAtTheVeryPoint() {
        assertEquals(List.of("Los Angeles"), names(34.05223, -118.24368, 0));
        assertEquals(List.of(), names(34.05223, -118.243681, 0));
        assertEquals(List.of("Los Angeles"), names(34.05223, -118.243681, 0.1));
    }

    @Test
    void everyAnswerCarriesTheCredit() {
        for (double radius : new double[] {0, 50_000}) {
            String text = text(UCLA_NORTH, UCLA_EAST, radius);
            assertTrue(text.contains("https://creativecommons.org/licenses/by/4.0/"), text);
            assertTrue(text.contains("GeoNames"), text);
        }
    }

    @Test
    void givesTheSameAnswerAgainAndFromAnotherLoading() throws IOException {
        OfflinePlaces again = OfflinePlaces.load();
        Random random = new Random(21);
        for (int i = 0; i < 500; i++) {
            double[] region = CROWDED[random.nextInt(CROWDED.length)];
            double latitude = region[0] + random.nextGaussian();
            double longitude = region[1] + random.nextGaussian();
            double radius = random.nextDouble() * 50_000;
            byte[] first = places.nearby(latitude, longitude, radius);
            assertArrayEquals(first, places.nearby(latitude, longitude, radius), "seed 21");
            assertArrayEquals(first, again.nearby(latitude, longitude, radius), "seed 21");
        }
    }

    @Test
    void refusesWhatIsNotOnTheEarth() {
        assertRefused("latitude", 90.0000001, 0, 1);
        assertRefused("latitude", -91, 0, 1);
        assertRefused("latitude", Double.NaN, 0, 1);
        assertRefused("longitude", 0, 180.0000001, 1);
        assertRefused("longitude", 0, Double.NaN, 1);
        assertRefused("radiusMetres", 0, 0, -1);
        assertRefused("radiusMetres", 0, 0, Double.NaN);
        assertRefused("radiusMetres", 0, 0, Double.POSITIVE_INFINITY);
    }

    @Test
    void printsHowLongAQuestionTakes() {
        int questions = 400;
        for (double[] region : CROWDED) {
            long best = Long.MAX_VALUE;
            long all = 0;
            for (int i = 0; i < questions; i++) {
                long start = System.nanoTime();
                places.nearby(region[0], region[1], 50_000);
                long nanos = System.nanoTime() - start;
                best = Math.min(best, nanos);
                all += nanos;
            }
            System.out.printf(
                    "offline places: 50 km around %.2f, %.2f: mean %d us, best %d us%n",
                    region[0], region[1], all / questions / 1_000, best / 1_000);
        }
    }

    private static void assertRefused(
            String what, double latitude, double longitude, double radiusMetres) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> places.nearby(latitude, longitude, radiusMetres));
        assertTrue(e.getMessage().startsWith(what + " is out of range: "), e::getMessage);
    }

    private static List<String> names(double latitude, double longitude, double radiusMetres) {
        return NAME.matcher(text(latitude, longitude, radiusMetres))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String text(double latitude, double longitude, double radiusMetres) {
        return new String(places.nearby(latitude, longitude, radiusMetres), StandardCharsets.UTF_8);
    }
}
