package herd.protocol;

import static herd.protocol.Rows.rows;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read as a line that a server built, and what is not. PROTOCOL.md, Clients. */
class AtLineReadTest {

    private final AtLine at = new AtLine();

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void readsWhatAServerBuilds(String line) {
        assertTrue(read(at, line), line);
        assertEquals(line, at.toString());
    }

    static Stream<Arguments> readsWhatAServerBuilds() {
        return lines(
                "AT Hill +0.263873386 kiwi.cs.ucla.edu +34.068930-118.445127 1520023934.918963997",
                "AT a +0.000000000 k +1-1 0",
                "AT 0_9-Z -0.000000001 k +1-1 1",
                "AT a -999999999999999999.000000000 k +1-1 999999999999999999",
                "AT a -1.999999999 \0\u00ff\u0085 +90.0-180. 000000000000000002.5000000000001",
                "AT " + "x".repeat(64) + " +10.000000000 AT +.5-2. 0.0");
    }

    @ParameterizedTest(name = "{0}, row {index}")
    @MethodSource
    void doesNotReadWhatNoServerBuilds(String why, String line) {
        assertFalse(read(at, line), () -> why + ": " + line);
    }

    static Stream<Arguments> doesNotReadWhatNoServerBuilds() {
        return Stream.of(
                        rows("empty", "", " ", "A", "AT", "AT ", "AT  ", "AT    ", "AT     "),
                        rows(
                                "another word",
                                "at Hill +0.000000000 k +1-1 0",
                                "AX Hill +0.000000000 k +1-1 0"),
                        rows(
                                "cut off",
                                "AT Hill",
                                "AT Hill ",
                                "AT Hill +",
                                "AT Hill -",
                                "AT Hill +0"),
                        rows(
                                "cut off",
                                "AT Hill +0.",
                                "AT Hill +0.000000000",
                                "AT Hill +0.000000000 "),
                        rows("cut off", "AT Hill +0.000000000 k", "AT Hill +0.000000000 k +1-1"),
                        rows("another word", "IAMAT k +1-1 0", "BT Hill +0.000000000 k +1-1 0"),
                        rows(
                                "four fields",
                                "AT +0.000000000 k +1-1 0",
                                "AT Hill +0.000000000 k +1-1"),
                        rows(
                                "six fields",
                                "AT Hill +0.000000000 k +1-1 0 0",
                                "AT a b +0.000000000 k +1-1 0"),
                        rows(
                                "two spaces",
                                "AT  Hill +0.000000000 k +1-1 0",
                                "AT Hill  +0.000000000 k +1-1 0"),
                        rows(
                                "two spaces",
                                "AT Hill +0.000000000  k +1-1 0",
                                "AT Hill +0.000000000 k  +1-1 0"),
                        rows(
                                "two spaces",
                                "AT Hill +0.000000000 k +1-1  0",
                                " AT Hill +0.000000000 k +1-1 0"),
                        rows(
                                "space at the end",
                                "AT Hill +0.000000000 k +1-1 0 ",
                                "AT Hill +0.000000000 k +1-1 "),
                        rows(
                                "a tab",
                                "AT\tHill +0.000000000 k +1-1 0",
                                "AT Hill\t+0.000000000 k +1-1 0"),
                        rows(
                                "a tab",
                                "AT Hill +0.000000000\tk +1-1 0",
                                "AT Hill +0.000000000 k\t+1-1 0"),
                        rows(
                                "a tab",
                                "AT Hill +0.000000000 k +1-1\t0",
                                "AT Hill +0.000000000 k\r +1-1 0"),
                        rows(
                                "a line end",
                                "AT Hill +0.000000000 k +1-1 0\n",
                                "AT Hill +0.000000000 k +1-1 0\r"),
                        rows(
                                "no server",
                                "AT -a +0.000000000 k +1-1 0",
                                "AT a- +0.000000000 k +1-1 0"),
                        rows(
                                "no server",
                                "AT a.b +0.000000000 k +1-1 0",
                                "AT \u00e9 +0.000000000 k +1-1 0"),
                        rows("no server", "AT " + "x".repeat(65) + " +0.000000000 k +1-1 0"),
                        difference("unsigned", "0.000000000", "1.000000000", "*1.000000000"),
                        difference("a zero is positive", "-0.000000000"),
                        difference(
                                "nine decimals", "+1.00000000", "+1.0000000000", "+1", "+1.", "+"),
                        difference("one point", "+1:000000000", "+1..00000000", "+1.0000.0000"),
                        difference("a digit before the point", "+.000000000", "+.00000000"),
                        difference(
                                "no needless zeros",
                                "+00.000000000",
                                "+01.000000000",
                                "-01.000000000"),
                        difference(
                                "digits",
                                "+1.00000000a",
                                "+a.000000000",
                                "+1 .000000000",
                                "++.000000000"),
                        difference("18 digits at most", "+1000000000000000000.000000000"),
                        difference("receipt before 1970", "-1.000000001", "-2.000000000"),
                        difference("receipt too far", "+999999999999999999.000000000"),
                        difference(
                                "receipt just too far",
                                "+9223372035.854775808",
                                "+9223372036.000000000"),
                        rows(
                                "bad coordinates",
                                "AT a +1.000000000 k +91-1 1",
                                "AT a +1.000000000 k 1-1 1"),
                        rows(
                                "bad time",
                                "AT a +1.000000000 k +1-1 1.",
                                "AT a +1.000000000 k +1-1 -1"),
                        rows("bad time", "AT a +1.000000000 k +1-1 1000000000000000000"))
                .flatMap(rows -> rows);
    }

    @Test
    void readsAReceiptAtTheLastNanosecondThatALongCanCount() {
        assertTrue(read(at, "AT a +9223372035.854775807 k +1-1 1"));
        assertEquals(Long.MAX_VALUE, at.receiptSeconds() * 1_000_000_000 + at.receiptNanos());
    }

    @Test
    void saysWhatTheLineSays() {
        byte[] bytes =
                "..AT Hill -0.7 AT Hill -0.200000000 kiwi +1.5-.5 7.1..".getBytes(ISO_8859_1);
        assertTrue(at.read(bytes, 15, bytes.length - 17));
        assertEquals("Hill", text(at.originOffset(), at.originLength()));
        assertEquals("kiwi", text(at.idOffset(), at.idLength()));
        assertEquals("+1.5-.5", text(at.coordinatesOffset(), at.coordinatesLength()));
        assertEquals(7, at.seconds());
        assertEquals(100_000_000, at.nanos());
        assertEquals(6, at.receiptSeconds());
        assertEquals(900_000_000, at.receiptNanos());
    }

    static boolean read(AtLine view, String line) {
        byte[] bytes = line.getBytes(ISO_8859_1);
        return view.read(bytes, 0, bytes.length);
    }

    private String text(int offset, int length) {
        return new String(at.bytes(), offset, length, ISO_8859_1);
    }

    private static Stream<Arguments> difference(String why, String... differences) {
        return Arrays.stream(differences)
                .map(each -> arguments("difference: " + why, "AT a " + each + " k +1-1 1"));
    }

    private static Stream<Arguments> lines(String... lines) {
        return Arrays.stream(lines).map(Arguments::arguments);
    }
}
