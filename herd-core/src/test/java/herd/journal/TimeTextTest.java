package herd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

    private static final long NANOS = 1_000_000_000L;

    private final TimeText times = new TimeText();

    @ParameterizedTest
    @CsvSource({
        "1520023934918963997, 2018-03-02T20:52:14.918963997Z",
        "0, 1970-01-01T00:00:00.000000000Z",
        "-1, 1969-12-31T23:59:59.999999999Z",
        "951782400000000001, 2000-02-29T00:00:00.000000001Z",
        "9223372036854775807, 2262-04-11T23:47:16.854775807Z"
    })
    void spellsNanosecondsInUtc(long wallNanos, String text) {
        assertEquals(text, spell(wallNanos));
    }

    @Test
    void spellsAnyTimeAsTheJdkDoes() {
        DateTimeFormatter theirs =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
                        .withZone(ZoneOffset.UTC);
        Random random = new Random(7);
        long wallNanos = 0;
        for (int i = 0; i < 20_000; i++) {
            // Now far away, now a bit on, so that the second of before is used again or not.
            wallNanos =
                    i % 4 == 0 ? random.nextLong() / 2 : wallNanos + random.nextLong(-NANOS, NANOS);
            Instant instant = Instant.ofEpochSecond(0, wallNanos);
            assertEquals(theirs.format(instant), spell(wallNanos), "seed 7, " + wallNanos);
        }
    }

    private String spell(long wallNanos) {
        byte[] text = new byte[TimeText.LENGTH + 2];
        times.spell(wallNanos, text, 1);
        return new String(text, 1, TimeText.LENGTH, StandardCharsets.US_ASCII);
    }
}
