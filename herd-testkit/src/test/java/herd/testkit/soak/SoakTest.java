package herd.testkit.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SoakTest {

    private static final long SEED = 20180302;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** A shower: as many faults as a soak of a minute has, in a tenth of the time. */
    @Test
    @Timeout(120)
    void findsNothingWrongInAShower() throws InterruptedException {
        SoakPlan plan =
                new SoakPlan(Duration.ofSeconds(4), Duration.ofMillis(150), 5, 20, 1_000, SEED);
        int exit = Soak.soak(plan, out);
        assertEquals(0, exit, this::printed);
        assertTrue(printed().contains("balanced: 5110 clients"), this::printed);
    }

    @Test
    @Tag("soak")
    @Timeout(300)
    void findsNothingWrongInAMinute() throws InterruptedException {
        SoakPlan plan =
                new SoakPlan(Duration.ofMinutes(1), Duration.ofSeconds(2), 10, 50, 3_000, SEED);
        assertEquals(0, Soak.soak(plan, System.out));
    }

    @Test
    void saysWhatItCanBeTold() throws InterruptedException {
        assertEquals(0, Soak.run(out, out, "--help"));
        assertTrue(printed().contains("--minutes"));
    }

    @Test
    void doesNotGuessWhatIsMeant() throws InterruptedException {
        assertEquals(2, Soak.run(out, out, "--hours", "1"));
        assertEquals(
                "soak: unknown option --hours; --help shows what there is\n",
                printed().replace("\r", ""));
    }
}
