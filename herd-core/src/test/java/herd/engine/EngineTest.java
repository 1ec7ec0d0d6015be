package herd.engine;

import static herd.engine.TestServer.PLACES_TIMEOUT;
import static herd.engine.TestServer.SECOND;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.flood.FloodRules;
import herd.flood.RecordView;
import herd.link.HerdSettings;
import herd.places.PlacesAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** One whole server, without a world. PROTOCOL.md, Clients; Flooding. */
class EngineTest {

    private static final String IAMAT = "IAMAT kiwi +34.068930-118.445127 1520023934\n";
    private static final String AT = "AT Hill +1.000000000 kiwi +34.068930-118.445127 1520023934";
    private static final String NEWER = "IAMAT kiwi +1-1 1520023934.5\n";
    private static final String JSON = "{\n\"results\" : [ 1, 2 ],\n\"status\" : \"OK\"\n}";

    private final TestServer hill = new TestServer("Hill", "Jaquez", "Smith");
    private final TestServer jaquez = new TestServer("Jaquez", "Hill");
    private TestServer.Peer toJaquez;
    private TestServer.Peer toHill;

    @Test
    void hasTheNewsForTheNeighboursBeforeAnAnswerCanLeave() {
        linkUp();
        TestServer.Peer client = hill.client();
        client.say(IAMAT);
        assertTrue(toJaquez.pipe.take().startsWith(AT + " 1 "));
        assertEquals(AT + '\n', client.pipe.take());
    }

    @Test
    void storesByTheEndOfTheTurnAlsoWithoutNeighbours() {
        TestServer alone = new TestServer("Alone");
        alone.client().say(IAMAT);
        assertEquals(1, count(alone.events, "stored"));
    }

    @Test
    void passesNothingBackToWhoToldIt() {
        linkUp();
        jaquez.client().say(IAMAT);
        TestServer.carry(toJaquez, toHill);
        assertEquals(0, count(hill.events, "record out to 0"));
        assertEquals(1, count(hill.events, "stored"));
        assertTrue(hill.engine.find("kiwi".getBytes(ISO_8859_1)).isPresent());
    }

    @Test
    void passesOnNothingOlderAndNothingTwice() {
        linkUp();
        hill.client().say(NEWER);
        TestServer.carry(toJaquez, toHill);
        hill.client().say(IAMAT + IAMAT);
        assertEquals("", toJaquez.pipe.take());
        assertEquals(1, count(hill.events, "record out to 0"));
    }

    @Test
    void answersAQuestionAtAnyServerInOnePiece() {
        linkUp();
        hill.client().say(IAMAT);
        TestServer.carry(toJaquez, toHill);
        TestServer.Peer client = jaquez.client();
        client.say("WHATSAT kiwi 10 2\n");
        assertEquals("", client.pipe.take());
        jaquez.engine.lookedUp(jaquez.token, PlacesAnswer.found(JSON.getBytes(ISO_8859_1)));
        assertEquals(1, client.pipe.offers());
        assertEquals(AT + '\n' + JSON + "\n\n", client.pipe.take());
        assertEquals(0, jaquez.engine.openQuestions());
    }

    @Test
    void answersInTimeWhateverThePlacesDo() {
        TestServer.Peer client = hill.client();
        client.say(IAMAT);
        client.pipe.take();
        client.say("WHATSAT kiwi 10 2\n");
        assertTrue(hill.asked.contains("look up until " + PLACES_TIMEOUT), hill.asked::toString);
        hill.runTo(PLACES_TIMEOUT - 1);
        assertEquals("", client.pipe.take());
        hill.runTo(PLACES_TIMEOUT);
        String answer = client.pipe.take();
        assertTrue(answer.startsWith(AT + "\n{"), answer);
        assertTrue(answer.endsWith("\"status\" : \"UNKNOWN_ERROR\"\n}\n\n"), answer);
        assertTrue(hill.asked.contains("abandon look-up " + hill.token), hill.asked::toString);
        hill.engine.lookedUp(hill.token, PlacesAnswer.found(JSON.getBytes(ISO_8859_1)));
        assertEquals("", client.pipe.take(), "an answer that comes late is dropped");
    }

