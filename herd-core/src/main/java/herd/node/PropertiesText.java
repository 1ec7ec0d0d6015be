package herd.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A file of properties, in UTF-8, read so that it is known which line said what. Which lines belong
 * together is told here; what they say, {@link Properties} tells.
 */
final class PropertiesText {

    private static final int MAX_BYTES = 1 << 20;

    private final String name;
    private final BufferedReader lines;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private int lineNumber;

    private PropertiesText(String name, String text) {
        this.name = name;
        this.lines = new BufferedReader(new StringReader(text));
    }

    /** Reads a file: its keys in order, none of them twice. */
    static Map<String, Setting> read(Path file) throws ConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ConfigException("", file + ": longer than " + Sizes.text(MAX_BYTES));
            }
            return read(file.toString(), decoded(bytes));
        } catch (CharacterCodingException e) {
            throw new ConfigException("", file + ": not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new ConfigException("", file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    /** Reads the text of a file. */
    static Map<String, Setting> read(String name, String text) throws ConfigException {
        PropertiesText reader = new PropertiesText(name, text);
        try {
            reader.readAll();
        } catch (IOException e) {
            throw new AssertionError(e); // a text in memory
        }
        return reader.settings;
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void readAll() throws IOException, ConfigException {
        for (String line = next(); line != null; line = next()) {
            if (!isBlankOrComment(line)) {
                int first = lineNumber;
                understand(whole(line), name + ":" + first);
            }
        }
    }

    private String next() throws IOException {
        lineNumber++;
        return lines.readLine();
    }

    /** The line, with the lines that continue it. */
    private String whole(String line) throws IOException {
        StringBuilder whole = new StringBuilder(line);
        String last = line;
        while (last != null && endsWithBackslash(last)) {
            last = next();
            if (last != null) {
                whole.append('\n').append(last);
            }
        }
        return whole.toString();
    }

    private void understand(String line, String origin) throws IOException, ConfigException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("", origin + ": an escape like \\u00e9 is malformed", e);
        }
        for (String key : properties.stringPropertyNames()) {
            Setting setting = new Setting(key, properties.getProperty(key).strip(), origin);
            Setting before = settings.putIfAbsent(key, setting);
            if (before != null) {
                throw setting.bad("set before, at " + before.origin() + "; keep one of them");
            }
        }
    }

    private static boolean isBlankOrComment(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != ' ' && c != '\t' && c != '\f') {
                return c == '#' || c == '!';
            }
        }
        return true;
    }

    private static boolean endsWithBackslash(String line) {
        int at = line.length();
        while (at > 0 && line.charAt(at - 1) == '\\') {
            at--;
        }
        return (line.length() - at) % 2 != 0;
    }
}
