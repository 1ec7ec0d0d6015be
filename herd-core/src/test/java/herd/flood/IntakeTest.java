package herd.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

class IntakeTest {

    /** HotSpot's FreqInlineSize, in bytes of bytecode. */
    private static final int COPIED_INTO_CALLERS_UP_TO = 325;

    /** Otherwise all that merging takes is compiled for each of its callers' callers. */
    @Test
    void mergingIsTooLongToBeCopiedIntoItsCallers() throws Exception {
        String code = bytecode("Intake.class", "private herd.flood.Merged merge(int);");
        Matcher last = Pattern.compile("(\\d+): \\w+\\s*\\z").matcher(code);
        assertTrue(last.find(), code);
        int length = Integer.parseInt(last.group(1)) + 1;
        assertTrue(length > COPIED_INTO_CALLERS_UP_TO, () -> "only " + length + " bytes");
    }

    /** What javap prints of a method, from its name to the line before the next empty one. */
    private static String bytecode(String classFile, String method) throws Exception {
        Path path = Path.of(Intake.class.getResource(classFile).toURI());
        StringWriter printed = new StringWriter();
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        PrintWriter out = new PrintWriter(printed);
        assertEquals(0, javap.run(out, out, "-c", "-p", path.toString()), printed.toString());
        String text = printed.toString().replace("\r", "");
        int from = text.indexOf(method);
        assertTrue(from >= 0, () -> "no " + method + " in " + text);
        return text.substring(from, text.indexOf("\n\n", from)).strip();
    }
}
