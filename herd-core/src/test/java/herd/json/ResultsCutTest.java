package herd.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PROTOCOL.md, Clients: what a WHATSAT's answer shows of the service's. */
class ResultsCutTest {

    /** Google's layout with braces at the ends of lines, with so many of 20 places. */
    private static String oldLayout(int places) {
        return document(
                places,
                "{\n   \"html_attributions\" : [],\n   \"next_page_token\" : \"CvQ\",\n"
                        + "   \"results\" : [",
                i ->
                        "\n      {\n         \"geometry\" : {\n            \"location\" : {\n"
                                + "               \"lat\" : 34.068921,\n"
                                + "               \"lng\" : -118.4451810\n            }\n"
                                + "         },\n         \"name\" : \"Caf\\u00e9 ] \\\"}\\\\\\\" "
                                + i
                                + "\",\n         \"types\" : [ \"cafe\", \"results\" ]\n      }",
                "\n   ],\n   \"status\" : \"OK\"\n}");
    }

    /** Google's layout with braces on lines of their own. */
    private static String newLayout(int places) {
        return document(
                places,
                "{\n   \"html_attributions\" : [],\n   \"results\" : \n   [",
                i ->
                        "\n      {\n         \"geometry\" : \n         {\n"
                                + "            \"location\" : \n            {\n"
                                + "               \"lat\" : 34.068921\n            }\n"
                                + "         },\n         \"results\" : \n         [\n            "
                                + i
                                + ",\n            7\n         ],\n"
                                + "         \"vicinity\" : \"[{,\"\n      }",
                "\n   ],\n   \"status\" : \"OK\"\n}");
    }

    private static String compact(int places) {
        return document(places, "{\"results\":[", i -> "{\"i\":" + i + "}", "],\"status\":\"OK\"}");
    }

    private static String document(
            int places, String before, IntFunction<String> place, String after) {
        return IntStream.range(0, places)
                .mapToObj(place)
                .collect(Collectors.joining(",", before, after));
    }

    @Test
    void cutsTheOldLayoutAtEveryBound() {
        for (int bound = 0; bound <= 20; bound++) {
            assertEquals(oldLayout(bound), cut(oldLayout(20) + "\n", bound), "bound " + bound);
        }
    }

    @Test
    void cutsTheNewLayoutAtEveryBound() {
        for (int bound = 0; bound <= 20; bound++) {
            assertEquals(newLayout(bound), cut(newLayout(20) + "\n", bound), "bound " + bound);
        }
    }

    @Test
    void cutsCompactTextAtEveryBoundAndWhateverTheCount() {
        for (int bound = 0; bound <= 20; bound++) {
            for (int count = 0; count <= 25; count++) {
                String what = count + " cut at " + bound;
                assertEquals(compact(Math.min(count, bound)), cut(compact(count), bound), what);
            }
        }
    }

    @Test
    void keepsCarriageReturns() {
        for (int bound = 0; bound <= 20; bound++) {
            String windows = oldLayout(bound).replace("\n", "\r\n");
            assertEquals(windows, cut(oldLayout(20).replace("\n", "\r\n") + "\n", bound));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Only the outermost object's own member counts, however it is spelt.
                "{\"a\":{\"results\":[1,2]}}          | {\"a\":{\"results\":[1,2]}}",
                "[{\"results\":[1,2]}]                | [{\"results\":[1,2]}]",
                "{\"a\":\"results\",\"b\":[1,2]}      | {\"a\":\"results\",\"b\":[1,2]}",
                "{\"\\u0072esult\\u0073\":[1,2]}      | {\"\\u0072esult\\u0073\":[1]}",
                "{\"\\\"results\":[1,2]}              | {\"\\\"results\":[1,2]}",
                "{\"Results\":[1,2]}                  | {\"Results\":[1,2]}",
                "{\"results2\":[1,2],\"resul\":[3,4]} | {\"results2\":[1,2],\"resul\":[3,4]}",
                // Not a list, or none.
                "{\"results\":{\"a\":[1,2]}}          | {\"results\":{\"a\":[1,2]}}",
                "{\"results\":\"[1,2]\",\"b\":[3,4]}  | {\"results\":\"[1,2]\",\"b\":[3,4]}",
                "{\"results\":null}                   | {\"results\":null}",
                "{\"status\":\"OK\"}                  | {\"status\":\"OK\"}",
                "{}                                   | {}",
                "3                                    | 3",
                // Twice: whichever a reader takes is no longer than the bound.
                "{\"results\":[1,2],\"results\":[3,4]}| {\"results\":[1],\"results\":[3]}",
                // What is in the elements does not count.
                "{\"results\":[[1,2],[3]]}            | {\"results\":[[1,2]]}",
                "{\"results\":[\"],\",2]}             | {\"results\":[\"],\"]}",
                "{\"results\":[{\"results\":[1,2]},2]}| {\"results\":[{\"results\":[1,2]}]}",
                "{\"results\":[null,true,-1e5]}       | {\"results\":[null]}",
                "{\"results\":[{},{}]}                | {\"results\":[{}]}",
                // White space.
                "{ \"results\" : [ 1 , 2 ] }          | { \"results\" : [ 1 ] }",
                "{\"results\" :[1\t,\t2\t]}           | {\"results\" :[1\t]}",
            })
    void keepsOne(String text, String expected) {
        assertEquals(expected, cut(text, 1));
    }

