package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.node.PeerSecret;
import herd.node.ServerSnapshot;
import herd.node.ServerSnapshot.LinkState;
import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who becomes a neighbour, and who does not. PROTOCOL.md, Links. */
@Timeout(60)
class NeighboursTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final Topology PAIR = Topology.of("Hill Campbell", "Hill-Campbell");
    private static final byte[] OLD = secret("the old secret of the herd");
    private static final byte[] NEW = secret("the new secret of the herd");

    private static byte[] secret(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static LinkState link(LiveHerd herd, String server) {
        return herd.snapshot(server).neighbours().get(0).state();
    }

    @Test
    void keepsOutWhoDoesNotKnowTheSecret() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            herd.server("Campbell").kill();
            herd.reconfigure("Campbell", it -> it.peerSecret(PeerSecret.of(NEW)));
            herd.server("Campbell").start();
            herd.awaitLog(
                    "Smith", "stranger that calls itself Campbell left: did not prove the secret");
            herd.awaitLog("Campbell", "stranger that calls itself Smith left");
            herd.awaitLog("Campbell", "no link to Smith yet");
            herd.client("Campbell").send("alone?\n").expect("? alone?\n").close();
            herd.embedded("Hill").report("kiwi", UCLA, "1").join();
            herd.awaitKnown("Singleton", "kiwi");
            assertEquals(0, herd.snapshot("Campbell").records());
        }
    }

    @Test
    void keepsApartServersWhoseSettingsDiffer() {
        try (LiveHerd herd = LiveHerd.builder().topology(PAIR).start().awaitLinks()) {
            herd.server("Campbell").stop();
            herd.reconfigure(
                    "Campbell",
                    it -> it.sync(false).maxLineBytes(2048).maxFuture(Duration.ofHours(1)));
            herd.server("Campbell").start();
            String conflict =
                    "no link to %s: max-future is %s here and %s there;"
                            + " max-line-bytes is %d here and %d there;"
                            + " sync is %b here and %b there";
            herd.awaitLog(
                    "Hill",
                    conflict.formatted("Campbell", "PT24H", "PT1H", 65536, 2048, true, false));
            herd.awaitLog(
                    "Campbell",
                    conflict.formatted("Hill", "PT1H", "PT24H", 2048, 65536, false, true));
            assertTrue(link(herd, "Hill") != LinkState.UP, herd.describe());
        }
    }

    @Test
    void warnsOfAnotherNumberOfClientsAndLinksUpAllTheSame() {
        try (LiveHerd herd = LiveHerd.builder().topology(PAIR).stopped()) {
            herd.reconfigure("Campbell", it -> it.maxClients(1000));
            herd.server("Hill").start();
            herd.server("Campbell").start();
            herd.awaitLinks();
            herd.awaitLog("Hill", "max-clients is 1000000 here and 1000 there");
        }
    }

    /** First each server learns the new secret, then each forgets the old one. */
    @Test
    void changesTheSecretOneServerAtATime() {
        try (LiveHerd herd =
                LiveHerd.builder().with(it -> it.peerSecret(PeerSecret.of(OLD))).start()) {
            herd.awaitLinks();
            herd.embedded("Hill").report("kiwi", UCLA, "1").join();
            for (PeerSecret next : List.of(PeerSecret.of(NEW, OLD), PeerSecret.of(NEW))) {
                for (String server : Topology.FIVE.servers()) {
                    herd.reconfigure(server, it -> it.peerSecret(next));
                    herd.server(server).restart();
                    herd.awaitLinks().awaitConverged();
                }
            }
            assertTrue(herd.ask("Hill", "kiwi").isPresent());
        }
    }

    @Test
    void isNotDisturbedByStrangersAtTheNeighbourPort() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            List<Long> upsBefore = ups(herd, "Smith");
            List<RawClient> strangers = new ArrayList<>();
            Random random = new Random(20180302);
            for (int i = 0; i < 200; i++) {
                strangers.add(RawClient.connect(herd.peerAddress("Smith")));
                try {
                    talk(strangers.get(i), "Smith", random, i);
                } catch (AssertionError thrownOutAlready) {
                    // As it should be: others have come since.
                }
            }
            for (String server : Topology.FIVE.servers()) {
                herd.embedded(server).report("at-" + server, UCLA, "1").join();
            }
            herd.awaitConverged().awaitLinks();
            assertEquals(upsBefore, ups(herd, "Smith"), herd.describe());
            assertTrue(herd.snapshot("Smith").strangers() <= 16, herd.describe());
            assertEquals(0, herd.snapshot("Smith").bugs());
            strangers.forEach(RawClient::close);
        }
    }

    private static List<Long> ups(LiveHerd herd, String server) {
        return herd.snapshot(server).neighbours().stream()
                .map(ServerSnapshot.Neighbour::ups)
                .toList();
    }

    @Test
    void takesANeighbourBackThoughStrangersKeepComing() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger strangers = new AtomicInteger();
        try (LiveHerd herd = LiveHerd.builder().topology(PAIR).start().awaitLinks()) {
            Thread crowd = new Thread(() -> crowd(herd, over, strangers));
            crowd.start();
            for (int i = 0; i < 5; i++) {
                herd.server("Campbell").kill();
                long began = System.nanoTime();
                herd.server("Campbell").start();
                herd.awaitLinks();
                System.out.printf(
                        "linked after %d ms, in a crowd of %d strangers so far%n",
                        (System.nanoTime() - began) / 1_000_000, strangers.get());
            }
            over.set(true);
            crowd.join();
        }
    }

    /** Comes to both servers time and again, and leaves when 50 others have come. */
    private static void crowd(LiveHerd herd, AtomicBoolean over, AtomicInteger count) {
        Random random = new Random(20180302);
        Deque<RawClient> inside = new ArrayDeque<>();
        while (!over.get()) {
            String server = PAIR.servers().get(random.nextInt(2));
            try {
                inside.add(RawClient.connect(herd.peerAddress(server)));
                talk(inside.getLast(), server, random, random.nextInt(5));
                count.incrementAndGet();
            } catch (AssertionError | UncheckedIOException thrownOut) {
                // As it should be, or the server is down just now.
            }
            if (inside.size() > 50) {
                inside.remove().close();
            }
        }
        inside.forEach(RawClient::close);
    }

    /** One knows how neighbours begin, another talks nonsense, and so on. */
    private static void talk(RawClient stranger, String server, Random random, int number) {
        byte[] noise = new byte[1 + random.nextInt(2000)];
        random.nextBytes(noise);
        switch (number % 5) {
            case 0 -> stranger.send("");
            case 1 -> stranger.send(noise);
            case 2 -> stranger.send("HERD 1 1 Hill " + server + ' ' + "0f".repeat(32) + '\n');
            case 3 -> stranger.send("IAMAT kiwi " + UCLA + " 1\n");
            default -> stranger.send("HERD 1 1 Campbell ").halfClose();
        }
    }

    @Test
    void tellsAStrangerNothing() {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks();
                RawClient rude = RawClient.connect(herd.peerAddress("Hill"));
                RawClient impostor = RawClient.connect(herd.peerAddress("Hill"))) {
            assertEquals("", rude.send("IAMAT kiwi " + UCLA + " 1\n").readUntilGone());
            impostor.send("HERD 1 1 Campbell Hill " + "0f".repeat(32) + "\n");
            String nonce = impostor.readLine();
            assertTrue(nonce.matches("NONCE 1 [0-9a-f]{64}"), nonce);
            impostor.send(
                    "PROOF "
                            + "0".repeat(64)
                            + " - 4111411141114111 1 - 0 0 86400000000000 65536"
                            + " true 1000000 1520023934918963997\n");
            assertEquals("", impostor.readUntilGone());
            assertEquals(LinkState.UP, link(herd, "Hill"));
            assertEquals(0, herd.snapshot("Hill").records());
        }
    }
}
