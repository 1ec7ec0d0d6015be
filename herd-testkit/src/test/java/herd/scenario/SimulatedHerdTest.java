package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.Direction;
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
        herd.awaitLinks();
        RawClient kiwi = herd.client("Hill");
        kiwi.send("IAMAT kiwi " + UCLA + " 1520023934.5\n");
        herd.pass(Duration.ofMillis(20));

        String answer = "AT Hill -0.4";
        assertTrue(kiwi.transcript().startsWith(answer), kiwi.transcript());
        for (String server : Topology.FIVE.servers()) {
            assertEquals(Optional.of(kiwi.transcript().strip()), herd.ask(server, "kiwi"), server);
        }
    }

    @Test
    void crossesEachLinkAtMostTwiceAndNoMoreThanItMust() {
        herd.awaitLinks();
        for (int i = 0; i < 100; i++) {
            long before = herd.recordsSent();
            herd.client(Topology.FIVE.servers().get(i % 5))
                    .send("IAMAT c" + i + " " + UCLA + " 1520023934\n");
            herd.pass(Duration.ofMillis(50));
            long messages = herd.recordsSent() - before;
            assertTrue(
                    messages >= SERVERS - 1 && messages <= 2 * LINKS - (SERVERS - 1),
                    messages + " messages for update " + i);
        }
    }

    @Test
    void isSilentButForPingsWhenClientsAre() {
        herd.client("Smith").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        herd.pass(Duration.ofSeconds(6));
        long before = herd.recordsSent();
        herd.pass(Duration.ofMinutes(1));
        assertEquals(before, herd.recordsSent());
        assertEquals(0, herd.auditRepairs());
    }

    @Test
    void goesTheLongWayRoundWhenLinksAreCut() {
        herd.awaitLinks();
        herd.link("Hill", "Smith").cut();
        herd.link("Smith", "Campbell").cut();
        herd.client("Hill").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        herd.pass(Duration.ofMillis(50));
        assertTrue(herd.ask("Smith", "kiwi").isPresent());
        assertTrue(herd.ask("Campbell", "kiwi").isPresent());
    }

    @Test
    void linksUpAgainSoonAfterARestartAndCatchesUp() {
        herd.awaitLinks();
        herd.client("Hill").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        herd.pass(Duration.ofSeconds(1));
        herd.server("Campbell").kill();
        herd.pass(Duration.ofSeconds(30));
        herd.server("Campbell").start();
        herd.pass(Duration.ofMillis(400));
        assertTrue(herd.ask("Campbell", "kiwi").isPresent(), herd.history());
    }

    @Test
    void startsEmptyWhereItIsNotCaughtUp() {
        SimulatedHerd forgetful = SimulatedHerd.builder().sync(false).seed(7).start();
        forgetful.pass(Duration.ofSeconds(5));
        forgetful.client("Hill").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        forgetful.pass(Duration.ofSeconds(1));
        assertTrue(forgetful.ask("Campbell", "kiwi").isPresent());
        forgetful.server("Campbell").kill();
        forgetful.server("Campbell").start();
        forgetful.pass(Duration.ofSeconds(30));
        assertTrue(forgetful.ask("Campbell", "kiwi").isEmpty());
        forgetful.client("Hill").send("IAMAT lime " + UCLA + " 1520023934\n");
        forgetful.pass(Duration.ofSeconds(1));
        assertTrue(forgetful.ask("Campbell", "lime").isPresent());
    }

    @Test
    void noticesABlackHoleAndGoesRoundIt() {
        herd.awaitLinks();
        herd.link("Hill", "Smith").blackhole(Direction.THERE);
        herd.link("Hill", "Jaquez").blackhole(Direction.THERE);
        herd.pass(Duration.ofSeconds(20));
        herd.client("Hill").send("IAMAT kiwi " + UCLA + " 1520023934\n");
        herd.pass(Duration.ofSeconds(1));
        assertTrue(herd.ask("Smith", "kiwi").isEmpty());
        herd.link("Hill", "Smith").heal();
        herd.awaitConverged();
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
                pair.awaitLinks();
                pair.server(names.get(one)).kill();
                pair.server(names.get(two)).kill();
                pair.pass(Duration.ofSeconds(1));
                List<String> left = pair.running();
                pair.client(left.get(0)).send("IAMAT kiwi " + UCLA + " 1520023934\n");
                pair.pass(Duration.ofSeconds(6));
                long know = left.stream().filter(it -> pair.ask(it, "kiwi").isPresent()).count();
                cuts += know < left.size() ? 1 : 0;
            }
        }
        assertEquals(3, cuts);
    }

    @Test
    void repeatsItselfEventForEventForTheSameSeed() {
        assertEquals(runAtRandom(4711).history(), runAtRandom(4711).history());
    }

    @Test
    void agreesAfterEveryScheduleOfFaults() {
        for (long seed = 0; seed < 60; seed++) {
            try {
                SimulatedHerd it = runAtRandom(seed);
                it.healAll();
                Topology.FIVE.servers().stream()
                        .filter(name -> !it.running().contains(name))
                        .forEach(name -> it.server(name).start());
                it.awaitLinks().awaitConverged();
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
                case 0 -> herd.link(link.one(), link.other()).cut();
                case 1 -> herd.link(link.one(), link.other()).heal();
                case 2 -> herd.link(link.one(), link.other()).blackhole(Direction.THERE);
                case 3 -> {
                    if (running) {
                        herd.server(server).kill();
                    } else {
                        herd.server(server).start();
                    }
                }
                default -> {
                    if (running) {
                        herd.client(server).send(iamat(random));
                    }
                }
            }
            herd.pass(Duration.ofMillis(1 + random.nextInt(random.nextInt(5) == 0 ? 3000 : 20)));
        }
        return herd;
    }

    private static String iamat(Random random) {
        return "IAMAT k%d +1-%d %d%n"
                .formatted(
                        random.nextInt(4), random.nextInt(90), 1_520_023_934L + random.nextInt(5));
    }
}
