package herd.link;

import static herd.link.LinkLineTest.checked;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over an established link: PROTOCOL.md, Flooding, rules 5 to 8. */
final class TrafficTest {

    private final World world = new World();
    private final TestServer campbell = TestServer.of(world, "Campbell", "Hill");
    private final TestServer hill = TestServer.of(world, "Hill", "Campbell");

    @BeforeEach
    void linkUp() {
        world.latencyNanos = 0;
        campbell.links.start(world.now());
        world.runUntil(0);
        hill.told.clear();
    }

    @Test
    void handsOnWhatTheOtherEndSends() {
        campbell.send("AT one");
        campbell.send("AT two");
        campbell.links.sendAudit(0, 9, 8, 7, 0xfeed, world.now());
        campbell.links.sendRewind(0, world.now());
        campbell.sent[0] = 0;
        campbell.send("AT one");
        world.runUntil(0);
        assertEquals(
                List.of(
                        "record 1 [AT one]",
                        "record 2 [AT two]",
                        "all up to 9",
                        "audit 9 8 7 feed",
                        "rewound",
                        "record 1 [AT one]"),
                hill.told);
    }

    @Test
    void aRecordThatMakesNoSenseIsTheHostsBusiness() {
        fromCampbell(checked("AT \0what is this? 5"));
        assertEquals(List.of("record 5 [AT \0what is this?]"), hill.told);
        assertTrue(hill.isUp());
    }

    @Test
    void sequenceNumbersOnlyGrow() {
        fromCampbell(checked("AT x 5"), checked("AT y 7"), checked("PING 7"), checked("PING 9"));
        assertTrue(hill.isUp());
        assertOutOfOrder(checked("AT x 9"));
        assertOutOfOrder(checked("AT x 8"));
        assertOutOfOrder(checked("PING 8"));
        assertOutOfOrder(checked("AUDIT 8 0 0 0000000000000000"));
    }

    private void assertOutOfOrder(String line) {
        TrafficTest test = new TrafficTest();
        test.linkUp();
        test.fromCampbell(checked("PING 9"));
        test.fromCampbell(line, checked("AT z 100"));
        assertEquals(List.of(CloseReason.OUT_OF_ORDER), test.hill.downs, line);
        assertEquals(List.of("all up to 9", "down OUT_OF_ORDER"), test.hill.told);
    }

    @Test
    void afterARewindTheyBeginAgain() {
        fromCampbell(checked("AT x 5"), checked("REWIND"), checked("AT x 1"));
        assertEquals(List.of("record 5 [AT x]", "rewound", "record 1 [AT x]"), hill.told);
    }

    @Test
    void theyGoOnWhereTheLastLinkEnded() {
        campbell.send("AT one");
        campbell.send("AT two");
        world.runUntil(0);
        world.wires.get(0).cut();
        world.runFor(World.SECOND / 2);
        assertEquals(2, campbell.sent[0], "what the other end says that it applied");
        hill.told.clear();
        campbell.send("AT three");
        world.runFor(0);
        assertEquals(List.of("record 3 [AT three]"), hill.told);
    }

    @Test
    void whatWasAppliedOnTheLastLinkIsOutOfOrderOnTheNext() {
        campbell.send("AT one");
        campbell.send("AT two");
        world.runUntil(0);
        world.wires.get(0).cut();
        world.runFor(World.SECOND / 2);
        fromCampbell(checked("AT two 2"));
        assertEquals(CloseReason.OUT_OF_ORDER, hill.downs.get(1));
    }

    @Test
    void theyBeginAgainWhenTheOtherEndHasRestarted() {
        campbell.send("AT one");
        campbell.send("AT two");
        world.runUntil(0);
        hill.told.clear();
        world.servers.remove("Campbell");
        TestServer next = campbell.nextLife();
        next.links.start(world.now());
        world.runUntil(0);
        next.send("AT three");
        world.runUntil(0);
        assertEquals(List.of("down REPLACED", "up", "record 1 [AT three]"), hill.told);
    }

    @Test
    void aDamagedOrUnreadableLineClosesTheLinkWhichThenResumes() {
        for (String line : List.of("AT x 5", checked("AT x 5").replace('x', 'y'), "", " ")) {
            assertClosed(CloseReason.DAMAGED, line);
        }
        for (String line : List.of(checked("HELLO"), checked("AT x"), "x".repeat(70_000))) {
            assertClosed(CloseReason.UNREADABLE, line);
        }
    }

    private static void assertClosed(CloseReason why, String line) {
        TrafficTest test = new TrafficTest();
        test.linkUp();
        test.fromCampbell(line, checked("AT z 100"));
        assertEquals(List.of(why), test.hill.downs, line);
        assertFalse(test.hill.told.contains("record 100 [AT z]"));
        test.world.runFor(World.SECOND / 2);
        assertTrue(test.hill.isUp() && test.campbell.isUp());
    }

