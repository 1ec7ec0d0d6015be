package herd.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.CommandReader.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server builds an answer. Sentences named are those of PROTOCOL.md, Clients. */
class AtLineTest {

    private static final byte[] HILL = "Hill".getBytes(ISO_8859_1);

    private final CommandReader reader = new CommandReader();
    private final AtLine at = new AtLine();

    @Test
    void answersTheExampleAsTheAssignmentDoes() {
        String iamat = "IAMAT kiwi.cs.ucla.edu +34.068930-118.445127 1520023934.918963997";
        assertEquals(
                "AT Hill +0.263873386 kiwi.cs.ucla.edu +34.068930-118.445127 1520023934.918963997",
                compose(iamat, 1520023935_182837383L));
    }

    /** C26: exact, always signed, always nine decimals. */
    @ParameterizedTest(name = "{0} ns minus {1}")
    @CsvSource({
        "1520023934918963997, 1520023934.918963997, +0.000000000",
        "1520023934918963998, 1520023934.918963997, +0.000000001",
        "1520023934918963996, 1520023934.918963997, -0.000000001",
        "1520023935000000000, 1520023934.999999999, +0.000000001",
        "1520023934999999999, 1520023935.000000000, -0.000000001",
        "1520023936000000000, 1520023934.000000001, +1.999999999",
        "1520023934000000001, 1520023936,           -1.999999999",
        "1520023935000000001, 1520023934.000000001, +1.000000000",
        "1520023934000000001, 1520023935.000000001, -1.000000000",
        "1520023924918963996, 1520023936.918963997, -12.000000001",
        "0,                   0,                    +0.000000000",
        "0,                   000000000000000000.0, +0.000000000",
        "0,                   0.0000000009,         +0.000000000",
        "0,                   0.000000001,          -0.000000001",
        "1,                   0,                    +0.000000001",
        "999999999,           1,                    -0.000000001",
        "1000000000,          0.999999999,          +0.000000001",
        "0,           999999999999999999.999999999, -999999999999999999.999999999",
        "1,           999999999999999999.999999999, -999999999999999999.999999998",
        "1000000000,  999999999999999999.999999999, -999999999999999998.999999999",
        "999999999,   999999999999999999,           -999999999999999998.000000001",
        "9223372036854775807, 0,                    +9223372036.854775807",
        "9223372036854775807, 0.9,                  +9223372035.954775807",
        "9223372036854775807, 999999999999999999.9, -999999990776627963.045224193",
        "9999999999,          0,                    +9.999999999",
        "10000000000,         0,                    +10.000000000",
    })
    void spellsTheDifferenceExactly(long wallNanos, String time, String difference) {
        String line = compose("IAMAT k +1-1 " + time, wallNanos);
        assertEquals("AT Hill " + difference + " k +1-1 " + time, line);
        AtLine back = new AtLine();
        assertTrue(AtLineReadTest.read(back, line));
        assertEquals(wallNanos / 1_000_000_000, back.receiptSeconds());
        assertEquals(wallNanos % 1_000_000_000, back.receiptNanos());
    }

    /** C24: all digits are copied, the first nine count. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1.9999999999999, +0.000000001",
        "1.99999999899999999999999999, +0.000000002",
        "1.9, +0.100000000",
        "1.000000000999999999, +1.000000000",
        "2, +0.000000000",
    })
    void countsTheFirstNineDigits(String time, String difference) {
        String line = compose("IAMAT k +1-1 " + time, 2_000_000_000L);
        assertEquals("AT Hill " + difference + " k +1-1 " + time, line);
    }

    /** C25: fields byte for byte as sent, one space between, and a line end after the line. */
    @Test
    void copiesFieldsUntouchedAndPutsALineEndBehind() {
        String line = compose("\t\tIAMAT \u000b\0\u00ff?\r-00.50+.0  \f007.10 \r", 7_000_000_000L);
        assertEquals("AT Hill -0.100000000 \0\u00ff? -00.50+.0 007.10", line);
        assertEquals('\n', at.bytes()[at.offset() + at.length()]);
    }

    /** C25: where the fields could be copied as they stand, and where they nearly could. */
    @ParameterizedTest
    @ValueSource(strings = {" k +1-1 1", "\tk +1-1 1", " k\t+1-1 1", " k +1-1\t1", " k\t+1-1\t1"})
    void putsSpacesBetweenWhateverStoodThere(String fields) {
        for (String line : new String[] {fields, fields.replace("k", "k "), fields + " \r"}) {
            assertEquals("AT Hill +1.000000000 k +1-1 1", compose("IAMAT" + line, 2_000_000_000L));
        }
        String wide = fields.replace("+", " +").replace("1-1", "1-1 ");
        assertEquals("AT Hill +1.000000000 k +1-1 1", compose("IAMAT" + wide, 2_000_000_000L));
    }

    @Test
    void growsForALongLineAndIsGoodForAShortOneAgain() {
        String id = "k".repeat(65_000);
        String zeros = "0".repeat(300);
        assertEquals(
                "AT Hill +1.000000000 " + id + " +1-1." + zeros + " 1." + zeros,
                compose("IAMAT " + id + " +1-1." + zeros + " 1." + zeros, 2_000_000_000L));
        answersTheExampleAsTheAssignmentDoes();
    }

    @Test
    void isNeverLongerThanItsIamatByMoreThanTheMargin() {
        at.compose(
                valid("IAMAT k +1-1 0"), "x".repeat(ServerName.MAX_BYTES).getBytes(ISO_8859_1), 0);
        int longestDifference = "-999999999999999999.999999999".length();
        int growth = at.length() - "IAMAT k +1-1 0".length();
        int most = growth - "+0.000000000".length() + longestDifference;
        assertTrue(most <= AtLine.MAX_GROWTH_BYTES, () -> "grows by " + most);
    }

    private String compose(String iamat, long wallNanos) {
        at.compose(valid(iamat), HILL, wallNanos);
        return text(at.offset(), at.length());
    }

    private CommandReader valid(String iamat) {
        byte[] bytes = iamat.getBytes(ISO_8859_1);
        assertEquals(Kind.IAMAT, reader.read(bytes, 0, bytes.length));
        return reader;
    }

    private String text(int offset, int length) {
        return new String(at.bytes(), offset, length, ISO_8859_1);
    }
}
