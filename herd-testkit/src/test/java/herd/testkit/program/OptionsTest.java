package herd.testkit.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "2, 2", "007, 7", "10.0, 10"})
    void takesDecimals(String text, double number) throws UsageException {
        assertEquals(number, read("--seed " + text).decimal("--seed", 1, 0.5, 10));
        assertEquals(1.5, read("--slow").decimal("--seed", 1.5, 0, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, --seed is no number such as 2 or 0.5: NaN",
        "-1, --seed is no number such as 2 or 0.5: -1",
        "1e9, --seed is no number such as 2 or 0.5: 1e9",
        "1., --seed is no number such as 2 or 0.5: 1.",
        "0x1p3, --seed is no number such as 2 or 0.5: 0x1p3",
        "0.4, --seed is not from 0.5 to 10.0: 0.4",
        "10.01, --seed is not from 0.5 to 10.0: 10.01",
    })
    void saysWhatIsWrongWithADecimal(String text, String message) throws UsageException {
        Options options = read("--seed " + text);
        assertEquals(
                message,
                assertThrows(UsageException.class, () -> options.decimal("--seed", 1, 0.5, 10))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8000, 127.0.0.1", "[::1]:8000, 0:0:0:0:0:0:0:1"})
    void takesAddresses(String text, String host) throws UsageException {
        InetSocketAddress address = Options.address(text);
        assertEquals(host, address.getAddress().getHostAddress());
        assertEquals(8000, address.getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "8000", ":8000", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536"})
    void takesNothingElseForAnAddress(String text) {
        assertThrows(UsageException.class, () -> Options.address(text));
    }
}
