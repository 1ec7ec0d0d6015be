package herd.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.line.LineSink;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Readers with a bug each: the fuzzer finds every one of them, and says it with a short input. */
class PlantedBugsTest {

    private static final int ENOUGH_INPUTS = 300_000;
    private static final long SEED = 7;

    @TestFactory
    Stream<DynamicTest> findsEveryWayToMisreadALineOfAClient() {
        Map<String, UnaryOperator<String>> bugs = new LinkedHashMap<>();
        bugs.put("takes an exponent", line -> line.replaceAll("(?<=[0-9])e[0-9]+", ""));
        bugs.put("ends a line at a carriage return", line -> line.split("\r", 2)[0]);
        bugs.put("takes NUL for white space", line -> line.replace('\0', ' '));
        bugs.put("takes 0x1F for white space", line -> line.replace('\u001f', ' '));
        bugs.put("takes 0x85 for white space", line -> line.replace('\u0085', ' '));
        bugs.put("takes a no-break space for white space", line -> line.replace('\u00a0', ' '));
        bugs.put("takes no vertical tab for white space", line -> line.replace('\u000b', '_'));
        bugs.put("takes lower case words", line -> line.replace("whatsat", "WHATSAT"));
        bugs.put("takes 91 degrees north", line -> line.replace("+91", "+90"));
        bugs.put("takes 181 degrees", line -> line.replaceAll("[+-]181(?=[ .])", "-180"));
        bugs.put("takes a bound of 21", line -> line.replaceAll("(?<=\\s)21$", "20"));
        bugs.put("takes a radius of 51", line -> line.replaceAll("\\s51\\s", " 50 "));
        bugs.put("reads a bound of 32 bits", line -> line.replaceAll("4294967296$", "0"));
        bugs.put(
                "takes a point without digits",
                line -> line.replaceAll("(?<=[0-9])\\.(?=\\s)", ""));
        bugs.put("takes a fifth field", line -> line.replaceAll("(?<=\\S)\\s+kiwi$", ""));
        bugs.put(
                "takes a sign before the time",
                line -> line.replaceAll("(?<=\\s)\\+(?=\\d+$)", ""));
        bugs.put("compares IDs in lower case", line -> line.replace("Kiwi", "kiwi"));
        bugs.put(
                "drops leading zeros of the time",
                line -> line.replaceAll("(?<=\\s)0+(?=\\d+$)", ""));
        bugs.put("takes 19 digits", line -> line.replaceAll("\\d(?=\\d{18}$)", ""));
        bugs.put("reads past the end", line -> line + '0');
        return bugs.entrySet().stream()
                .map(
                        bug ->
                                test(
                                        bug.getKey(),
                                        new CommandTarget(() -> misreading(bug.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> findsEveryWayToAnswerWrongly() {
        Map<String, UnaryOperator<String>> bugs = new LinkedHashMap<>();
        bugs.put("minus zero", said -> said.replace(" +0.000000000 ", " -0.000000000 "));
        bugs.put("no zero before the point", said -> said.replace(" +0.", " +."));
        bugs.put("no sign when positive", said -> said.replace(" +0.", " 0."));
        bugs.put("eight decimals", said -> said.replaceAll("( [+-]\\d+\\.\\d{8})\\d ", "$1 "));
        bugs.put("IDs in lower case", said -> said.toLowerCase(Locale.ROOT));
        bugs.put("the difference as a double", PlantedBugsTest::asDouble);
        bugs.put("a time without zeros at its end", said -> said.replaceAll("(\\.\\d+?)0+$", "$1"));
        return bugs.entrySet().stream()
                .map(
                        bug ->
                                test(
                                        bug.getKey(),
                                        new CommandTarget(() -> misanswering(bug.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> findsEveryWayToMisreadARecord() {
        Map<String, UnaryOperator<String>> bugs = new LinkedHashMap<>();
        bugs.put("takes two blanks", line -> line.replace("  ", " "));
        bugs.put("takes a tab", line -> line.replace('\t', ' '));
        bugs.put("takes a blank at the end", String::stripTrailing);
        bugs.put("takes minus zero", line -> line.replace(" -0.000000000 ", " +0.000000000 "));
        bugs.put("takes needless zeros", line -> line.replaceAll(" \\+0+(?=\\d+\\.\\d{9} )", " +"));
        bugs.put("takes ten decimals", line -> line.replaceAll("( [+-]\\d+\\.\\d{9})\\d ", "$1 "));
        bugs.put("takes a name of 65 bytes", line -> line.replace("AT " + "x".repeat(65), "AT x"));
        bugs.put("takes any last name byte", line -> line.replace("x- ", "x "));
        return bugs.entrySet().stream()
                .map(
                        bug ->
                                test(
                                        bug.getKey(),
                                        new RecordTarget(() -> misreadingAt(bug.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> findsEveryWayToCutAStreamWrongly() {
        Map<String, IntFunction<LineTarget.Subject>> bugs = new LinkedHashMap<>();
        bugs.put("one byte more than the limit", limit -> LineTarget.product(limit + 1));
        bugs.put(
                "one byte less than the limit",
                limit -> LineTarget.product(Math.max(1, limit - 1)));
        bugs.put(
                "a carriage return ends a line", limit -> new WrongReader(limit, '\r', '\n', true));
        bugs.put("NUL is lost", limit -> new WrongReader(limit, '\0', ' ', true));
        bugs.put(
                "what comes last without an end is lost",
                limit -> new WrongReader(limit, 0, 0, false));
        return bugs.entrySet().stream()
                .map(bug -> test(bug.getKey(), new LineTarget(bug.getValue())));
    }

    private static DynamicTest test(String bug, Target target) {
        return DynamicTest.dynamicTest(bug, () -> assertFound(target));
    }

    private static void assertFound(Target target) {
        Optional<Finding> found = new Campaign(target, SEED, 0, ENOUGH_INPUTS, 1).run(tried -> {});
        assertTrue(found.isPresent(), "not found");
        Finding finding = found.get();
        assertTrue(finding.smallest().length <= finding.input().length, finding::toString);
        assertTrue(finding.smallest().length <= target.headerBytes() + 130, finding::toString);
        Optional<String> again = Campaign.check(target.trial(), finding.smallest(), new Tally());
        assertEquals(Optional.of(finding.whatOfSmallest()), again);
    }

    private static CommandTarget.Subject misreading(UnaryOperator<String> bug) {
        CommandTarget.Subject sound = CommandTarget.product();
        return (bytes, offset, length, server, wallNanos) -> {
            byte[] misread =
                    bug.apply(new String(bytes, offset, length, ISO_8859_1)).getBytes(ISO_8859_1);
            return sound.read(misread, 0, misread.length, server, wallNanos);
        };
    }

    private static CommandTarget.Subject misanswering(UnaryOperator<String> bug) {
        CommandTarget.Subject sound = CommandTarget.product();
        return (bytes, offset, length, server, wallNanos) ->
                bug.apply(sound.read(bytes, offset, length, server, wallNanos));
    }

    private static RecordTarget.Subject misreadingAt(UnaryOperator<String> bug) {
        RecordTarget.Subject sound = RecordTarget.product();
        return (bytes, offset, length) -> {
            byte[] misread =
                    bug.apply(new String(bytes, offset, length, ISO_8859_1)).getBytes(ISO_8859_1);
            return sound.read(misread, 0, misread.length);
        };
    }

    /** Spells the difference once more, by way of a double. */
    private static String asDouble(String said) {
        int at = said.indexOf(" answered AT ");
        if (at < 0) {
            return said;
        }
        String[] words = said.substring(at + 13).split(" ");
        String again = String.format(Locale.ROOT, "%+.9f", Double.parseDouble(words[1]));
        return said.replace(' ' + words[1] + ' ', ' ' + again + ' ');
    }

    /** Takes one byte for another, and may forget what comes last. */
    private static final class WrongReader implements LineTarget.Subject {
        private final LineTarget.Subject sound;
        private final int wrong;
        private final int right;
        private final boolean ends;

        WrongReader(int limit, int wrong, int right, boolean ends) {
            sound = LineTarget.product(limit);
            this.wrong = wrong;
            this.right = right;
            this.ends = ends;
        }

        @Override
        public int read(byte[] bytes, int offset, int length, LineSink sink) {
            byte[] misread = bytes.clone();
            for (int i = 0; i < misread.length; i++) {
                misread[i] = misread[i] == wrong ? (byte) right : misread[i];
            }
            return sound.read(misread, offset, length, sink);
        }

        @Override
        public void end(LineSink sink) {
            if (ends) {
                sound.end(sink);
            }
        }

        @Override
        public int heldBytes() {
            return sound.heldBytes();
        }
    }
}
