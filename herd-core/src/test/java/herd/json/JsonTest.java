package herd.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-0",
                "1.5e+10",
                "-0.5E-1",
                "\"\"",
                "true",
                "false",
                "null",
                " \t\r\n{ } \n",
                "[1,2,[3],{\"a\":4}]",
                "{\"a\":1,\"a\":2}",
                "\"\\u00e9\\\\\\\"\"",
                "\"\\ud83d\"",
                "{\"\":0}",
                "[[[]]]",
                "\"\u00e9\u20ac\"",
                "\"\\/\\b\\f\\n\\r\\t\""
            })
    void knowsWhatIsJson(String text) {
        assertTrue(Json.isValid(bytes(text)));
        assertTrue(Json.read(bytes(text)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "{\"a\" 1}",
                "{,}",
                "[}",
                "{]",
                "{} {}",
                "{}x",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "tru",
                "truee",
                "True",
                "nul",
                "'a'",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u\"",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\u0000\"",
                "// c\n{}",
                "{}/**/",
                "\u000b{}",
                "\u00a0{}",
                "\"\\u\uff11234\"",
                "{\"a\":1 \"b\":2}",
                "{\"a\"::1}",
                "[1:2]",
                ",",
                ":",
                "{\"a\":1]",
                "\u00e9",
                "\ufeff{}",
                "<html></html>",
                "\"a\\"
            })
    void knowsWhatIsNot(String text) {
        assertFalse(Json.isValid(bytes(text)));
        assertTrue(Json.read(bytes(text)).isEmpty());
        assertTrue(Json.textMember(bytes(text), "a").isEmpty());
    }

    @Test
    void refusesWhatIsTooDeepWithoutOverflowing() {
        int most = JsonScanner.MAX_DEPTH;
        assertTrue(Json.isValid(bytes("[".repeat(most) + "]".repeat(most))));
        assertFalse(Json.isValid(bytes("[".repeat(most + 1) + "]".repeat(most + 1))));
        assertFalse(Json.isValid(bytes("{\"a\":".repeat(1_000_000))));
        assertTrue(Json.read(bytes("[".repeat(1_000_000))).isEmpty());
    }

    @Test
    void refusesATreeOfTooManyValues() {
        assertTrue(Json.read(bytes("[0" + ",0".repeat(65_000) + "]")).isPresent());
        assertTrue(Json.read(bytes("[0" + ",0".repeat(66_000) + "]")).isEmpty());
    }

    @Test
    void everyBeginningOfADocumentIsBroken() {
        String whole = "{\"a\" : [ -1.5e3, true, \"\\u00e9x\", { } ], \"b\" : null}";
        for (int length = 0; length < whole.length(); length++) {
            assertFalse(Json.isValid(bytes(whole.substring(0, length))), "length " + length);
        }
        assertTrue(Json.isValid(bytes(whole)));
    }

    @Test
    void passesOnNumbersAndStringsAsTheyAreWritten() {
        Json json = read("{\"n\": 1.50E+01, \"s\" : \"caf\\u00e9 \u00e9\", \"o\":{ \"x\" :[ ] }}");
        assertEquals("1.50E+01", json.member("n").orElseThrow().written());
        assertEquals("\"caf\\u00e9 \u00e9\"", json.member("s").orElseThrow().written());
        assertEquals(Optional.of("caf\u00e9 \u00e9"), json.member("s").orElseThrow().text());
        assertEquals("{ \"x\" :[ ] }", json.member("o").orElseThrow().written());
    }

    @Test
    void answersWithNothingWhenAskedForWhatItHasNot() {
        Json number = read("1");
        assertTrue(number.isNumber());
        assertEquals(Optional.empty(), number.text());
        assertEquals(Optional.empty(), number.member("a"));
        assertEquals(List.of(), number.elements());
        assertEquals(Optional.empty(), read("[{}]").member("a"));
    }

    @Test
    void resolvesEscapesInNamesAndText() {
        Json json = read("{\"st\\u0061tus\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\ude00\"}");
        assertEquals(
                Optional.of("\"\\/\b\f\n\r\t\ud83d\ude00"),
                json.member("status").flatMap(Json::text));
    }

    @Test
    void theLastOfSeveralMembersOfTheSameNameCounts() {
        assertEquals("2", read("{\"a\":1,\"a\":2}").member("a").orElseThrow().written());
        assertEquals(Optional.of("y"), Json.textMember(bytes("{\"a\":\"x\",\"a\":\"y\"}"), "a"));
    }

    @Test
    void findsATextMemberOfTheOutermostObjectOnly() {
        String text = "{\"x\":{\"status\":\"no\"},\"y\":\"status\",\"status\":\"OK\",\"z\":[]}";
        assertEquals(Optional.of("OK"), Json.textMember(bytes(text), "status"));
        assertEquals(Optional.empty(), Json.textMember(bytes("{\"status\":1}"), "status"));
        assertEquals(Optional.empty(), Json.textMember(bytes("[\"status\",\"OK\"]"), "status"));
        assertEquals(Optional.empty(), Json.textMember(bytes(text + "x"), "status"));
    }

    private static Json read(String text) {
        return Json.read(bytes(text)).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
