package herd.places.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceFileTest {

    private static final String GOOD =
            "geonames:1\tlocality\tÀ b\t-1.50000\t-118.24368\tUS\t3898747";

    @Test
    void readsEveryColumnExactly() {
        String airport = "ourairports:X\tairport\tX\t90.00000\t180.00000\tAQ\t0";
        PlaceTable table = PlaceRows.table(List.of(GOOD, airport));
        assertEquals(2, table.size());
        assertEquals(PlaceKind.LOCALITY, table.kind(0));
        assertEquals(-150_000, table.latitude(0));
        assertEquals(-11_824_368, table.longitude(0));
        assertEquals(3_898_747, table.people(0));
        assertEquals("geonames:1", PlaceText.id(table, 0));
        assertEquals("À b", PlaceText.name(table, 0));
        assertEquals("US", PlaceText.country(table, 0));
        assertEquals(PlaceKind.AIRPORT, table.kind(1));
        assertEquals(9_000_000, table.latitude(1));
        assertEquals(18_000_000, table.longitude(1));
        assertEquals("X", PlaceText.name(table, 1));
    }

    @Test
    void aFileWithoutRowsIsGood() {
        assertEquals(0, PlaceRows.table(List.of()).size());
    }

    @Test
    void aBrokenRowIsAnErrorThatNamesFileAndLineAndPlace() {
        assertBroken(GOOD.replace("-1.50000", "-90.00001"), "not a latitude", "-90.00001");
        assertBroken(GOOD.replace("-1.50000", "91.00000"), "not a latitude", "91.00000");
        assertBroken(GOOD.replace("-1.50000", "1.5"), "not a latitude", "1.5");
        assertBroken(GOOD.replace("-1.50000", "--1.50000"), "not a latitude", "--1.50000");
        assertBroken(GOOD.replace("-1.50000", "+1.50000"), "not a latitude", "+1.50000");
        assertBroken(GOOD.replace("-1.50000", ".50000"), "not a latitude", ".50000");
        assertBroken(GOOD.replace("-1.50000", "-.50000"), "not a latitude", "-.50000");
        assertBroken(GOOD.replace("-1.50000", "1.5000O"), "not a latitude", "1.5000O");
        assertBroken(GOOD.replace("-1.50000", "1,50000"), "not a latitude", "1,50000");
        assertBroken(GOOD.replace("-1.50000", ""), "not a latitude", "\"\"");
        assertBroken(GOOD.replace("-118.24368", "-180.00001"), "not a longitude", "-180.00001");
        assertBroken(
                GOOD.replace("-118.24368", "4294967296.00000"), "not a longitude", "4294967296");
        assertBroken(GOOD.replace("locality", "Locality"), "not a type", "Locality");
        assertBroken(GOOD.replace("locality", "local"), "not a type", "local");
        assertBroken(GOOD.replace("US", "USA"), "not a country", "USA");
        assertBroken(GOOD.replace("US", "us"), "not a country", "us");
        assertBroken(GOOD.replace("À b", ""), "not a name", "\"\"");
        assertBroken(GOOD.replace("À b", "b".repeat(1025)), "not a name", "bbb");
        assertBroken(GOOD.replace("3898747", "-1"), "not a population", "-1");
        assertBroken(GOOD.replace("3898747", ""), "not a population", "\"\"");
        assertBroken(GOOD.replace("3898747", "5000000000"), "not a population", "5000000000");
    }

    @Test
    void anIdOrAColumnThatIsWrongIsAnErrorThatNamesTheLine() {
        assertMessage("test.tsv, line 3 (): not an id", GOOD, GOOD.replace("geonames:1", ""));
        assertMessage(
                "test.tsv, line 3 (geo names): not an id", GOOD, GOOD.replace("names:1", " names"));
        assertMessage("not an id", GOOD.replace("geonames:1", "g".repeat(128)));
        assertMessage(
                "test.tsv, line 3: 6 columns, not 7: geonames:1\tlocality",
                GOOD,
                GOOD.replace("\tUS", ""));
        assertMessage("test.tsv, line 2: 8 columns, not 7: geonames:1", GOOD + "\t");
        assertMessage("test.tsv, line 3: 1 columns, not 7: ", GOOD, "", GOOD);
    }

    @Test
    void aNameThatIsNotUtf8IsAnError() {
        for (String name : List.of("\u00c0 b", "\u00e4\u00f6", "\u00c0\u0080", "caf\u00e9")) {
            byte[] file = PlaceRows.file(List.of(GOOD.replace("À b", "NAME")));
            String latin = new String(file, StandardCharsets.ISO_8859_1).replace("NAME", name);
            assertMessage(
                    "(geonames:1): not a name in UTF-8",
                    latin.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void aFileCutShortAnywhereIsAnError() {
        byte[] whole = PlaceRows.file(List.of(GOOD, GOOD));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            IOException e = assertThrows(IOException.class, () -> PlaceFile.read("test.tsv", cut));
            assertTrue(e.getMessage().startsWith("test.tsv: cut short"), e::getMessage);
        }
    }

    @Test
    void theRealFileCutShortIsAnError() throws IOException {
        byte[] whole = OfflineData.bytes();
        for (int length = whole.length - 1; length > 0; length -= 99_991) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> PlaceFile.read("places.tsv", cut));
        }
    }

    @Test
    void aRowTooFewOrTooManyIsAnError() {
        String text = new String(PlaceRows.file(List.of(GOOD, GOOD)), StandardCharsets.UTF_8);
        assertMessage(
                "3 rows are promised, but there are only 2",
                utf8(text.replace("# rows\t2", "# rows\t3")));
        assertMessage(
                "1 rows are promised, but there are more",
                utf8(text.replace("# rows\t2", "# rows\t1")));
        for (String number : List.of("", "-2", "two", "999999999", "99999999999", "2\t")) {
            assertMessage(
                    "test.tsv: no such number of rows: # rows\t" + number,
                    utf8(text.replace("# rows\t2", "# rows\t" + number)));
        }
    }

    @Test
    void otherColumnsAreAnError() {
        String text = new String(PlaceRows.file(List.of(GOOD)), StandardCharsets.UTF_8);
        assertMessage(
                "test.tsv, line 1: these are not the columns",
                utf8(text.replace("latitude\tlongitude", "longitude\tlatitude")));
    }

    @Test
    void aDataSetThatIsNotThereIsAnError() {
        FileNotFoundException e =
                assertThrows(FileNotFoundException.class, () -> OfflinePlaces.load("gone.tsv"));
        assertTrue(e.getMessage().contains("gone.tsv is not in the jar"), e::getMessage);
    }

    private static void assertBroken(String row, String what, String value) {
        assertMessage("test.tsv, line 3 (geonames:1): " + what, GOOD, row, GOOD);
        assertMessage(value, GOOD, row, GOOD);
    }

    private static void assertMessage(String part, String... rows) {
        assertMessage(part, PlaceRows.file(List.of(rows)));
    }

    private static void assertMessage(String part, byte[] file) {
        IOException e = assertThrows(IOException.class, () -> PlaceFile.read("test.tsv", file));
        assertTrue(e.getMessage().contains(part), e::getMessage);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
