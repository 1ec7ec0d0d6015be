package herd.testkit.load;

import static herd.testkit.load.LittleServer.right;
import static herd.testkit.load.LittleServer.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The load generator from arguments to result, against servers that are right, and that are not. */
@Timeout(60)
class LoadProgramTest {

    private static final String FEW = " --connections 1 --warm-up 0 --quiet --messages ";

    private static LiveHerd herd;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LoadProgram program = new LoadProgram("usage: so\n", print(out), print(err));

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.US_ASCII);
    }

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

    private int run(String line) {
        return program.run(line.split(" "));
    }

    private void assertSaid(String what) {
        assertTrue(out.toString().contains(what), () -> "no \"" + what + "\" in " + out + err);
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

    /** The first line at the one server is a greeting; the second is all the other ever hears of. */
    @Test
    void doesNotTakeAnOldReportForTheOneThatIsAwaited() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        LittleServer.Manner reported =
                (line, number, to) -> {
                    if (number == 1) {
                        first.complete(right(line));
                    }
                    return tell(to, right(line));
                };
        LittleServer.Manner told = (line, number, to) -> tell(to, first.join() + "{}\n\n");
        try (LittleServer one = LittleServer.that(reported);
                LittleServer other = LittleServer.that(told)) {
            String flood = " --to " + other.address() + " --ids 1 --timeout 0.5";
            assertEquals(1, run(one.address() + FEW + 2 + flood), err::toString);
        }
        assertSaid("1 of them seen at the other server");
        assertSaid("FOUND watching connection 0: client 0 not there after ");
        assertSaid("0 answers wrong, 0 late, 1 missing; 0 connections lost");
    }

    /** With a greeting that is answered rightly, and then all in the manner that is tried. */
    private int loadOn(String options, LittleServer.Manner manner) throws IOException {
        return loadOn(20, options, manner);
    }

    private int loadOn(int messages, String options, LittleServer.Manner manner)
            throws IOException {
        LittleServer.Manner polite =
                (line, number, to) ->
                        number == 0 ? tell(to, right(line)) : manner.answer(line, number, to);
        try (LittleServer server = LittleServer.that(polite)) {
            return run(server.address() + FEW + messages + options);
        }
    }

    private static boolean says(OutputStream to, String text) throws IOException {
        return tell(to, text);
    }

    @Test
    void takesWhatIsRightForRight() throws IOException {
        assertEquals(0, loadOn("", (line, number, to) -> says(to, right(line))));
        assertSaid("closed loop to Little at ");
    }

    @Test
    void reportsAnswersThatAreNone() throws IOException {
        assertEquals(1, loadOn("", (line, number, to) -> says(to, "? " + line + "\u0007\n")));
        assertSaid("FOUND connection 0 IAMAT \"load-");
        assertSaid(": no AT line as the contract spells it: \"? IAMAT load-");
        assertSaid("\\x07\\n\"\n");
        assertSaid("20 answers wrong, 0 late, 0 missing; 0 connections lost");
        assertEquals(5, out.toString().split("FOUND").length - 1, out::toString);
    }

    @Test
    void reportsAnotherEcho() throws IOException {
        assertEquals(
                1, loadOn("", (line, number, to) -> says(to, right(line.replace("-0", "-1")))));
        assertSaid("does not repeat what was sent");
    }

    @Test
    void reportsADifferenceThatCannotBe() throws IOException {
        assertEquals(
                1,
                loadOn("", (line, number, to) -> says(to, right(line).replace("+0.", "+5000."))));
        assertSaid("the difference is none that the clocks explain");
    }

    @Test
    void reportsAnswersThatNobodyAskedFor() throws IOException {
        assertEquals(1, loadOn("", (line, number, to) -> says(to, right(line) + "Welcome!\n")));
        assertSaid("Welcome!");
    }

    @Test
    void reportsPlacesThatBreakOff() throws IOException {
        LittleServer.Manner broken =
                (line, number, to) ->
                        line.startsWith("IAMAT")
                                ? says(to, right(line))
                                : says(to, "AT Little +0.000000001 nobody +1-1 1\n{\n\n");
        assertEquals(1, loadOn(" --ids 1 --whatsat 50", broken));
        assertSaid("connection 0 WHATSAT about \"load-00000000 ");
    }

    @Test
    void reportsSilence() throws IOException {
        assertEquals(1, loadOn(" --timeout 0.3", (line, number, to) -> true));
        assertSaid("FOUND connection 0: the server was silent for 300 ms, 1 answers owed");
        assertSaid("ended early");
        assertSaid("0 answers wrong, 0 late, 1 missing; 1 connections lost");
    }

    @Test
    void reportsHalfAnAnswer() throws IOException {
        LittleServer.Manner breaksOff =
                (line, number, to) -> {
                    says(to, number < 5 ? right(line) : right(line).substring(0, 50));
                    return number < 5;
                };
        assertEquals(1, loadOn("", breaksOff));
        assertSaid("FOUND connection 0: closed in the middle of an answer, 1 answers owed");
    }

    @Test
    void reportsThatItWasClosed() throws IOException {
        assertEquals(
                1,
                loadOn(
                        " --in-flight 3",
                        (line, number, to) -> number < 9 && says(to, right(line))));
        String text = out.toString();
        assertTrue(text.matches("(?s).*FOUND connection 0: [^,]+, 3 answers owed\n.*"), text);
    }

    /** One byte at a time is no silence, but it takes too long. */
    @Test
    void reportsAnswersThatAreLate() throws IOException {
        LittleServer.Manner slow =
                (line, number, to) -> {
                    for (char c : right(line).toCharArray()) {
                        LockSupport.parkNanos(35_000_000);
                        says(to, "" + c);
                    }
                    return true;
                };
        assertEquals(1, loadOn(1, " --timeout 2", slow));
        assertSaid("answered after ");
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
    void saysThatAServerDoesNotAnswer() throws IOException {
        try (LittleServer mute = LittleServer.that((line, number, to) -> true)) {
            assertEquals(1, run(mute.address() + FEW + 1 + " --timeout 0.2"));
        }
        assertTrue(err.toString().endsWith(": the server was silent for 200 ms\n"), err::toString);
    }

    @Test
    void saysHowFarItCame() throws IOException {
        try (LittleServer rude = LittleServer.that((line, number, to) -> false)) {
            assertEquals(1, run(rude.address() + " --connections 9 --idle 100 --quiet"));
        }
        assertTrue(err.toString().contains(" of 109, to 127.0.0.1:"), err::toString);
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