    @Test
    void takesAnUpdateWhileAQuestionIsOpenAndKeepsItsAnswerBack() {
        linkUp();
        TestServer.Peer client = hill.client();
        client.say(IAMAT);
        client.pipe.take();
        TestServer.carry(toJaquez, toHill);
        client.say("WHATSAT kiwi 10 2\n" + NEWER);
        assertTrue(toJaquez.pipe.take().contains(" kiwi +1-1 1520023934.5 2 "));
        assertEquals("", client.pipe.take());
        hill.engine.lookedUp(hill.token, PlacesAnswer.found(JSON.getBytes(ISO_8859_1)));
        String answers = client.pipe.take();
        assertTrue(answers.startsWith(AT + '\n' + JSON), answers);
        assertTrue(answers.endsWith("\n\nAT Hill +0.500000000 kiwi +1-1 1520023934.5\n"), answers);
    }

    @Test
    void givesALookUpUpWhenItsAskerHasGone() {
        TestServer.Peer client = hill.client();
        client.say(IAMAT + "WHATSAT kiwi 10 2\n");
        client.breakOff();
        assertTrue(hill.asked.contains("abandon look-up " + hill.token), hill.asked::toString);
        assertEquals(0, hill.engine.openQuestions());
    }

    @Test
    void answersOpenQuestionsAsFailedWhenItStops() {
        TestServer.Peer client = hill.client();
        client.say(IAMAT + "WHATSAT kiwi 10 2\n");
        hill.engine.stopLookUps();
        assertTrue(client.pipe.take().endsWith("\"status\" : \"UNKNOWN_ERROR\"\n}\n\n"));
        client.say("WHATSAT kiwi 10 2\n");
        assertTrue(client.pipe.take().endsWith("\"status\" : \"UNKNOWN_ERROR\"\n}\n\n"));
    }

    @Test
    void givesUpADialWhenTheNeighbourCameUpByAnother() {
        hill.engine.start();
        assertEquals(List.of("dial 0", "dial 1"), hill.asked);
        jaquez.engine.start();
        join(hill.accepted(), jaquez.dialled(0));
        assertEquals(List.of("dial 0", "dial 1", "abandon dial 0"), hill.asked);
    }

    @Test
    void dialsNobodyOnceItHasBeenStopped() {
        hill.engine.stopLinks();
        hill.engine.start();
        assertEquals(List.of(), hill.asked);
    }

    @Test
    void auditsEveryFiveSecondsWhileNothingIsUnderWay() {
        linkUp();
        hill.client().say(IAMAT);
        TestServer.carry(toJaquez, toHill);
        runBoth(5 * SECOND - 1);
        assertFalse(toJaquez.pipe.take().contains("AUDIT"));
        hill.runTo(5 * SECOND);
        assertTrue(toJaquez.pipe.take().contains("AUDIT 1 1 1 "));
        hill.runTo(5 * SECOND + 1);
        assertFalse(toJaquez.pipe.take().contains("AUDIT"));
    }

    @Test
    void auditsNobodyWhoMayRememberFewerOrMore() {
        HerdSettings smaller = new HerdSettings(Duration.ofHours(24), 1_000, true, 999);
        TestServer small = new TestServer(smaller, Engine.rules(smaller), "Jaquez", "Hill");
        hill.engine.start();
        join(hill.dialled(0), small.accepted());
        assertTrue(hill.engine.counters().links().get(0).link().state().name().equals("UP"));
        hill.nowNanos = 5 * SECOND - 1;
        hill.runTo(5 * SECOND);
        assertFalse(toJaquez.pipe.take().contains("AUDIT"));
    }

    /** A link that breaks while a neighbour is being repaired leaves no hole behind. */
    @Test
    void sendsAgainWhatWasLostInARepair() {
        FloodRules silent =
                new FloodRules(TestServer.HERD.maxFuture().toNanos(), true) {
                    @Override
                    public boolean tells(RecordView record, long knownBy, int neighbour) {
                        return false;
                    }
                };
        TestServer odd = new TestServer(TestServer.HERD, silent, "Jaquez", "Hill");
        hill.engine.start();
        join(hill.dialled(0), odd.accepted());
        odd.client().say("IAMAT lime +1+1 1520023934\n");
        for (String id : List.of("a", "b", "c")) {
            hill.client().say("IAMAT " + id + " +1+1 1520023934\n");
        }
        TestServer.carry(toJaquez, toHill);
        String repair = "";
        for (long at = SECOND; !repair.contains("REWIND"); at += SECOND) {
            assertTrue(at < 60 * SECOND, "no repair");
            toHill.say(repair);
            toJaquez.say(toHill.pipe.take());
            hill.runTo(at);
            odd.runTo(at);
            toJaquez.say(toHill.pipe.take());
            repair = toJaquez.pipe.take();
        }
        assertTrue(hill.events.toString().contains("warning: audit: "), hill.events::toString);
        String[] lines = repair.substring(repair.indexOf("REWIND")).split("(?<=\n)");
        assertEquals(4, lines.length, repair);
        toHill.say(lines[0] + lines[1]);

        toHill.breakOff();
        toJaquez.breakOff();
        hill.asked.clear();
        for (int i = 0; !hill.asked.contains("dial 0"); i++) {
            assertTrue(i < 10_000, "no dial");
            hill.runTo(hill.nowNanos + SECOND / 1000);
        }
        odd.runTo(hill.nowNanos);
        odd.events.clear();
        join(hill.dialled(0), odd.accepted());
        assertEquals(2, count(odd.events, "record in"), "b and c, which were lost");
    }

