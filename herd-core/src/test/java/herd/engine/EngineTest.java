package herd.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** One whole server, without a world. PROTOCOL.md, Clients; Flooding. */
class EngineTest extends TwoServers {

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
}
