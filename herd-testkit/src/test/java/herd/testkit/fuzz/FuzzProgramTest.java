package herd.testkit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program: arguments in, findings and an exit code out. */
class FuzzProgramTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysHowManyItTriedAndOfWhatKind() {
        assertEquals(0, run("--target lines --inputs 500 --seed -4 --threads 1"), err::toString);
        assertTrue(out.toString().contains("lines: 500 inputs, "), out::toString);
        assertTrue(out.toString().contains("  SHORT "), out::toString);
    }

    @Test
    void triesOneInput() {
        assertEquals(0, run("--target records --input AT\\x20Hill"), err::toString);
        assertEquals("nothing is wrong with this input\n", out.toString());
    }

    @Test
    void explainsItself() {
        assertEquals(0, run("--help"));
        for (String target : new String[] {"commands", "records", "lines", "clients", "links"}) {
            assertTrue(out.toString().contains("      " + target + " "), out::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --inputs 5 | --target is missing
                    --target | --target needs a value
                    --target wires | no target wires
                    --target lines --speed 7 | unknown option --speed
                    --target lines --target links | --target is there twice
                    --target lines more | no option: more
                    --target lines --inputs 0 | --inputs is not from 1 to 1000000000000: 0
                    --target lines --inputs many | --inputs is no whole number: many
                    --target lines --threads 257 | --threads is not from 1 to 256: 257
                    --target lines --first -1 | --first is not from 0 to
                    --target lines --input \\x0 | --input: not \\xNN: \\x0
                    """)
    void saysWhatIsWrongWithItsArguments(String arguments, String message) {
        assertEquals(2, run(arguments));
        assertTrue(err.toString().startsWith("fuzz: " + message), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertEquals("", out.toString());
    }

    private int run(String arguments) {
        return Fuzz.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments.split(" "));
    }
}
