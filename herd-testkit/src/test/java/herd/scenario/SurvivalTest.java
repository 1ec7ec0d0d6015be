package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import herd.testkit.program.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a herd lives through when servers fall out and come back. PROTOCOL.md, Flooding. */
@Timeout(60)
class SurvivalTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final List<String> FIVE = Topology.FIVE.servers();

    /** Tells a server of clients called {@code prefix0} and so on. */
    private static void tell(LiveHerd herd, String server, String prefix, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("IAMAT ").append(prefix).append(i).append(' ').append(UCLA).append(" 1\n");
        }
        try (RawClient client = herd.client(server)) {
            client.send(lines.toString());
            for (int i = 0; i < count; i++) {
                client.readLine();
            }
        }
    }

    private static long know(LiveHerd herd, List<String> servers, String clientId) {
        return servers.stream().filter(it -> herd.ask(it, clientId).isPresent()).count();
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private static void assertWithin(long limitMillis, long millis, String what) {
        assertTrue(millis <= limitMillis, what + " after " + millis + " ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hill", "Jaquez", "Smith", "Campbell", "Singleton"})
    void goesOnWithoutAnyServerAndTakesItBack(String victim) {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            tell(herd, victim, "before", 500);
            herd.awaitConverged();
            Map<String, RawClient> others = clientsOfAllBut(herd, victim);

            herd.server(victim).kill();
            long slowest = slowestAnswer(others);
            tell(herd, herd.running().get(0), "while", 500);
            long began = System.nanoTime();
            herd.server(victim).start();
            long started = millisSince(began);
            slowest = Math.max(slowest, slowestAnswer(others));
            herd.awaitLinks();
            long linked = millisSince(began);
            herd.awaitConverged();
            long knowing = millisSince(began);

            assertEquals(1000, herd.snapshot(victim).records() - others.size() * 2L);
            System.out.printf(
                    "%s killed: others answered within %d ms; started in %d ms, linked after %d ms,"
                            + " knew everything after %d ms%n",
                    victim, slowest, started, linked, knowing);
            assertWithin(5_000, slowest, "the others answered");
            assertWithin(5_000, linked, "links were up");
            assertWithin(10_000, knowing, "it knew everything");
            assertNoRepairs(herd);
            others.values().forEach(RawClient::close);
        }
    }

    private static Map<String, RawClient> clientsOfAllBut(LiveHerd herd, String victim) {
        Map<String, RawClient> clients = new LinkedHashMap<>();
        for (String server : FIVE) {
            if (!server.equals(victim)) {
                clients.put(server, herd.client(server));
            }
        }
        return clients;
    }

    /** Has each client report once more; how many milliseconds the slowest waited. */
    private static long slowestAnswer(Map<String, RawClient> clients) {
        long slowest = 0;
        for (Map.Entry<String, RawClient> each : clients.entrySet()) {
            long began = System.nanoTime();
            String id = "at-" + each.getKey() + "-" + began;
            String answer = each.getValue().send("IAMAT " + id + " " + UCLA + " 1\n").readLine();
            assertTrue(answer.startsWith("AT " + each.getKey() + " "), answer);
            slowest = Math.max(slowest, millisSince(began));
        }
        return slowest;
    }

    /** The two servers of each pair down: three pairs cut the herd, seven do not. */
    @Test
    void survivesEveryPairOfServersDown() {
        try (LiveHerd herd = LiveHerd.ofFive()) {
            List<String> cuts = new ArrayList<>();
            for (int one = 0; one < FIVE.size(); one++) {
                for (int two = one + 1; two < FIVE.size(); two++) {
                    String pair = FIVE.get(one) + "+" + FIVE.get(two);
                    herd.awaitLinks();
                    herd.server(FIVE.get(one)).kill();
                    herd.server(FIVE.get(two)).kill();
                    tell(herd, herd.running().get(0), pair, 1);
                    herd.awaitConverged();
                    if (know(herd, herd.running(), pair + "0") < 3) {
                        cuts.add(pair);
                    }
                    herd.server(FIVE.get(one)).start();
                    herd.server(FIVE.get(two)).start();
                    herd.awaitConverged();
                    assertEquals(5, know(herd, FIVE, pair + "0"), pair);
                }
            }
            assertEquals(List.of("Hill+Singleton", "Jaquez+Smith", "Smith+Singleton"), cuts);
            assertNoRepairs(herd);
        }
    }

    @Test
    void losesNothingInARollingRestart() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            for (String server : FIVE) {
                tell(herd, server, server, 100);
            }
            herd.awaitConverged();
            for (String server : FIVE) {
                herd.server(server).restart();
                herd.awaitLinks().awaitConverged();
            }
            for (String server : FIVE) {
                assertEquals(500, herd.snapshot(server).records(), server);
            }
            assertNoRepairs(herd);
        }
    }

    /** Servers killed, stopped and started while all that run are told things, without a pause. */
    @Test
    void agreesAfterAnyTrouble() {
        long seed = Given.number(20180302, Long.MIN_VALUE, "herdtest.seed");
        Random random = new Random(seed);
        try (LiveHerd herd = LiveHerd.ofFive()) {
            for (int i = 0; i < 30; i++) {
                for (int j = 0; j < 200; j++) {
                    String server = herd.running().get(random.nextInt(herd.running().size()));
                    herd.embedded(server).report("c" + random.nextInt(50), UCLA, i + "." + j % 7);
                }
                makeTrouble(herd, random);
            }
            FIVE.stream()
                    .filter(it -> !herd.running().contains(it))
                    .forEach(it -> herd.server(it).start());
            herd.awaitConverged().awaitLinks();
            assertNoRepairs(herd);
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed, failure);
        }
    }

    private static void makeTrouble(LiveHerd herd, Random random) {
        String server = FIVE.get(random.nextInt(FIVE.size()));
        if (!herd.running().contains(server)) {
            herd.server(server).start();
        } else if (herd.running().size() > 1 && random.nextBoolean()) {
            herd.server(server).kill();
        } else if (herd.running().size() > 1) {
            herd.server(server).stop();
        }
    }

    @Test
    void startsEmptyWhereNeighboursAreNotCaughtUp() {
        try (LiveHerd herd = LiveHerd.builder().with(it -> it.sync(false)).start()) {
            herd.awaitLinks();
            tell(herd, "Hill", "old", 10);
            herd.awaitConverged();
            herd.server("Campbell").kill();
            herd.server("Campbell").start();
            herd.awaitLinks();
            tell(herd, "Hill", "new", 1);
            herd.awaitKnown("Campbell", "new0");
            assertEquals(1, herd.snapshot("Campbell").records());
            assertEquals(Optional.empty(), herd.ask("Campbell", "old0"));
        }
    }

    /** The same clients, at the same times by their clocks, at two servers that are apart. */
    @Test
    void agreesOnTheFirstWitnessOfTheSameReport() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            herd.server("Smith").stop();
            herd.server("Singleton").stop();
            List<String> first = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                first.add(witness(herd, i % 2 == 0 ? "Campbell" : "Hill", "tie" + i, "+1+1"));
                witness(herd, i % 2 == 0 ? "Hill" : "Campbell", "tie" + i, "+2+2");
            }
            herd.server("Smith").start();
            herd.server("Singleton").start();
            herd.awaitConverged();
            for (int i = 0; i < 20; i++) {
                assertEquals(Optional.of(first.get(i)), herd.ask("Jaquez", "tie" + i));
            }
        }
    }

    private static String witness(LiveHerd herd, String server, String id, String coordinates) {
        return herd.embedded(server).report(id, coordinates, "1520023934.5").join().toString();
    }

    /** Clocks years apart and a thousand reports at once: whatever wins, it wins everywhere. */
    @Test
    void agreesHoweverSkewedTheClocksOfClientsAre() {
        String[] times = {"0", "1520023934", "1520023934.000", "32503680000", "999999999999999999"};
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            for (int i = 0; i < 1000; i++) {
                herd.embedded(FIVE.get(i % 5))
                        .report("c" + i % 7, UCLA, times[i * 31 % times.length]);
            }
            herd.awaitConverged();
            for (int i = 0; i < 7; i++) {
                assertEquals(5, know(herd, FIVE, "c" + i));
            }
            assertNoRepairs(herd);
        }
    }

    @Test
    void runsInALine() {
        bringsToAllFromEach(Topology.of("West Middle East", "West-Middle Middle-East"));
    }

    @Test
    void runsInAStar() {
        bringsToAllFromEach(
                Topology.of("Sun A B C D E F G", "Sun-A Sun-B Sun-C Sun-D Sun-E Sun-F Sun-G"));
    }

    private static void bringsToAllFromEach(Topology topology) {
        try (LiveHerd herd = LiveHerd.of(topology)) {
            herd.awaitLinks();
            for (String server : topology.servers()) {
                tell(herd, server, server, 1);
                herd.awaitConverged();
                assertEquals(
                        topology.servers().size(), know(herd, topology.servers(), server + "0"));
            }
        }
    }

    @Test
    void runsInTwoPartsThatKnowNothingOfEachOther() {
        try (LiveHerd herd = LiveHerd.of(Topology.of("A B C D", "A-B C-D")).awaitLinks()) {
            tell(herd, "A", "kiwi", 1);
            tell(herd, "D", "lime", 1);
            herd.awaitConverged();
            assertEquals(2, know(herd, List.of("A", "B"), "kiwi0"));
            assertEquals(2, know(herd, List.of("C", "D"), "lime0"));
            assertEquals(0, know(herd, List.of("A", "B"), "lime0"));
            herd.awaitLog("A", "no links lead from [A, B] to [C, D]");
        }
    }

    private static void assertNoRepairs(LiveHerd herd) {
        for (String server : herd.running()) {
            assertEquals(0, herd.snapshot(server).auditRepairs(), server);
            assertEquals(0, herd.snapshot(server).bugs(), server);
        }
    }
}
