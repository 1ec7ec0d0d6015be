package herd.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The load generator from arguments to result, against a herd that is right. */
@Timeout(60)
class LoadProgramTest extends ALoad {

    private static LiveHerd herd;

    @BeforeAll
    static void start() {
        herd = LiveHerd.of(Topology.of("Hill Smith", "Hill-Smith"));
        herd.awaitLinks();
    }

    @AfterAll
    static void close() {
        herd.close();
    }

    private static String address(String server) {
        return "127.0.0.1:" + herd.address(server).getPort();
    }

    @Test
    void countsEveryAnswerOfAServerThatIsRight() {
        int code =
                run(
                        address("Hill")
                                + " --connections 3 --in-flight 7 --messages 5000 --warm-up 0.1"
                                + " --ids 100 --whatsat 5 --idle 70 --histogram");
        assertEquals(0, code, () -> out.toString() + err);
        assertSaid("closed loop to Hill at " + address("Hill"));
        assertSaid("5,000 answers in ");
        assertSaid("70 of 70 idle connections alive at the end");
        assertSaid("all answered, and rightly");
        assertTrue(out.toString().matches("(?s).*WHATSAT to its answer\n<= .*"), out::toString);
    }

    @Test
    void keepsToItsRateInAnOpenLoop() {
        String load = " --connections 4 --rate 2000 --seconds 0.5 --warm-up 0 --json - --quiet";
        assertEquals(0, run(address("Hill") + load), err::toString);
        assertTrue(out.toString().contains("\n  \"sent\": 1000,\n"), out::toString);
        assertTrue(out.toString().contains("\"reportNanos\": {\"count\": 1000, "), out::toString);
        assertTrue(out.toString().contains("\n  \"unsent\": 0,\n"), out::toString);
    }

    @Test
    void seesReportsArriveAtTheOtherServer() {
        String load = " --connections 2 --ids 10 --messages 60 --warm-up 0 --json - --quiet";
        String there = address("Hill") + " --prefix there- --to " + address("Smith") + load;
        assertEquals(0, run(there), err::toString);
        assertTrue(out.toString().contains("\"arrivalNanos\": {\"count\": 60, "), out::toString);
        String back = address("Smith") + " --prefix there- --to " + address("Hill") + load;
        assertEquals(0, run(back), err::toString);
    }

    @Test
    void writesJsonIntoAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("result.json");
        String json = " --prefix \"\\< --json " + file;
        assertEquals(0, run(address("Hill") + FEW + 20 + json), err::toString);
        byte[] text = Files.readAllBytes(file);
        assertTrue(new PlacesBody().read(text, 0, text.length), () -> new String(text));
        assertTrue(Files.readString(file).contains("\"prefix\": \"\\\"\\\\<\""));
        assertSaid("all answered, and rightly");
    }

    @Test
    void writesJsonThatIsJsonWhateverTheServerIsCalled() {
        String text =
                new JsonObject().put("a", "\"\\\n\u0000\u00ff").put("b", Double.NaN, 2).toString();
        assertEquals("{\n  \"a\": \"\\\"\\\\\\u000a\\u0000\\u00ff\",\n  \"b\": null\n}\n", text);
    }

    @Test
    void saysThatThereIsNoServer() {
        try (LiveHerd down = LiveHerd.builder().topology(Topology.of("Hill", "")).stopped()) {
            assertEquals(2, run("127.0.0.1:" + down.address("Hill").getPort() + FEW + 1));
        }
        assertTrue(
                err.toString()
                        .matches(
                                "load: connection 1 of 1, to 127.0.0.1:\\d+: Connection refused\n"),
                err::toString);
    }

    @Test
    void showsWhatThereIsWhenItIsStopped() throws Exception {
        int[] code = {-1};
        Thread load = new Thread(() -> code[0] = run(address("Hill") + " --seconds 1000"));
        load.start();
        while (!err.toString().contains("measuring: ")) {
            Thread.onSpinWait();
        }
        program.stop();
        load.join();
        assertEquals(0, code[0]);
        assertSaid("ended early");
        assertSaid("all answered, and rightly");
    }
}
