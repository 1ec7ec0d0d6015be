package herd.protocol;

import static herd.protocol.Rows.asked;
import static herd.protocol.Rows.located;
import static herd.protocol.Rows.rows;
import static herd.protocol.Rows.timed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import herd.protocol.CommandReader.Kind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row names the sentence of PROTOCOL.md, Clients, that its lines stand for. */
class CommandReaderTest {

    private final CommandReader reader = new CommandReader();

    @ParameterizedTest(name = "{0}, row {index}")
    @MethodSource({"validCoordinates", "validTimes", "validFields"})
    void readsALocation(String sentence, String line) {
        assertEquals(Kind.IAMAT, read(line), () -> sentence + ": " + line);
    }

    static Stream<Arguments> validCoordinates() {
        return Stream.of(
                        located("C20 two signed numbers", "+34.068930-118.445127", "+1-2", "-1+2"),
                        located("C20 a point needs one digit on either side", "+.5-2.", "-1.+.0"),
                        located("C21 no padding needed", "+1.5-2.25", "+0+0", "-0-0"),
                        located("C21 no padding forbidden", "+001.500-0002.2500"),
                        located("C22 at most 90 and 180", "+90-180", "-90+180", "+90.-180."),
                        located("C22 zeros after the point do not count", "+90.0000000-180.000"),
                        located("C22 just inside", "+89.9999999999999999999-179.99999999999999"),
                        located("C21 many digits", "+" + "0".repeat(300) + "90+" + "0".repeat(300)))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> validTimes() {
        return Stream.of(
                        timed("C23 digits", "0", "1", "1520023934"),
                        timed("C23 a point and digits", "1520023934.918963997", "0.0", "7.5"),
                        timed("C23 18 digits", "999999999999999999", "999999999999999999.5"),
                        timed("C23 leading zeros", "000000000000000001", "007.0"),
                        timed("C24 any number of digits", "1." + "9".repeat(500)))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> validFields() {
        return rows(
                "C14 and C18",
                "IAMAT k +1-1 1",
                " IAMAT k +1-1 1",
                "IAMAT k +1-1 1 ",
                "IAMAT  k   +1-1\t1",
                "\t\r\n\f\u000b IAMAT\u000bk\f+1-1\r1\n\t\r\n\f\u000b ",
                "IAMAT k +1-1 1\r",
                "IAMAT IAMAT +1-1 1",
                "IAMAT ? +1-1 1",
                "IAMAT \0 +1-1 1",
                "IAMAT \u001c\u001d\u001e\u001f +1-1 1",
                "IAMAT \u0085 +1-1 1",
                "IAMAT \u00c2\u00a0 +1-1 1",
                "IAMAT \u00ff\u00fe\u0080\u00c3 +1-1 1",
                "IAMAT \u0008\u000e\u007f +1-1 1",
                "IAMAT " + "k".repeat(60_000) + " +1-1 1");
    }

    @ParameterizedTest(name = "{0}, row {index}")
    @MethodSource
    void readsAQuestion(String sentence, String line) {
        assertEquals(Kind.WHATSAT, read(line), () -> sentence + ": " + line);
    }

    static Stream<Arguments> readsAQuestion() {
        return Stream.of(
                        asked("C29 from 0 to 50", "0 5", "50 5", "10 5", "0.0 5"),
                        asked("C29 exactly", "50.0 5", "50.000000000000000000000000000000 5"),
                        asked("C29 just inside", "49.99999999999999999999999999999999 5"),
                        asked("C29 leading zeros", "000000000000000000000000000050 5", "050.000 5"),
                        asked("C30 every bound", bounds()),
                        asked("C30 leading zeros", "10 0020", "10 " + "0".repeat(40) + "20"),
                        rows("C14", "\f\u000bWHATSAT \t k \r 10 \n 5 ", "WHATSAT \0 10 5"))
                .flatMap(rows -> rows);
    }

    private static String[] bounds() {
        String[] tails = new String[21];
        Arrays.setAll(tails, bound -> "10 " + bound);
        return tails;
    }

    @ParameterizedTest(name = "{0}, row {index}")
    @MethodSource
    void readsABlankLine(String sentence, String line) {
        assertEquals(Kind.BLANK, read(line), () -> sentence + ": " + line);
    }

    static Stream<Arguments> readsABlankLine() {
        return rows("C15", "", " ", "\t", "\r", "\n", "\f", "\u000b", " \t\r\n\f\u000b \r");
    }

    @Test
    void saysWhereTheFieldsOfALocationLie() {
        byte[] bytes = "..\tIAMAT \0\u00ff  +1.5-.5\r\n007.50 ..".getBytes(ISO_8859_1);
        assertEquals(Kind.IAMAT, reader.read(bytes, 2, bytes.length - 4));
        assertEquals("\0\u00ff", text(reader.idOffset(), reader.idLength()));
        assertEquals("+1.5-.5", text(reader.coordinatesOffset(), reader.coordinatesLength()));
        assertEquals("007.50", text(reader.timeOffset(), reader.timeLength()));
    }

    @Test
    void saysWhereTheFieldsOfAQuestionLie() {
        byte[] bytes = "9 WHATSAT kiwi 050.0 00159".getBytes(ISO_8859_1);
        assertEquals(Kind.WHATSAT, reader.read(bytes, 1, bytes.length - 2));
        assertEquals("kiwi", text(reader.idOffset(), reader.idLength()));
        assertEquals("050.0", text(reader.radiusOffset(), reader.radiusLength()));
        assertEquals(15, reader.bound());
    }

    @Test
    void doesNotLookPastTheEndOfTheLine() {
        byte[] bytes = "IAMAT k +1-1 1\nWHATSAT k 10 5\n".getBytes(ISO_8859_1);
        for (int length = 1; length < 14; length++) {
            assertEquals(Kind.INVALID, reader.read(bytes, 0, length));
        }
        assertEquals(Kind.IAMAT, reader.read(bytes, 0, 14));
        assertEquals(Kind.BLANK, reader.read(bytes, 14, 1));
        assertEquals(Kind.WHATSAT, reader.read(bytes, 15, 14));
        assertEquals(Kind.BLANK, reader.read(bytes, 15, 0));
    }

    @Test
    void findsTheLongitudeAtTheSecondSign() {
        byte[] bytes = "7+34.068930-118.445127+".getBytes(ISO_8859_1);
        assertEquals(11, Decimals.longitudeStart(bytes, 1, bytes.length - 1));
    }

    private Kind read(String line) {
        byte[] bytes = line.getBytes(ISO_8859_1);
        return reader.read(bytes, 0, bytes.length);
    }

    private String text(int offset, int length) {
        return new String(reader.bytes(), offset, length, ISO_8859_1);
    }
}
