package herd.testkit.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.program.UsageException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a right answer. */
class JudgeTest {

    private static final long NOON = 1_520_023_934_918_963_997L;
    private static final long MILLI = 1_000_000L;
    private static final String BODY =
            "{\n \"results\" : [ {\"name\":\"a\"}, {\"name\":\"b\"} ],\n \"status\" : \"OK\"\n}\n\n";

    private final LoadPlan plan = plan("127.0.0.1:1 --clock-tolerance 0.5 --whatsat 1 --limit 2");
    private final Commands commands = new Commands(plan.content());
    private final Judge judge = new Judge(commands, plan, NOON - 1);
    private final InFlight asked = new InFlight(3, commands.reportBytes());
    private final Known known = new Known(100);

    private static LoadPlan plan(String line) {
        try {
            return LoadOptions.read(line.split(" ")).plan();
        } catch (UsageException e) {
            throw new AssertionError(e);
        }
    }

    private String command(int slot) {
        return new String(asked.texts(), asked.textFrom(slot), commands.reportBytes(), ISO_8859_1);
    }

    private int report(int id, long time) {
        int slot = asked.addReport(id, 0, time);
        commands.report(asked.texts(), asked.textFrom(slot), id, time);
        return slot;
    }

    private int question(int id, long least) {
        int slot = asked.addQuestion(id, 0, 0, least);
        commands.report(asked.texts(), asked.textFrom(slot), id, 0);
        return slot;
    }

    private String right(int slot, String difference) {
        return "AT Hill " + difference + ' ' + command(slot).substring(6).strip();
    }

    private Verdict judgeReport(String line, int slot) {
        byte[] bytes = ("..." + line + "\n").getBytes(ISO_8859_1);
        return judge.report(bytes, 3, 3 + line.length(), asked, slot, NOON + 10 * MILLI);
    }

    private Verdict judgePlaces(String answer, int slot) {
        byte[] bytes = ("..." + answer).getBytes(ISO_8859_1);
        return judge.places(bytes, 3, bytes.length, asked, slot, known, NOON + 1_000);
    }

    @Test
    void commandsAreSpelledAsTheContractSays() {
        String report = command(report(42, NOON));
        assertTrue(
                report.matches(
                        "IAMAT load-00000042 [+-]\\d\\d\\.\\d{6}[+-]\\d{3}\\.\\d{6}"
                                + " 1520023934\\.918963997\n"),
                report);
        assertEquals(commands.reportBytes(), report.length());
        byte[] question = new byte[commands.questionBytes()];
        assertEquals(question.length, commands.question(question, 0, 42));
        assertEquals("WHATSAT load-00000042 10 2\n", new String(question, ISO_8859_1));
    }

