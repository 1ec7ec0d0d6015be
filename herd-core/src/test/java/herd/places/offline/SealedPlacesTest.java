package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the jar, and that it is what the tool makes. */
class SealedPlacesTest {

    @Test
    void theDataIsWhatTheToolMakesOfItsRows(@TempDir Path dir) throws IOException {
        byte[] sealed = OfflineData.bytes();
        String text = new String(sealed, StandardCharsets.UTF_8);
        String rows = text.substring(0, text.lastIndexOf(PlaceFile.LAST_LINE));
        Path source = Files.writeString(dir.resolve("rows.tsv"), rows);
        Path target = dir.resolve("places.tsv");
        SealedPlaces.main(new String[] {source.toString(), target.toString()});
        assertArrayEquals(sealed, Files.readAllBytes(target));
        SealedPlaces.main(new String[] {target.toString(), target.toString()});
        assertArrayEquals(sealed, Files.readAllBytes(target));
    }

    @Test
    void theDataIsReadWithoutLosingAnything() throws IOException {
        byte[] bytes = OfflineData.bytes();
        PlaceTable table = PlaceFile.read("places.tsv", bytes);
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
        assertEquals(57_817, table.size());
        assertEquals(1 + table.size() + 1, lines.length);
        for (int place = 0; place < table.size(); place++) {
            assertEquals(lines[1 + place], row(table, place));
        }
    }

    @Test
    void theDataHasPlacesOfEveryKindAndNoIdTwice() throws IOException {
        PlaceTable table = PlaceFile.read("places.tsv", OfflineData.bytes());
        SealedPlaces.requireDistinctIds(table);
        Map<PlaceKind, Integer> kinds = new TreeMap<>();
        for (int place = 0; place < table.size(); place++) {
            kinds.merge(table.kind(place), 1, Integer::sum);
        }
        assertEquals(
                Map.of(
                        PlaceKind.LOCALITY, 49_718,
                        PlaceKind.NEIGHBORHOOD, 2_889,
                        PlaceKind.AIRPORT, 5_210),
                kinds);
    }

    @Test
    void theToolRefusesAnIdThatIsThereTwice() {
        String row = PlaceRows.row("geonames:1", "locality", "A", 1, 2, 5_000);
        PlaceTable table = PlaceRows.table(List.of(row, row));
        IOException e =
                assertThrows(IOException.class, () -> SealedPlaces.requireDistinctIds(table));
        assertEquals("there twice: geonames:1", e.getMessage());
    }

    @Test
    void theJarNamesTheSourcesAndTheirLicences() throws IOException {
        String notice = notice();
        assertTrue(notice.contains("GeoNames (https://www.geonames.org/)"), notice);
        assertTrue(notice.contains("https://creativecommons.org/licenses/by/4.0/"), notice);
        assertTrue(notice.contains("OurAirports (https://ourairports.com/data/)"), notice);
        assertTrue(notice.contains("public domain"), notice);
    }

    /** Our notice, among those of other jars that a test runs with. */
    private static String notice() throws IOException {
        ClassLoader loader = OfflinePlaces.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources("META-INF/NOTICE"))) {
            try (InputStream in = url.openStream()) {
                String notice = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (notice.startsWith("Herd\n")) {
                    return notice;
                }
            }
        }
        throw new AssertionError("no notice of ours");
    }

    private static String row(PlaceTable table, int place) {
        return String.join(
                "\t",
                PlaceText.id(table, place),
                new String(table.kind(place).word(), StandardCharsets.US_ASCII),
                PlaceText.name(table, place),
                degrees(table.latitude(place)),
                degrees(table.longitude(place)),
                PlaceText.country(table, place),
                Integer.toString(table.people(place)));
    }

    private static String degrees(int value) {
        return (value < 0 ? "-" : "")
                + Math.abs(value) / 100_000
                + String.format(".%05d", Math.abs(value) % 100_000);
    }
}
