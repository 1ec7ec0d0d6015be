package herd.testkit.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.program.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What must not allocate does not, once it is warm. */
    @Test
    void measuresEveryPart() {
        int code = run("--ids", "10000", "--rounds", "1", "--round", "1", "--warm-up", "400");
        String table = out.toString(UTF_8);
        assertEquals(Options.EXIT_WELL, code, table);
        for (String part :
                List.of(
                        "cut into lines",
                        "read IAMAT ",
                        "read WHATSAT",
                        "read a broken line",
                        "read IAMAT, compose AT",
                        "read AT",
                        "read JSON",
                        "cut JSON",
                        "merge a new client's of 10,000",
                        "merge a newer one of 10,000",
                        "merge an equal one of 10,000",
                        "merge an older one of 10,000",
                        "find one of 10,000",
                        "tell a neighbour one of 10,000")) {
            assertTrue(table.contains("\n" + part), () -> part + " is missing:\n" + table);
        }
    }

    @Test
    void saysWhichPartAllocatesThatMustNot() {
        Part idle = new Part("idle", 100, true, () -> {}, () -> 1);
        Part wasteful = new Part("wasteful", 100, true, () -> {}, PartsTest::waste);
        Rounds rounds = new Rounds(idle, 3, 0, 0);
        Measured measured = rounds.measure(wasteful);
        assertTrue(measured.isWrong(), measured::toString);
        assertTrue(Measured.table(List.of(measured)).contains("must be 0"), measured::toString);
        assertTrue(measured.bytes() >= 16, measured::toString);
        Part allowed = new Part("allowed", 100, false, () -> {}, PartsTest::waste);
        assertTrue(!rounds.measure(allowed).isWrong());
    }

    @Test
    void printsJson() {
        int code = run("--parts", "WHATSAT,cut JSON", "--rounds", "1", "--warm-up", "1", "--json");
        String json = out.toString(UTF_8);
        assertTrue(code == Options.EXIT_WELL || code == Options.EXIT_FOUND, err.toString(UTF_8));
        assertTrue(json.startsWith("[\n{\"part\": \"read WHATSAT\", \"nanos\": "), json);
        assertTrue(json.contains("},\n{\"part\": \"cut JSON of 20 places to 5\", "), json);
        assertTrue(json.endsWith("}\n]\n"), json);
    }

    @Test
    void saysWhatItDoesAndWhatItDoesNotUnderstand() {
        assertEquals(Options.EXIT_WELL, run("--help"));
        assertTrue(out.toString(UTF_8).startsWith("usage: "), out::toString);
        assertEquals(Options.EXIT_USAGE, run("--parts", "nothing of the kind"));
        assertEquals(Options.EXIT_USAGE, run("--ids", "10000,x"));
        assertEquals(Options.EXIT_USAGE, run("--ids", "5"));
        assertEquals(Options.EXIT_USAGE, run("--rounds", "0"));
        assertEquals(Options.EXIT_USAGE, run("parts"));
    }

    /** A hundred operations, each with an array that is not needed. */
    private static long waste() {
        long sum = 0;
        for (int i = 0; i < 100; i++) {
            sum += new byte[16 + (int) (sum & 1)].hashCode();
        }
        return sum;
    }

    private int run(String... arguments) {
        return Parts.run(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }
}
