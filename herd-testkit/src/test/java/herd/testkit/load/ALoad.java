package herd.testkit.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What tests of the load generator as a program have in common: one run, and what it says. */
abstract class ALoad {

    static final String FEW = " --connections 1 --warm-up 0 --quiet --messages ";

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final LoadProgram program = new LoadProgram("usage: so\n", print(out), print(err));

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.US_ASCII);
    }

    int run(String line) {
        return program.run(line.split(" "));
    }

    void assertSaid(String what) {
        assertTrue(out.toString().contains(what), () -> "no \"" + what + "\" in " + out + err);
    }
}
