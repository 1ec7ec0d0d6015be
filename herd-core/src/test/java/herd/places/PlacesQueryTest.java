package herd.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesQueryTest {

    @ParameterizedTest
    @CsvSource({
        "+34.068930-118.445127, 34.068930, -118.445127",
        "+1.5-2.25, 1.5, -2.25",
        "-0.5+0.5, -0.5, 0.5",
        "+0-0, 0, 0",
        "-0.000+0.0, 0.000, 0.0",
        "-00012.50+000.5, -12.50, 0.5",
        "+.5-.25, 0.5, -0.25",
        "+5.-7., 5, -7",
        "-0.-.0, 0, 0.0",
        "+1.1234567891-1.9999999999, 1.123456789, -1.999999999",
        "-0.0000000009+0, 0.000000000, 0",
        "+90-180, 90, -180",
        "-90.0000+180.000, -90.0000, 180.000",
    })
    void cutsCoordinatesToPlainNumbers(String coordinates, String latitude, String longitude) {
        PlacesQuery query = PlacesQuery.of(coordinates, "1");
        assertEquals(latitude, query.latitude());
        assertEquals(longitude, query.longitude());
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10000",
        "0, 0",
        "50, 50000",
        "50.000, 50000",
        "0.5, 500",
        ".5, 500",
        "5., 5000",
        "0010.50, 10500",
        "1.2345, 1234.5",
        "0.0004, 0.4",
        "0.0125, 12.5",
        "1.000000000001, 1000.000000001",
        "1.0000000000001, 1000",
        "0.0000000000009, 0",
        "00.00, 0",
    })
    void turnsKilometresIntoMetresByMovingThePoint(String radiusKm, String metres) {
        assertEquals(metres, PlacesQuery.of("+1+1", radiusKm).radiusMetres());
    }

    @Test
    void readsNumbersOfAnyLength() {
        String zeros = "0".repeat(60_000);
        String digits = "123456789".repeat(7_000);
        PlacesQuery query =
                PlacesQuery.of("+" + zeros + "1." + digits + "-" + zeros, zeros + "1." + digits);
        assertEquals("1.123456789", query.latitude());
        assertEquals("0", query.longitude());
        assertEquals("1123.456789123", query.radiusMetres());
    }

    @Test
    void readsFromTheMiddleOfALine() {
        byte[] line = "WHATSAT x 10 5 +1.5-2.5 ".getBytes(StandardCharsets.US_ASCII);
        PlacesQuery query = PlacesQuery.read(line, 15, 8, line, 10, 2);
        assertEquals(new PlacesQuery("1.5", "-2.5", "10000"), query);
    }

    @Test
    void agreesWithExactArithmetic() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String km = random.nextInt(50) + "." + digits(random, 1 + random.nextInt(15));
            BigDecimal metres = new BigDecimal(km).movePointRight(3).setScale(9, RoundingMode.DOWN);
            PlacesQuery query = PlacesQuery.of("+1+1", km);
            assertEquals(0, metres.compareTo(new BigDecimal(query.radiusMetres())), km);
        }
    }

    @Test
    void givesNumbersToThoseWhoReckon() {
        PlacesQuery query = PlacesQuery.of("+34.068930-118.445127", "0.5");
        assertEquals(34.06893, query.latitudeDegrees());
        assertEquals(-118.445127, query.longitudeDegrees());
        assertEquals(500, query.metres());
    }

    @Test
    void isEqualWhenTheSameIsAsked() {
        assertEquals(PlacesQuery.of("+01.5-2", "5.0"), PlacesQuery.of("+1.5-002", "5"));
        assertNotEquals(PlacesQuery.of("+1.5-2", "5"), PlacesQuery.of("+1.5-2", "5.1"));
        assertNotEquals(PlacesQuery.of("+1.5-2", "5"), PlacesQuery.of("+1.5+2", "5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+91+0",
                "+0+181",
                "+90.1+0",
                "1.5",
                "",
                "+",
                "+1",
                "+a+1",
                "+1.2.3+1",
                "+1e1+1",
                "+.+1",
                "+1+1+1",
                "+1&x=+1",
                "+NaN+1"
            })
    void refusesWhatIsNoPlaceOnEarth(String coordinates) {
        assertThrows(
                IllegalArgumentException.class,
                () -> PlacesQuery.of(coordinates, "1"),
                coordinates);
    }

    @ParameterizedTest
    @ValueSource(strings = {"51", "50.1", "-1", "x", "1e1", "1.2.3"})
    void refusesWhatIsNoRadius(String radiusKm) {
        assertThrows(IllegalArgumentException.class, () -> PlacesQuery.of("+1+1", radiusKm));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".5", "5.", "+5", "1e1", " 1", "1&key=x", "\u0661"})
    void refusesTextThatIsNotFitForAUrl(String number) {
        assertThrows(
                IllegalArgumentException.class, () -> new PlacesQuery(number, "1", "1"), number);
        assertThrows(
                IllegalArgumentException.class, () -> new PlacesQuery("1", "1", number), number);
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
        }
        return digits.toString();
    }
}
