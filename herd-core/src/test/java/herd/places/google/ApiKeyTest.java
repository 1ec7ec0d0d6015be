package herd.places.google;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final String SECRET = "AIzaSy-0123456789_abcdefghijklmnopqrstu";

    @Test
    void showsItselfToNobody() {
        ApiKey key = ApiKey.of(SECRET, "test");
        assertEquals("ApiKey[***]", key.toString());
        assertEquals(SECRET, key.reveal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a\n", "a\r\nX-Evil: 1", "a&b", "a#b", "a%41", "ä", "a\u0000"})
    void refusesWhatIsNotFitForAUrlAndDoesNotRepeatIt(String value) {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> ApiKey.of(value, "places.key-file"));
        assertTrue(refusal.getMessage().startsWith("places.key-file: the API key "));
        assertFalse(!value.isEmpty() && refusal.getMessage().contains(value));
    }

    @Test
    void refusesOneThatIsTooLong() {
        assertThrows(IllegalArgumentException.class, () -> ApiKey.of("a".repeat(257), "test"));
    }

    @Test
    void takesItselfOutOfTexts() {
        ApiKey key = ApiKey.of(SECRET, "test");
        assertEquals(
                "GET /?key=*** failed; ***",
                key.scrub("GET /?key=" + SECRET + " failed; " + SECRET));
    }

    @Test
    void takesItselfOutOfAnswersAndLeavesEveryOtherByte() {
        ApiKey key = ApiKey.of(SECRET, "test");
        byte[] plain = {(byte) 0xc3, (byte) 0xa9, (byte) 0xff, 0, 'x'};
        assertArrayEquals(plain, key.scrub(plain));
        String latin = "\u00ff" + SECRET + "\u00e9";
        assertArrayEquals(
                "\u00ff***\u00e9".getBytes(StandardCharsets.ISO_8859_1),
                key.scrub(latin.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void leavesAnswersAloneWhenItIsAWordOfATest() {
        byte[] answer = "{\"results\":\"test\"}".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(answer, ApiKey.of("test", "test").scrub(answer));
    }
}