    @Test
    void takesNoLineFromItsProgramThatNoClientCouldSend() {
        linkUp();
        byte[] line = ("IAMAT " + "x".repeat(2_000) + " +1+1 1").getBytes(ISO_8859_1);
        assertTrue(hill.engine.report(line, 0).isEmpty());
        hill.engine.turnEnds();
        assertEquals("", toJaquez.pipe.take());
    }

    @Test
    void countsWhatItDoes() {
        linkUp();
        TestServer.Peer client = hill.client();
        client.say(IAMAT + IAMAT + "\n" + "hello\n" + "WHATSAT kiwi 1 1\n" + "WHATSAT lime 1 1\n");
        EngineCounters counters = hill.engine.counters();
        assertEquals(2, counters.iamats());
        assertEquals(1, counters.whatsats());
        assertEquals(2, counters.invalids());
        assertEquals(1, counters.flood().records());
        assertEquals(1, counters.lookUps().asked());
        assertEquals(1, counters.lookUps().inFlight());
        assertEquals(0, counters.links().get(0).lag());
        assertEquals(1, counters.links().get(1).lag());
    }

    @Test
    void refusesAndCountsARecordThatMakesNoSense() {
        linkUp();
        hill.client().say(IAMAT);
        String sent = toJaquez.pipe.take();
        say(toHill, sent.substring(0, sent.lastIndexOf(' ')).replace("+34", "+94"));
        assertRefused();
    }

    /** It would fit into the line of a record with a short number, and no link would take it on. */
    @Test
    void refusesARecordThatIsLongerThanAnyServerBuilds() {
        linkUp();
        String longer = "k".repeat(TestServer.MAX_LINE_BYTES + 257 - AT.length());
        say(toHill, AT.replace(" kiwi", " kiwi" + longer) + " 1");
        assertRefused();
    }

    @Test
    void takesTheLongestRecordThatAServerMayBuild() {
        linkUp();
        String longer = "k".repeat(TestServer.MAX_LINE_BYTES + 256 - AT.length());
        say(toHill, AT.replace(" kiwi", " kiwi" + longer) + " 1");
        assertEquals(0, jaquez.engine.counters().nonsense());
        assertEquals(1, jaquez.engine.counters().flood().records());
    }

    /** Says a line of an established link, with its check. */
    private static void say(TestServer.Peer to, String line) {
        CRC32C crc = new CRC32C();
        crc.update(line.getBytes(ISO_8859_1));
        to.say(line + String.format(" %08x%n", crc.getValue()));
    }

    private void assertRefused() {
        assertEquals(1, jaquez.engine.counters().nonsense());
        assertEquals(0, jaquez.engine.counters().flood().records());
        assertFalse(toHill.pipe.isClosed());
        assertEquals(1, jaquez.engine.flood().appliedOf(0));
    }

    private void linkUp() {
        hill.engine.start();
        join(hill.dialled(0), jaquez.accepted());
        assertEquals(List.of("dial 0", "dial 1"), hill.asked);
    }

    private void join(TestServer.Peer here, TestServer.Peer there) {
        toJaquez = here;
        toHill = there;
        TestServer.carry(toJaquez, toHill);
    }

    /** Lets time pass at both ends, second by second, and carries what they say. */
    private void runBoth(long nanos) {
        List<Long> steps = new ArrayList<>();
        for (long at = SECOND; at < nanos; at += SECOND) {
            steps.add(at);
        }
        steps.add(nanos);
        for (long at : steps) {
            hill.runTo(at);
            jaquez.runTo(at);
            TestServer.carry(toJaquez, toHill);
        }
    }

    private static long count(List<String> events, String what) {
        return events.stream().filter(what::equals).count();
    }
}
