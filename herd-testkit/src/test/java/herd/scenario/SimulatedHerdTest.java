package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.SimulatedHerd;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must be exact: a whole herd in virtual time. PROTOCOL.md, Flooding. */
class SimulatedHerdTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final long LINKS = Topology.FIVE.links().size();
    private static final long SERVERS = Topology.FIVE.servers().size();

    private final SimulatedHerd herd = SimulatedHerd.ofFive(20180302);

    @Test
    void bringsAnUpdateToEveryServer() {
        herd.settle();
        RawClient kiwi = herd.client("Hill");
        kiwi.send("IAMAT kiwi " + UCLA + " 1520023934.5\n");
        herd.run(Duration.ofMillis(20));

        String answer = "AT Hill +5.0";
        assertTrue(kiwi.transcript().startsWith(answer), kiwi.transcript());
        for (String server : Topology.FIVE.servers()) {
            assertEquals(Optional.of(kiwi.transcript().strip()), herd.ask(server, "kiwi"), server);
        }
    }

    @Test
    void crossesEachLinkAtMostTwiceAndNoMoreThanItMust() {
        herd.settle();
        for (int i = 0; i < 100; i++) {
            long before = herd.recordsSent();
            herd.client(Topology.FIVE.servers().get(i % 5))
                    .send("IAMAT c" + i + " " + UCLA + " 1520023934\n");
            herd.run(Duration.ofMillis(50));
            long messages = herd.recordsSent() - before;
            assertTrue(
                    messages >= SERVERS - 1 && messages <= 2 * LINKS - (SERVERS - 1),
                    messages + " messages for update " + i);
        }
    }

    @Test
    void isSilentButForPingsWhenClientsAre() {
        herd.client("Smith").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        herd.settle();
        long before = herd.recordsSent();
        herd.run(Duration.ofMinutes(1));
        assertEquals(before, herd.recordsSent());
        assertEquals(0, herd.auditRepairs());
    }

    @Test
    void goesTheLongWayRoundWhenLinksAreCut() {
        herd.settle();
        herd.cut("Hill", "Smith");
        herd.cut("Smith", "Campbell");
        herd.client("Hill").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        herd.run(Duration.ofMillis(50));
        assertTrue(herd.ask("Smith", "kiwi").isPresent());
        assertTrue(herd.ask("Campbell", "kiwi").isPresent());
    }

    @Test
    void linksUpAgainSoonAfterARestartAndCatchesUp() {
        herd.settle();
        herd.client("Hill").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        herd.run(Duration.ofSeconds(1));
        herd.kill("Campbell");
        herd.run(Duration.ofSeconds(30));
        herd.start("Campbell");
        herd.run(Duration.ofMillis(400));
        assertTrue(herd.ask("Campbell", "kiwi").isPresent(), herd.log());
    }

    @Test
    void startsEmptyWhereItIsNotCaughtUp() {
        SimulatedHerd forgetful = SimulatedHerd.of(Topology.FIVE, false, 7);
        forgetful.run(Duration.ofSeconds(5));
        forgetful.client("Hill").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        forgetful.run(Duration.ofSeconds(1));
        assertTrue(forgetful.ask("Campbell", "kiwi").isPresent());
        forgetful.kill("Campbell");
        forgetful.start("Campbell");
        forgetful.run(Duration.ofSeconds(30));
        assertTrue(forgetful.ask("Campbell", "kiwi").isEmpty());
        forgetful.client("Hill").send("IAMAT lime " + UCLA + " 1520023934\n");
        forgetful.run(Duration.ofSeconds(1));
        assertTrue(forgetful.ask("Campbell", "lime").isPresent());
    }

    @Test
    void noticesABlackHoleAndGoesRoundIt() {
        herd.settle();
        herd.blackHole("Hill", "Smith");
        herd.blackHole("Hill", "Jaquez");
        herd.run(Duration.ofSeconds(20));
        herd.client("Hill").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        herd.run(Duration.ofSeconds(1));
        assertTrue(herd.ask("Smith", "kiwi").isEmpty());
        herd.heal("Hill", "Smith");
        herd.settle();
        assertTrue(herd.ask("Campbell", "kiwi").isPresent());
    }

    /** The two servers of each pair down: three pairs cut the herd, seven do not. */
    @Test
    void survivesEveryPairOfServersDown() {
        int cuts = 0;
        List<String> names = Topology.FIVE.servers();
        for (int one = 0; one < names.size(); one++) {
            for (int two = one + 1; two < names.size(); two++) {
                SimulatedHerd pair = SimulatedHerd.ofFive(one * 10L + two);
                pair.settle();
                pair.kill(names.get(one));
                pair.kill(names.get(two));
                pair.run(Duration.ofSeconds(1));
                List<String> left = pair.running();
                pair.client(left.get(0)).send("IAMAT kiwi " + UCLA + " 1520023934\n");
                pair.run(Duration.ofSeconds(6));
                long know = left.stream().filter(it -> pair.ask(it, "kiwi").isPresent()).count();
                cuts += know < left.size() ? 1 : 0;
            }
        }
        assertEquals(3, cuts);
    }

    @Test
    void repeatsItselfEventForEventForTheSameSeed() {
        assertEquals(runAtRandom(4711).log(), runAtRandom(4711).log());
    }

    @Test
    void agreesAfterEveryScheduleOfFaults() {
        for (long seed = 0; seed < 150; seed++) {
            try {
                SimulatedHerd it = runAtRandom(seed);
                it.healAll();
                Topology.FIVE.servers().stream()
                        .filter(name -> !it.running().contains(name))
                        .forEach(it::start);
                it.settle();
                assertEquals(0, it.auditRepairs());
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static SimulatedHerd runAtRandom(long seed) {
        SimulatedHerd herd = SimulatedHerd.ofFive(seed);
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            Topology.Link link =
                    Topology.FIVE.links().get(random.nextInt(Topology.FIVE.links().size()));
            String server = Topology.FIVE.servers().get(random.nextInt(5));
            boolean running = herd.running().contains(server);
            switch (random.nextInt(8)) {
                case 0 -> herd.cut(link.one(), link.other());
                case 1 -> herd.heal(link.one(), link.other());
                case 2 -> herd.blackHole(link.one(), link.other());
                case 3 -> {
                    if (running) {
                        herd.kill(server);
                    } else {
                        herd.start(server);
                    }
                }
                default -> {
                    if (running) {
                        herd.client(server).send(iamat(random));
                    }
                }
            }
            herd.run(Duration.ofMillis(1 + random.nextInt(random.nextInt(5) == 0 ? 3000 : 20)));
        }
        return herd;
    }

    private static String iamat(Random random) {
        return "IAMAT k%d +1-%d %d%n"
                .formatted(
                        random.nextInt(4), random.nextInt(90), 1_520_023_934L + random.nextInt(5));
    }
}
