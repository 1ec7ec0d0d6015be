package herd.tidy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.protocol.AtLine;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods that HotSpot's optimizing compiler has to compile once, and not for each of their callers. */
class LongMethodsTest {

    /** HotSpot's FreqInlineSize, in bytes of bytecode: up to it, a method is copied into its callers. */
    private static final int COPIED_INTO_CALLERS_UP_TO = 325;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flood/Intake.class | herd.flood.Merged merge(int);",
                "flood/RecordTable.class | int store(int, long, herd.protocol.AtLine, long);",
                "link/Traffic.class | boolean line(byte[], int, int);",
                "protocol/AtLine.class | boolean read(byte[], int, int);",
                "protocol/CommandReader.class | herd.protocol.CommandReader$Kind read(byte[], int, int);",
            })
    void isTooLongToBeCopiedIntoItsCallers(String file, String signature) throws Exception {
        URI atLine = AtLine.class.getResource("AtLine.class").toURI();
        Path classFile = Path.of(atLine).resolveSibling("..").resolve(file).normalize();
        int length = ClassFiles.bytecodeLength(classFile, signature);
        assertTrue(length > COPIED_INTO_CALLERS_UP_TO, () -> "only " + length + " bytes");
    }
}
