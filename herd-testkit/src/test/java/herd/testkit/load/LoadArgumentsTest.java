package herd.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the load generator says of its arguments. */
@Timeout(60)
class LoadArgumentsTest extends ALoad {

    @Test
    void explainsItself() {
        assertEquals(0, run("--help"));
        assertEquals("usage: so\n", out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--quiet",
                "localhost",
                "localhost:0",
                "localhost:1 localhost:2",
                "localhost:1 --wrong",
                "localhost:1 --connections 0",
                "localhost:1 --connections -5",
                "localhost:1 --connections NaN",
                "localhost:1 --connections 1000000000",
                "localhost:1 --connections 1000000 --in-flight 5",
                "localhost:1 --in-flight 0",
                "localhost:1 --rate 0",
                "localhost:1 --rate 1e9",
                "localhost:1 --rate 5 --batch",
                "localhost:1 --seconds 0",
                "localhost:1 --seconds NaN",
                "localhost:1 --seconds Infinity",
                "localhost:1 --seconds -1",
                "localhost:1 --messages 0",
                "localhost:1 --warm-up -1",
                "localhost:1 --ids 0",
                "localhost:1 --ids 100000001",
                "localhost:1 --ids 100000000 --whatsat 1",
                "localhost:1 --order backwards",
                "localhost:1 --prefix=",
                "localhost:1 --prefix \u00e4",
                "localhost:1 --whatsat 101",
                "localhost:1 --radius 51",
                "localhost:1 --limit 21",
                "localhost:1 --idle 1000000001",
                "localhost:1 --to nowhere",
                "localhost:1 --to localhost:2 --in-flight 2",
                "localhost:1 --to localhost:2 --ids 5 --connections 6",
                "localhost:1 --timeout 0",
                "localhost:1 --clock-tolerance NaN",
                "localhost:1 --server-pid 0",
                "localhost:1 --server-pid 2147483647",
                "localhost:1 --json /nowhere/at/all/result.json",
                "localhost:1 --json /",
            })
    void saysWhatIsWrongWithItsArguments(String arguments) {
        assertEquals(2, run(arguments));
        assertTrue(err.toString().startsWith("load: "), err::toString);
        assertTrue(err.toString().endsWith("; --help shows what there is\n"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertFalse(err.toString().contains("connection 1 of"), err::toString);
        assertEquals("", out.toString());
    }
}
