package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static final Duration LONGEST = Duration.ofDays(10_000);

    @ParameterizedTest
    @CsvSource({"200ms, 200", "0s, 0", "5s, 5000", "10m, 600000", "24h, 86400000", "007s, 7000"})
    void readsAWholeNumberWithAUnit(String text, long millis) throws ConfigException {
        assertEquals(Duration.ofMillis(millis), read(text, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "ms",
                "5 s",
                "5S",
                "5sec",
                "5d",
                "-5s",
                "+5s",
                "1.5s",
                "5s ",
                "1h30m",
                "٥s",
                "18446744073709552s",
                "99999999999999999999s",
                "9223372036854775807h",
                "0x1s",
                "500000h"
            })
    void refusesEverythingElse(String text) {
        ConfigException e =
                assertThrows(ConfigException.class, () -> read(text, Duration.ofMillis(1)));
        assertEquals(
                "f:3: idle-timeout = "
                        + text
                        + ": give a duration from 1ms to 240000h, written as 200ms, 5s, 10m or 24h",
                e.getMessage());
    }

    @Test
    void refusesWhatIsOutOfRange() throws ConfigException {
        assertEquals(Duration.ofSeconds(2), read("2s", Duration.ofSeconds(2)));
        assertThrows(ConfigException.class, () -> read("1999ms", Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "1500ms", "59s", "1m", "90m", "24h", "36h"})
    void spellsWhatItReads(String text) throws ConfigException {
        assertEquals(text, Durations.text(read(text, Duration.ZERO)));
    }

    @Test
    void spellsNothingThatCouldNotBeRead() {
        Duration tooFine = Duration.ofNanos(1_000_001);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Durations.text(tooFine));
        assertTrue(e.getMessage().contains("PT0.001000001S"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Durations.text(Duration.ofSeconds(-1)));
    }

    private static Duration read(String text, Duration min) throws ConfigException {
        return Durations.duration(new Setting("idle-timeout", text, "f:3"), min, LONGEST);
    }
}
