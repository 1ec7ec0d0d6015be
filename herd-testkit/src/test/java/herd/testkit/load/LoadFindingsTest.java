package herd.testkit.load;

import static herd.testkit.load.LittleServer.right;
import static herd.testkit.load.LittleServer.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the load generator finds in servers that are wrong. */
@Timeout(60)
class LoadFindingsTest extends ALoad {

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

    @Test
    void takesWhatIsRightForRight() throws IOException {
        assertEquals(0, loadOn("", (line, number, to) -> tell(to, right(line))));
        assertSaid("closed loop to Little at ");
    }

    @Test
    void reportsAnswersThatAreNone() throws IOException {
        assertEquals(1, loadOn("", (line, number, to) -> tell(to, "? " + line + "\u0007\n")));
        assertSaid("FOUND connection 0 IAMAT \"load-");
        assertSaid(": no AT line as the contract spells it: \"? IAMAT load-");
        assertSaid("\\x07\\n\"\n");
        assertSaid("20 answers wrong, 0 late, 0 missing; 0 connections lost");
        assertEquals(5, out.toString().split("FOUND").length - 1, out::toString);
    }

    @Test
    void reportsAnotherEcho() throws IOException {
        assertEquals(
                1, loadOn("", (line, number, to) -> tell(to, right(line.replace("-0", "-1")))));
        assertSaid("does not repeat what was sent");
    }

    @Test
    void reportsADifferenceThatCannotBe() throws IOException {
        assertEquals(
                1,
                loadOn("", (line, number, to) -> tell(to, right(line).replace("+0.", "+5000."))));
        assertSaid("the difference is none that the clocks explain");
    }

    @Test
    void reportsAnswersThatNobodyAskedFor() throws IOException {
        assertEquals(1, loadOn("", (line, number, to) -> tell(to, right(line) + "Welcome!\n")));
        assertSaid("Welcome!");
    }

    @Test
    void reportsPlacesThatBreakOff() throws IOException {
        LittleServer.Manner broken =
                (line, number, to) ->
                        line.startsWith("IAMAT")
                                ? tell(to, right(line))
                                : tell(to, "AT Little +0.000000001 nobody +1-1 1\n{\n\n");
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
                    tell(to, number < 5 ? right(line) : right(line).substring(0, 50));
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
                        (line, number, to) -> number < 9 && tell(to, right(line))));
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
                        tell(to, "" + c);
                    }
                    return true;
                };
        assertEquals(1, loadOn(1, " --timeout 2", slow));
        assertSaid("answered after ");
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
}
