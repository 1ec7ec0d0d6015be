package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.client.RawClient;
import herd.testkit.proxy.Tap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an update costs a herd: worked out, and seen on real links. PROTOCOL.md, Flooding. */
@Timeout(60)
class FloodCostTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final Duration HOP = Duration.ofMillis(100);
    private static final String LINE = "AT A +1.000000000 kiwi " + UCLA + " 1";

    /** As {@code A>B B>C}: who sent it to whom, in order. */
    private static FloodCost cost(String servers, String crossings) {
        List<Crossing> all = new ArrayList<>();
        for (String each : crossings.split(" ")) {
            if (!each.isEmpty()) {
                String[] ends = each.split(">");
                all.add(new Crossing(1_000L * all.size(), ends[0], ends[1], LINE));
            }
        }
        return new FloodCost(LINE, List.of(servers.split(" ")), all);
    }

    @Test
    void countsEveryCrossing() {
        FloodCost cost = cost("A B C", "A>B B>C C>B");
        assertSame(cost, cost.messages(3, 3));
        String message = assertThrows(AssertionError.class, () -> cost.messages(0, 2)).getMessage();
        assertTrue(message.startsWith("crossed a link 3 times, not 0 to 2: " + LINE), message);
        assertTrue(message.endsWith("  B -> C after 1 us\n  C -> B after 2 us\n"), message);
        assertThrows(AssertionError.class, () -> cost.messages(4, 8));
        assertThrows(IllegalArgumentException.class, () -> cost.messages(5, 4));
        assertThrows(IllegalArgumentException.class, () -> cost.messages(-1, 4));
    }

    @Test
    void countsTheLinksOfTheWayByWhichItCameFirst() {
        cost("A B C", "A>B A>C C>B").withinHops(1);
        cost("A", "").withinHops(0);
        FloodCost detour = cost("A B C", "A>B B>C A>C");
        detour.withinHops(2);
        assertEquals(
                "came to C over 2 links, not 1",
                assertThrows(AssertionError.class, () -> detour.withinHops(1))
                        .getMessage()
                        .split(":")[0]);
        AssertionError missing =
                assertThrows(AssertionError.class, () -> cost("A B C", "A>B").withinHops(2));
        assertTrue(missing.getMessage().startsWith("did not come to C: "), missing.getMessage());
        assertThrows(IllegalArgumentException.class, () -> detour.withinHops(-1));
    }

    /**
     * Between N-1 and 2E-(N-1): G3. With links that take as long as each other, and longer than a busy
     * machine keeps a thread waiting, the shortest way is also the first.
     */
    @Test
    void isFourToEightInTheOriginalHerd() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            for (Topology.Link link : herd.topology().links()) {
                herd.link(link.one(), link.other()).delay(HOP, Duration.ZERO);
            }
            for (String server : herd.running()) {
                herd.client(server).iamat(server, UCLA, "1");
                herd.assertFlood(server).messages(4, 8).withinHops(2);
            }
        }
    }

    @Test
    void isFourToEightTimeAndAgain() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks();
                RawClient kiwi = herd.client("Hill")) {
            for (int i = 0; i < 50; i++) {
                kiwi.iamat("kiwi", UCLA, String.valueOf(i));
                herd.assertFlood("kiwi").messages(4, 8).withinHops(4);
            }
        }
    }

    @Test
    void isALineLongInALine() {
        try (LiveHerd herd = LiveHerd.of(Topology.of("A B C D", "A-B B-C C-D")).awaitLinks()) {
            herd.client("A").iamat("kiwi", UCLA, "1");
            FloodCheck flood = herd.assertFlood("kiwi").messages(3, 3).withinHops(3);
            String message =
                    assertThrows(AssertionError.class, () -> flood.withinHops(2)).getMessage();
            assertTrue(message.contains("came to D over 3 links, not 2: AT A +"), message);
            assertThrows(AssertionError.class, () -> flood.messages(4, 8));
        }
    }

    @Test
    void isMoreWhereALinkIsBroken() {
        Topology ring = Topology.of("A B C D", "A-B B-C C-D D-A");
        try (LiveHerd herd = LiveHerd.of(ring).awaitLinks()) {
            herd.link("A", "D").cut();
            herd.client("A").iamat("kiwi", UCLA, "1");
            FloodCheck flood = herd.assertFlood("kiwi").messages(3, 3);
            assertThrows(AssertionError.class, () -> flood.withinHops(2));
        }
    }

    @Test
    void waitsForWhatIsLate() {
        try (LiveHerd herd = LiveHerd.of(Topology.of("A B C", "A-B B-C C-A")).awaitLinks()) {
            herd.link("B", "C").delay(Duration.ofMillis(200), Duration.ofMillis(50));
            herd.client("A").iamat("kiwi", UCLA, "1");
            herd.assertFlood("kiwi").messages(3, 4).withinHops(1);
        }
    }

    /** 40 MB of other records. */
    @Test
    void saysThatItIsTooLateToAskInSimulation() {
        try (SimulatedHerd herd =
                SimulatedHerd.builder().topology(Topology.of("A B", "A-B")).start()) {
            herd.awaitLinks();
            RawClient client = herd.client("A");
            client.iamat("first", "+1-1", "1");
            herd.assertFlood("first").messages(1, 1);
            for (int i = 0; i < 100; i++) {
                StringBuilder text = new StringBuilder();
                for (int j = 0; j < 1_001; j++) {
                    text.append("IAMAT c" + i + '-' + j + " +1-1 1\n");
                }
                client.send(text.append("done\n").toString()).readUntil("? done\n");
                herd.awaitConverged();
            }
            assertThrows(IllegalStateException.class, () -> herd.assertFlood("first"));
            herd.assertFlood("c99-1000").messages(1, 1);
        }
    }

    @Test
    void saysThatItIsTooLateToAsk() {
        LiveCrossings crossings = new LiveCrossings();
        byte[] first = framed(LINE + " 7");
        crossings.tap("A", "B").delivered(first, 0, first.length);
        assertEquals(1, crossings.of(LINE).size());
        String other = LINE.replace("kiwi", "x".repeat(40_000)) + " 8";
        byte[] next = framed(other);
        for (int i = 0; i < 1_000; i++) {
            crossings.tap("A", "B").delivered(next, 0, next.length);
        }
        String message =
                assertThrows(IllegalStateException.class, () -> crossings.of(LINE)).getMessage();
        assertTrue(message.contains("check sooner: " + LINE), message);
    }

    @Test
    void readsAlongWhateverThePieces() {
        LiveCrossings crossings = new LiveCrossings();
        Tap tap = crossings.tap("A", "B");
        byte[] line = framed(LINE + " 7");
        for (int i = 0; i < line.length; i++) {
            tap.delivered(line, i, 1);
        }
        byte[] damaged = line.clone();
        damaged[10] ^= 1;
        tap.delivered(damaged, 0, damaged.length);
        byte[] ping = framed("PING 7");
        tap.delivered(ping, 0, ping.length);
        List<Crossing> found = crossings.of(LINE);
        assertEquals(1, found.size());
        assertEquals("A", found.get(0).from());
        assertEquals("B", found.get(0).to());
    }

    private static byte[] framed(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        String line = "%s %08x\n".formatted(text, crc.getValue());
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void isNothingForWhomNobodyKnows() {
        try (LiveHerd herd = LiveHerd.of(Topology.of("A B", "A-B"))) {
            String message =
                    assertThrows(AssertionError.class, () -> herd.assertFlood("kiwi")).getMessage();
            assertTrue(message.startsWith("nobody knows of kiwi"), message);
        }
    }
}