    @Test
    void leavesTheWhiteSpaceOfAnArrayThatIsCutToNothing() {
        assertEquals("{\"results\":[]}", cut("{\"results\":[1,2]}", 0));
        assertEquals("{\"results\" : [ ]}", cut("{\"results\" : [ 1, 2 ]}", 0));
        assertEquals("{\n \"results\" : [\n ]\n}", cut("{\n \"results\" : [\n  1,\n  2\n ]\n}", 0));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "20"})
    void leavesAnEmptyArrayAsItIs(int bound) {
        String none = "{\n   \"results\" : [ ],\n   \"status\" : \"ZERO_RESULTS\"\n}";
        assertEquals(none, cut(none, bound));
    }

    @Test
    void squeezesNewlinesAndLeavesOtherWhiteSpaceAlone() {
        assertEquals("{\n}", cut("{\n\n}", 5));
        assertEquals("{\n}", cut("{\n\n\n\n}\n\n", 5));
        assertEquals("{\n \n}", cut("{\n \n}", 5));
        assertEquals("{\r\n\r\n}\r", cut("{\r\n\r\n}\r\n\n", 5));
        assertEquals("{\n\r\n}", cut("{\n\r\n\n}", 5));
        assertEquals("{}", cut("\n\n{}", 5));
        assertEquals("{\"results\":[\n\n]}".replace("\n\n", "\n"), cut("{\"results\":[\n\n]}", 5));
        assertEquals("{} ", cut("{} \n", 5));
    }

    @Test
    void neverTakesAnEscapedNewlineForOne() {
        String text = "{\"a\":\"\\n\\n\\u000a\\u000a\"}";
        assertEquals(text, cut(text, 5));
    }

    @Test
    void keepsEveryByteOfStrings() {
        byte[] text = "{\"results\":[\"x\",\"yy\"]}".getBytes(StandardCharsets.US_ASCII);
        text[13] = (byte) 0xff;
        byte[] expected = "{\"results\":[\"x\"]}".getBytes(StandardCharsets.US_ASCII);
        expected[13] = (byte) 0xff;
        assertArrayEquals(expected, ResultsCut.read(text).orElseThrow().upTo(1));
    }

    @Test
    void dropsAByteOrderMark() {
        assertEquals("{\"results\":[1]}", cut("\ufeff{\"results\":[1,2]}", 1));
        assertEquals("{}", cut("\ufeff\n{}", 1));
        assertTrue(ResultsCut.read(utf8("\ufeff\ufeff{}")).isEmpty());
    }

    @Test
    void knowsTheStatusOfTheOutermostObject() {
        assertEquals("OK", status("{\"status\":\"OK\",\"results\":[1,2]}"));
        assertEquals("OK", status("{\"results\":[{\"status\":\"no\"}],\"status\":\"OK\"}"));
        assertEquals("OK\n", status("{\"stat\\u0075s\" : \"O\\u004b\\n\"}"));
        assertEquals("OK", status("\n\n{\"status\":\"no\",\n\n\"status\":\"OK\"}"));
        assertEquals("", status("{\"status\":\"\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\":1}",
                "{\"status\":\"no\",\"status\":null}",
                "{\"status\":[\"status\",\"no\"]}",
                "{\"status\":{\"status\":\"no\"}}",
                "{\"a\":\"status\",\"b\":\"no\"}",
                "{\"results\":[\"status\",\"no\"],\"results\":[]}",
                "[\"status\",\"no\"]",
                "\"status\"",
                "\ufeff{\"status\":\"no\"}",
            })
    void knowsWhereThereIsNoStatus(String text) {
        assertEquals(Optional.empty(), ResultsCut.read(utf8(text)).orElseThrow().status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"results\":[1,2",
                "{\"results\":[1,2]",
                "{\"results\":[1,,2]}",
                "{\"results\":[1,2,]}",
                "{\"results\":[1 2]}",
                "{\"results\":[1,2]}}",
                "{\"results\":[1,2]}{}",
                "{\"results\":[}",
                "{\"results\":[1}",
                "{\"results\":[\"a\u0001\"]}",
                "<html>"
            })
    void saysWhatIsNoJson(String text) {
        assertEquals(Optional.empty(), ResultsCut.read(utf8(text)));
    }

    @Test
    void nothingCutFromTheEndOfAnAnswerIsValid() {
        byte[] whole = utf8(newLayout(3));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertTrue(ResultsCut.read(part).isEmpty(), "length " + length);
        }
    }

    @Test
    void refusesABoundThatNoClientCanAskFor() {
        ResultsCut cut = ResultsCut.read(utf8("{}")).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> cut.upTo(-1));
        assertThrows(IllegalArgumentException.class, () -> cut.upTo(21));
    }

    @Test
    void readsTheLargestAnswersInNoTime() {
        String many = "{\"results\":[" + "1,".repeat(500_000) + "2]}";
        String deep = "{\"results\":[" + "[".repeat(1_000_000) + "]}";
        String keys = "{" + "\"results\":[1,2],".repeat(60_000) + "\"results\":[]}";
        String blank = "{\"results\":[1," + "\n".repeat(1_000_000) + "2]}";
        assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    assertEquals("{\"results\":[1]}", cut(many, 1));
                    assertTrue(ResultsCut.read(utf8(deep)).isEmpty());
                    assertEquals(keys.replace(",2", ""), cut(keys, 1));
                    assertEquals("{\"results\":[1,\n2]}", cut(blank, 2));
                });
    }

    private static String cut(String text, int bound) {
        byte[] cut = ResultsCut.read(utf8(text)).orElseThrow().upTo(bound);
        return new String(cut, StandardCharsets.UTF_8);
    }

    private static String status(String text) {
        return ResultsCut.read(utf8(text)).orElseThrow().status().orElseThrow();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
