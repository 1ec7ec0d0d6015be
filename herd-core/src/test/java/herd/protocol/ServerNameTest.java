package herd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Hill", "a", "_", "0", "a-b", "a--b", "_x_", "Az09_-_"})
    void mayHoldLettersDigitsUnderscoresAndInnerHyphens(String name) {
        assertTrue(ServerName.isValid(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "-a", "a-", "a b", "a.b", "a/b", "@", "[", "`", "{", "é", "a\n"})
    void mayHoldNothingElse(String name) {
        assertFalse(ServerName.isValid(name));
    }

    @Test
    void hasAtMost64Bytes() {
        assertTrue(ServerName.isValid("x".repeat(64)));
        assertFalse(ServerName.isValid("x".repeat(65)));
    }

    @Test
    void mayHoldJustTheseBytes() {
        for (int b = 0; b < 256; b++) {
            byte[] bytes = {'a', (byte) b, 'z'};
            boolean expected = Reference.isServer("a" + (char) b + "z");
            assertEquals(expected, ServerName.isValid(bytes, 0, 3), "byte " + b);
        }
    }
}