    @Test
    void timesAreWrittenAndRead() {
        Random random = new Random(5);
        byte[] text = new byte[commands.reportBytes()];
        for (int i = 0; i < 1_000; i++) {
            long time =
                    1_000_000_000_000_000_000L + (random.nextLong() >>> (2 + random.nextInt(60)));
            commands.report(text, 0, 1, time);
            assertEquals(time, Commands.readTime(text, text.length - 1 - Commands.TIME_BYTES));
        }
        assertEquals(-1, Commands.readTime("1520023934,918963997".getBytes(ISO_8859_1), 0));
        assertEquals(-1, Commands.readTime("152002393x.918963997".getBytes(ISO_8859_1), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+0.000000000", "+0.010000000", "-0.500000000", "+0.509999999"})
    void takesWhatTheClocksExplain(String difference) {
        int slot = report(7, NOON);
        assertEquals(Verdict.RIGHT, judgeReport(right(slot, difference), slot));
    }

    @ParameterizedTest
    @CsvSource({
        "+0.510000001, OTHER_DIFFERENCE",
        "-0.500000001, OTHER_DIFFERENCE",
        "+999999999.000000000, OTHER_DIFFERENCE",
        "+9999999999.000000000, NO_AT_LINE",
        "-0.000000000, NO_AT_LINE",
        "0.000000001, NO_AT_LINE",
        "+00.000000001, NO_AT_LINE",
        "+.000000001, NO_AT_LINE",
        "+0.00000001, NO_AT_LINE",
        "+0.0000000010, NO_AT_LINE",
        "+0.00000000x, NO_AT_LINE",
        "++0.000000001, NO_AT_LINE",
        "+0;000000001, NO_AT_LINE",
        "+1e0.000000001, NO_AT_LINE",
    })
    void takesNoOtherDifference(String difference, Verdict verdict) {
        int slot = report(7, NOON);
        assertEquals(verdict, judgeReport(right(slot, difference), slot));
    }

    /** But digits of the difference: another one may be as right. */
    @Test
    void noticesEveryByteThatIsWrong() {
        int slot = report(7, NOON);
        String right = right(slot, "+0.000000001");
        assertEquals(Verdict.RIGHT, judgeReport(right, slot));
        int digitsFrom = right.indexOf('+') + 1;
        for (int at = 0; at < right.length(); at++) {
            boolean isDifference = at >= digitsFrom && at < digitsFrom + 11;
            for (int c = 0; c < 256; c++) {
                boolean isDigit = c >= '0' && c <= '9' && right.charAt(at) != '.';
                boolean isSign = c == '-' && at == digitsFrom - 1;
                if (c != right.charAt(at) && !isSign && !(isDifference && isDigit)) {
                    String wrong = right.substring(0, at) + (char) c + right.substring(at + 1);
                    assertNotEquals(Verdict.RIGHT, judgeReport(wrong, slot), wrong);
                }
            }
            String shorter = right.substring(0, at) + right.substring(at + 1);
            assertNotEquals(Verdict.RIGHT, judgeReport(shorter, slot), shorter);
            String longer = right.substring(0, at) + ' ' + right.substring(at);
            assertNotEquals(Verdict.RIGHT, judgeReport(longer, slot), longer);
            assertNotEquals(Verdict.RIGHT, judgeReport(right.substring(0, at), slot));
        }
    }

    @Test
    void aServerKeepsItsName() {
        int slot = report(7, NOON);
        assertEquals(Verdict.RIGHT, judgeReport(right(slot, "+0.000000001"), slot));
        assertEquals("Hill", new String(judge.name(), ISO_8859_1));
        String other = right(slot, "+0.000000001").replace("Hill", "Hall");
        assertEquals(Verdict.OTHER_SERVER, judgeReport(other, slot));
    }

    @Test
    void placesFollowTheNewestReport() {
        known.confirmed(7, NOON, 5);
        int slot = question(7, NOON);
        String subject = command(slot).substring(6).split(" 0000000000")[0];
        String line = "AT Hill +0.000000005 " + subject + " 1520023934.918963997\n";
        assertEquals(Verdict.RIGHT, judgePlaces(line + BODY, slot));
        assertTrue(judge.arePlacesAvailable());
        assertEquals(NOON, judge.timeNanos());
        String later = line.replace("963997", "963998");
        assertEquals(Verdict.RIGHT, judgePlaces(later.replace("05 ", "09 ") + BODY, slot));
        assertEquals(Verdict.TOO_OLD, judgePlaces(line.replace("963997", "963996") + BODY, slot));
        assertEquals(
                Verdict.NEVER_SENT, judgePlaces(line.replace("963997", "969997") + BODY, slot));
        assertEquals(
                Verdict.OTHER_DIFFERENCE, judgePlaces(line.replace("05 ", "06 ") + BODY, slot));
        assertEquals(Verdict.OTHER_ECHO, judgePlaces(line.replace("07 ", "08 ") + BODY, slot));
        assertEquals(Verdict.OTHER_SERVER, judgePlaces(line.replace("Hill", "Hall") + BODY, slot));
        assertEquals(Verdict.NO_AT_LINE, judgePlaces("? WHATSAT load-00000007 10 2\n", slot));
    }

    @Test
    void anEarlierLoadMayHaveReportedElsewhere() {
        int slot = question(7, 0);
        String subject = command(slot).substring(6).split(" 0000000000")[0];
        String line = "AT Elsewhere +0.000000005 " + subject + " 1420023934.918963997\n";
        assertEquals(Verdict.RIGHT, judgePlaces(line + BODY, slot));
        assertEquals(0, judge.name().length);
    }

    @Test
    void placesAreWholeAndNoMoreThanAskedFor() {
        int slot = question(7, NOON);
        String subject = command(slot).substring(6).split(" 0000000000")[0];
        String line = "AT Hill +0.000000005 " + subject + " 1520023934.918963997\n";
        for (int end = 0; end < BODY.length() - 3; end++) {
            String cut = BODY.substring(0, end) + "\n\n";
            assertEquals(Verdict.BROKEN_PLACES, judgePlaces(line + cut, slot), cut);
        }
        String three = BODY.replace("[ ", "[ 1, ");
        assertEquals(Verdict.TOO_MANY_PLACES, judgePlaces(line + three, slot));
        String excuse = BODY.replace("OK", "UNKNOWN_ERROR");
        assertEquals(Verdict.RIGHT, judgePlaces(line + excuse, slot));
        assertFalse(judge.arePlacesAvailable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\"a\":[],\"b\":{},\"c\":[1,-0.5e+7,true,false,null,\"\\u00e9\\n\\\"\"]} \n",
                "{\"results\":[[1,2],{\"results\":[1,2,3]}],\"status\":\"ZERO_RESULTS\"}",
            })
    void readsJson(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        assertTrue(new PlacesBody().read(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{}}",
                "{} {}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"}",
            })
    void takesNothingElseForJson(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        assertFalse(new PlacesBody().read(bytes, 0, bytes.length), text);
    }

    @Test
    void countsTheResultsOfTheOuterObjectOnly() {
        PlacesBody body = new PlacesBody();
        String text =
                "{\"a\":{\"results\":[1,2,3]},\"results\":[[1,2],{\"results\":[1]}],\"b\":{\"results\":[]}}";
        assertTrue(body.read(text.getBytes(ISO_8859_1), 0, text.length()));
        assertEquals(2, body.results());
        String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertFalse(body.read(deep.getBytes(ISO_8859_1), 0, deep.length()));
    }

    @Test
    void whatIsInFlightComesOutInOrder() {
        Random random = new Random(9);
        InFlight ring = new InFlight(5, 1);
        Deque<Integer> model = new ArrayDeque<>();
        for (int i = 0; i < 10_000; i++) {
            if (random.nextBoolean() && !ring.isFull()) {
                int slot = i % 3 == 0 ? ring.addQuestion(i, i, i, i) : ring.addReport(i, i, i);
                ring.texts()[ring.textFrom(slot)] = (byte) i;
                model.add(i);
            } else if (ring.size() > 0) {
                int slot = ring.oldest();
                int expected = model.remove();
                assertEquals(expected, ring.id(slot));
                assertEquals(expected, ring.startNanos(slot));
                assertEquals(expected % 3 == 0, ring.isQuestion(slot));
                assertEquals((byte) expected, ring.texts()[ring.textFrom(slot)]);
                ring.removeOldest();
            }
            assertEquals(model.size(), ring.size());
            assertEquals(model.size() == 5, ring.isFull());
        }
    }

    @Test
    void findsWhereAnswersEnd() {
        byte[] text = "AT a\n{\n}\n\n? b\n\nAT".getBytes(ISO_8859_1);
        assertEquals(5, Answers.lineEnd(text, 0, text.length));
        assertEquals(10, Answers.placesEnd(text, 0, text.length));
        assertEquals(14, Answers.placesEnd(text, 10, text.length));
        for (int to = 0; to < 10; to++) {
            assertEquals(-1, Answers.placesEnd(Arrays.copyOf(text, to), 0, to));
        }
        assertEquals(-1, Answers.lineEnd(text, 15, text.length));
    }
}
