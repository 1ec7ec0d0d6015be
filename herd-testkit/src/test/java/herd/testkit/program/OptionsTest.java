package herd.testkit.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static Options read(String line) throws UsageException {
        return Options.read(
                Set.of("--seed", "--only"), Set.of("--slow", "--help"), line.trim().split(" +"));
    }

    @Test
    void takesValuesInBothFormsFlagsAndWords() throws UsageException {
        Options options = read("here:12 --seed 7 --only=a=b --slow there");
        assertEquals(7, options.number("--seed", 1, 0, 10));
        assertEquals(Optional.of("a=b"), options.text("--only"));
        assertTrue(options.has("--slow"));
        assertFalse(options.has("--help"));
        assertEquals(List.of("here:12", "there"), options.words());
    }

    @Test
    void hasDefaults() throws UsageException {
        Options options = Options.read(Set.of("--seed"), Set.of());
        assertEquals(5, options.number("--seed", 5, 0, 10));
        assertEquals(Optional.empty(), options.text("--seed"));
    }

    @Test
    void takesNegativeNumbers() throws UsageException {
        assertEquals(-3, read("--seed -3").number("--seed", 0, -9, 9));
    }

    @ParameterizedTest
    @CsvSource({
        "--speed 7, unknown option --speed",
        "-s, unknown option -s",
        "--slow=yes, unknown option --slow=yes",
        "--seed, --seed needs a value",
        "--seed 1 --seed=2, --seed is there twice",
        "--slow --slow, --slow is there twice",
    })
    void saysWhatIsWrong(String line, String message) {
        assertEquals(message, assertThrows(UsageException.class, () -> read(line)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "--seed x, --seed is no whole number: x",
        "--seed 99999999999999999999, --seed is no whole number: 99999999999999999999",
        "--seed 11, --seed is not from 0 to 10: 11",
        "--seed -1, --seed is not from 0 to 10: -1",
    })
    void saysWhatIsWrongWithANumber(String line, String message) throws UsageException {
        Options options = read(line);
        assertEquals(
                message,
                assertThrows(UsageException.class, () -> options.number("--seed", 1, 0, 10))
                        .getMessage());
    }
}
