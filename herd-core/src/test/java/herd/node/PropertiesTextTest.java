package herd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesTextTest {

    @TempDir Path folder;

    @Test
    void saysWhichLineSaidWhat() throws Exception {
        Map<String, Setting> settings =
                read("# herd\n\n  ! note \\\nservers = A, \\\n    B\r\n\rlinks: A-B  \nsync");
        assertEquals(new Setting("servers", "A, B", "f:4"), settings.get("servers"));
        assertEquals(new Setting("links", "A-B", "f:7"), settings.get("links"));
        assertEquals(new Setting("sync", "", "f:8"), settings.get("sync"));
        assertEquals(3, settings.size());
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        ConfigException e =
                assertThrows(ConfigException.class, () -> read("sync=true\n#\nsync = false\n"));
        assertEquals("f:3: sync = false: set before, at f:1; keep one of them", e.getMessage());
    }

    @Test
    void refusesAMalformedEscape() {
        ConfigException e =
                assertThrows(ConfigException.class, () -> read("a=1\nlog.dir = C:\\user\n"));
        assertTrue(e.getMessage().startsWith("f:2: "), e.getMessage());
    }

    @Test
    void takesAByteOrderMarkAndUtf8() throws Exception {
        Path file = folder.resolve("herd.properties");
        Files.writeString(file, "\uFEFFlog.dir = caf\u00e9\r\n");
        Setting setting = PropertiesText.read(file).get("log.dir");
        assertEquals(new Setting("log.dir", "caf\u00e9", file + ":1"), setting);
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws Exception {
        Path file = folder.resolve("herd.properties");
        Files.write(file, "log.dir = caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        ConfigException e = assertThrows(ConfigException.class, () -> PropertiesText.read(file));
        assertEquals(file + ": not UTF-8; save it as UTF-8", e.getMessage());
    }

    @Test
    void saysThatAFileIsMissing() {
        Path file = folder.resolve("none.properties");
        ConfigException e = assertThrows(ConfigException.class, () -> PropertiesText.read(file));
        assertEquals(file + ": cannot be read: no such file", e.getMessage());
    }

    @Test
    void refusesAFileTooLongToBeOne() throws Exception {
        Path file = folder.resolve("herd.properties");
        Files.write(file, new byte[(1 << 20) + 1]);
        ConfigException e = assertThrows(ConfigException.class, () -> PropertiesText.read(file));
        assertEquals(file + ": longer than 1m", e.getMessage());
    }

    @Test
    void understandsAnyTextAsTheJdkDoes() throws Exception {
        long seed = 20180302;
        Random random = new Random(seed);
        String alphabet = "ab=: \t\f\\\\\\\n\n\r#!u0";
        int compared = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Map<String, Setting> ours;
            Properties theirs = new Properties();
            try {
                theirs.load(new StringReader(text.toString()));
                ours = read(text.toString());
            } catch (IllegalArgumentException | ConfigException malformedOrTwice) {
                continue;
            }
            if (ours.containsKey("") || theirs.containsKey("")) {
                continue; // a backslash alone: the JDK is of two minds
            }
            String shown = "seed " + seed + ": " + Arrays.toString(text.toString().toCharArray());
            assertEquals(theirs.stringPropertyNames(), ours.keySet(), shown);
            for (Setting setting : ours.values()) {
                assertEquals(theirs.getProperty(setting.key()).strip(), setting.value(), shown);
            }
            compared++;
        }
        assertTrue(compared > 10_000, "compared " + compared);
    }

    private static Map<String, Setting> read(String text) throws ConfigException {
        return PropertiesText.read("f", text);
    }
}
