package herd.testkit.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A number that was mistyped must not be taken for none. */
class GivenTest {

    private final Properties given = new Properties();

    private long seeds() {
        return Given.number(given, 2_000, 1, "seeds", "inputs");
    }

    private void assertRefused(String message) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, this::seeds).getMessage());
    }

    @Test
    void takesTheFirstThatIsSaid() {
        assertEquals(2_000, seeds());
        given.setProperty("inputs", "7");
        assertEquals(7, seeds());
        given.setProperty("seeds", "1");
        assertEquals(1, seeds());
    }

    @Test
    void saysWhatIsNoSuchNumber() {
        given.setProperty("seeds", "abc");
        assertRefused("-Dseeds is no whole number: abc");
        given.setProperty("seeds", "");
        assertRefused("-Dseeds is no whole number: ");
        given.setProperty("seeds", "0");
        assertRefused("-Dseeds is below 1: 0");
        given.setProperty("seeds", "-1");
        assertRefused("-Dseeds is below 1: -1");
    }
}
