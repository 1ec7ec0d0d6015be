package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "65536, 65536",
        "64k, 65536",
        "0k, 0",
        "8m, 8388608",
        "2g, 2147483648",
        "9223372036854775807, 9223372036854775807",
        "8589934591g, 9223372035781033984"
    })
    void readsBytesOrAUnit(String text, long bytes) throws ConfigException {
        assertEquals(bytes, read(text, 0, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k",
                "64K",
                "64kb",
                "64 k",
                "-1",
                "+1",
                "1.5m",
                "1e6",
                "0x10",
                "64t",
                "٦k",
                "18014398509482048k",
                "9223372036854775808",
                "8589934592g"
            })
    void refusesEverythingElse(String text) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(text, 1024, 8 << 20));
        assertEquals(
                "f:3: max-line-bytes = " + text + ": give a size from 1k to 8m, as 64k",
                e.getMessage());
    }

    @Test
    void refusesWhatIsOutOfRange() throws ConfigException {
        assertEquals(1024, read("1024", 1024, 2048));
        assertEquals(2048, read("2k", 1024, 2048));
        assertThrows(ConfigException.class, () -> read("1023", 1024, 2048));
        assertThrows(ConfigException.class, () -> read("2049", 1024, 2048));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "1000", "1k", "1025", "1m", "1g", "1536m"})
    void spellsWhatItReads(String text) throws ConfigException {
        assertEquals(text, Sizes.text(read(text, 0, Long.MAX_VALUE)));
    }

    private static long read(String text, long min, long max) throws ConfigException {
        return Sizes.bytes(new Setting("max-line-bytes", text, "f:3"), min, max);
    }
}