    @Test
    void theLongestRecordPassesAndALongerOneIsNotSent() {
        int longest = 65_536 + 256;
        campbell.sent[0] = Long.MAX_VALUE - 1;
        campbell.send("AT " + "x".repeat(longest - 3));
        world.runUntil(0);
        assertEquals(1, hill.told.size());
        assertTrue(hill.isUp());
        byte[] longer = new byte[longest + 1];
        assertThrows(
                IllegalArgumentException.class,
                () -> campbell.links.sendRecord(0, 5, longer, 0, longer.length, world.now()));
    }

    @Test
    void toSendOutOfOrderIsABug() {
        campbell.send("AT x");
        byte[] record = {'A', 'T', ' ', 'x'};
        assertThrows(
                IllegalArgumentException.class,
                () -> campbell.links.sendRecord(0, 1, record, 0, 4, world.now()));
        assertThrows(
                IllegalArgumentException.class,
                () -> campbell.links.sendAudit(0, 0, 0, 0, 0, world.now()));
    }

    @Test
    void nothingIsSentWhileTheLinkIsDown() {
        world.wires.get(0).cut();
        assertFalse(campbell.links.isUp(0));
        assertFalse(campbell.links.hasRoom(0));
        campbell.send("AT x");
        campbell.links.sendAudit(0, 1, 1, 1, 1, world.now());
        campbell.links.sendRewind(0, world.now());
        assertEquals(LinkStatus.State.DOWN, campbell.status().state());
    }

    @Test
    void saysHowMuchOfALineItKeeps() {
        Wire.End end = world.wires.get(0).acceptor;
        byte[] part = checked("AT x 5").getBytes(ISO_8859_1);
        end.link.received(part, 0, 4, world.now(), 0);
        assertEquals(4, end.heldBytes);
        end.link.received(part, 4, part.length - 4, world.now(), 0);
        end.link.received(new byte[] {'\n'}, 0, 1, world.now(), 0);
        assertEquals(0, end.heldBytes);
        assertEquals(List.of("record 5 [AT x]"), hill.told);
    }

    /** Its number is that of the line read last, whatever link that came over. */
    @Test
    void aResumedLinkMayBeginWithARewind() {
        Links links = new Links(TestServer.settings("Hill", "Campbell"), new Deaf());
        Traffic traffic = new Traffic(links, 0, new CollectingPipe(false), 7, 0);
        byte[] rewind = checked("REWIND").getBytes(ISO_8859_1);
        assertTrue(traffic.line(rewind, 0, rewind.length));
    }

    @Test
    void allocatesNothingForARecordFromEndToEnd() {
        CollectingPipe nowhere = new CollectingPipe(false);

        Links links = new Links(TestServer.settings("Hill", "Campbell"), new Deaf());
        Traffic traffic = new Traffic(links, 0, nowhere, 0, 0);
        byte[] record = "AT Hill +1.5 kiwi +1+1 1520023934.9".getBytes(ISO_8859_1);
        byte[][] lines = new byte[20_000][];
        for (int i = 1; i < lines.length; i++) {
            lines[i] = checked(new String(record, ISO_8859_1) + " " + i).getBytes(ISO_8859_1);
        }
        byte[] rewind = checked("REWIND").getBytes(ISO_8859_1);
        long allocated =
                Allocations.leastOf(
                        5,
                        () -> {
                            traffic.line(rewind, 0, rewind.length);
                            traffic.sendRewind(1);
                            for (int i = 1; i < lines.length; i++) {
                                traffic.heard(i);
                                traffic.line(lines[i], 0, lines[i].length);
                                if (traffic.hasRoom()) {
                                    traffic.sendRecord(i, record, 0, record.length, i);
                                }
                            }
                        });
        assertTrue(allocated < 1_000, allocated + " bytes");
    }

    /** Nearly every read of a busy link ends within a record. */
    @Test
    void allocatesNothingForARecordThatComesInTwoReads() {
        Link link = world.wires.get(0).acceptor.link;
        hill.forgetful = true;
        String record = "AT Hill +1.5 kiwi +1+1 1520023934.9";
        StringBuilder text = new StringBuilder(checked("REWIND") + "\n");
        for (int i = 1; i <= 2_000; i++) {
            text.append(checked(record + " " + i)).append('\n');
        }
        byte[] stream = text.toString().getBytes(ISO_8859_1);
        long allocated =
                Allocations.leastOf(
                        5,
                        () -> {
                            for (int at = 0; at < stream.length; at += 100) {
                                int length = Math.min(100, stream.length - at);
                                link.received(stream, at, length, world.now(), 0);
                            }
                        });
        assertEquals(2_000, hill.applied[0]);
        assertTrue(hill.isUp());
        assertTrue(allocated < 1_000, allocated + " bytes");
    }

    private void fromCampbell(String... lines) {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(ISO_8859_1);
        Wire wire = world.wires.get(world.wires.size() - 1);
        Wire.End end = wire.diallerName.equals("Hill") ? wire.dialler : wire.acceptor;
        end.link.received(bytes, 0, bytes.length, world.now(), 0);
    }
}
