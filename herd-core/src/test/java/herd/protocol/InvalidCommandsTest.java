package herd.protocol;

import static herd.protocol.Rows.asked;
import static herd.protocol.Rows.located;
import static herd.protocol.Rows.rows;
import static herd.protocol.Rows.timed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import herd.protocol.CommandReader.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row names the sentence of PROTOCOL.md, Clients, that makes its lines invalid. */
class InvalidCommandsTest {

    private final CommandReader reader = new CommandReader();

    @ParameterizedTest(name = "{0}, row {index}")
    @MethodSource({"badCoordinates", "badTimes", "badQuestions", "noCommands"})
    void refuses(String sentence, String line) {
        assertEquals(Kind.INVALID, read(line), () -> sentence + ": " + line);
    }

    static Stream<Arguments> badCoordinates() {
        return Stream.of(
                        located("C20 each has a sign", "34-118", "+34", "+34 -118", "34+118", "-1"),
                        located(
                                "C20 one sign",
                                "++1-1",
                                "+-1-1",
                                "+1--1",
                                "+1+-1",
                                "+1-1+",
                                "-+1-1"),
                        located(
                                "C20 at least one digit",
                                "+-",
                                "+.-1",
                                "+1-.",
                                "+.-.",
                                "+1-",
                                "+-1"),
                        located(
                                "C20 at most one point",
                                "+1..5-1",
                                "+1-1.5.",
                                "+1.5.5-1",
                                "+.1.-1"),
                        located("C21 no exponent", "+1e1-1", "+1-1E0", "+1-1e+0", "+9e-1-1"),
                        located("C21 no altitude", "+1-1+1", "+34.06-118.44+100.5", "+1-1-1"),
                        located("C21 no end mark", "+1-1/", "+1-1+2/", "/+1-1"),
                        located("C21 nothing else", "+1,5-1", "+1_0-1", "+0x1-1", "+1-1f", "+1;-1"),
                        located("C21 words", "+NaN-1", "+Infinity-1", "+1-inf", "north", "+1-1N"),
                        located("C21 ASCII digits", "+\u00b2-1", "+\u00d9\u00a1-1", "+1-\u00b9"),
                        located("C21 neighbours of digits", "+1-1:", "+/-1", "+1-:1", "+1\0-1"),
                        located(
                                "C22 off the earth",
                                "+91-1",
                                "-91-1",
                                "+1-181",
                                "+1+181",
                                "+100-1"),
                        located("C22 just off", "+90.0000001-1", "-90.00000000000000000000001-1"),
                        located(
                                "C22 just off",
                                "+1-180.0000001",
                                "+1+180." + "0".repeat(400) + "1"),
                        located("C22 no degrees and minutes", "+4012-07401", "+1-18000", "+9001-1"),
                        located("C22 no overflow", "+4294967296-1", "+18446744073709551617-1"),
                        located("C22 no overflow", "+1-4294967297", "+1-" + "9".repeat(400)))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> badTimes() {
        return Stream.of(
                        timed("C23 18 digits", "1000000000000000000", "0000000000000000001"),
                        timed("C23 18 digits", "9999999999999999999.5", "9".repeat(300)),
                        timed(
                                "C23 a digit on either side",
                                "1.",
                                ".5",
                                ".",
                                "",
                                "999999999999999999."),
                        timed("C23 one point", "1.5.", "1..5", "1.5.5", "1.2.3"),
                        timed("C23 no sign", "+1", "-1", "1.-5", "1.+5", "-0", "+1520023934.9"),
                        timed("C23 no exponent", "1e9", "1E9", "1.5e9", "1.0e+9", "1520023934e0"),
                        timed("C23 no words", "NaN", "Infinity", "0x10", "1f", "1d", "1L", "now"),
                        timed(
                                "C23 ASCII digits",
                                "\u00b9",
                                "1.\u00b2",
                                "\u00d9\u00a1",
                                "1\0",
                                "1:",
                                "1/"),
                        timed("C23 no separators", "1,5", "1_000", "1'000"))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> badQuestions() {
        return Stream.of(
                        asked("C29 at most 50", "50.0000001 5", "51 5", "50.5 5", "100 5"),
                        asked("C29 exactly", "50.000000000000000000000000000000000000000000001 5"),
                        asked("C29 a digit on either side", "10. 5", ".5 5", ". 5", "50. 5"),
                        asked("C29 one point", "1.5. 5", "1..5 5", "1.5.5 5"),
                        asked("C29 no sign", "+10 5", "-10 5", "-0 5", "+0 5"),
                        asked(
                                "C29 digits only",
                                "1e1 5",
                                "0x1 5",
                                "NaN 5",
                                "1f 5",
                                "1.5e0 5",
                                "1,5 5"),
                        asked("C29 no overflow", "4294967306 5", "18446744073709551626 5"),
                        asked(
                                "C29 no overflow",
                                "9".repeat(30) + " 5",
                                "1" + "0".repeat(30) + " 5"),
                        asked("C30 at most 20", "10 21", "10 99", "10 100", "10 0021"),
                        asked("C30 no overflow", "10 4294967296", "10 4294967301"),
                        asked(
                                "C30 no overflow",
                                "10 99999999999999999999",
                                "10 18446744073709551621"),
                        asked("C30 digits only", "10 5.0", "10 5.", "10 .5", "10 1e1", "10 0x5"),
                        asked("C30 no sign", "10 +5", "10 -5", "10 -0"),
                        asked(
                                "C30 ASCII digits",
                                "10 \u00b9",
                                "10 5\0",
                                "10 :",
                                "10 /",
                                "\u00b9 5"))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> noCommands() {
        return Stream.of(
                        rows(
                                "C17 upper case",
                                "iamat k +1-1 1",
                                "Iamat k +1-1 1",
                                "whatsat k 10 5"),
                        rows(
                                "C17 upper case",
                                "IAMAt k +1-1 1",
                                "WHATSAt k 10 5",
                                "wHATSAT k 10 5"),
                        rows("C17 the word", "IAMATT k +1-1 1", "IAMA k +1-1 1", "WHATSAT? k 10 5"),
                        rows("C17 the word", "? k +1-1 1", "\0IAMAT k +1-1 1", "IAMAT\0 k +1-1 1"),
                        rows("C17 its own fields", "WHATSAT k +1-1 1", "IAMAT k 10 5"),
                        rows("C17 three fields", "IAMAT k +1-1", "IAMAT +1-1 1", "WHATSAT k 10"),
                        rows(
                                "C17 two fields",
                                "IAMAT k",
                                "WHATSAT k",
                                "IAMAT  ",
                                "IAMAT",
                                "WHATSAT"),
                        rows(
                                "C17 five fields",
                                "IAMAT k +1-1 1 1",
                                "WHATSAT k 10 5 5",
                                "x IAMAT k +1-1 1"),
                        rows("C13 no white space", "IAMAT\u00a0k +1-1 1", "IAMAT\u001ck +1-1 1"),
                        rows("C13 no white space", "\u0085IAMAT k +1-1 1", "IAMAT k +1-1 1\0"),
                        rows(
                                "C13 no white space",
                                "\0",
                                "\u0085",
                                "\u00c2\u00a0",
                                "\u001c",
                                "\b",
                                "\u000e"),
                        rows(
                                "C41 an AT line",
                                "AT Hill +0.263873386 kiwi +34.06-118.44 1520023934.9"),
                        rows(
                                "C40 anything else",
                                "hello",
                                "a b c d",
                                "GET / HTTP/1.1",
                                "IAMAT,k,+1-1,1"))
                .flatMap(rows -> rows);
    }

    private Kind read(String line) {
        byte[] bytes = line.getBytes(ISO_8859_1);
        return reader.read(bytes, 0, bytes.length);
    }
}
