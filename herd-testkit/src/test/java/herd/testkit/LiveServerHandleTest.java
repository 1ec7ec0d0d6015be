package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.client.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each verb of a server does on real sockets. */
@Timeout(60)
class LiveServerHandleTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final Topology PAIR = Topology.of("East West", "East-West");

    private static String tell(LiveHerd herd, String server, String clientId) {
        return herd.embedded(server).report(clientId, UCLA, "1").join().toString();
    }

    @Test
    void stopsInOrder() {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks();
                RawClient client = herd.client("East")) {
            client.send("one\n").readLine();
            herd.server("East").stop();
            client.expectEnd();
            assertFalse(herd.server("East").isRunning());
            assertTrue(herd.server("East").log().contains("stop\n"));
            herd.awaitLog("West", "closed by the other side");
        }
    }

    @Test
    void diesAndTheOthersLearnOfIt() {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks();
                RawClient client = herd.client("East")) {
            client.send("one\n").readLine();
            herd.server("East").kill();
            assertEquals("", client.readUntilGone());
            herd.awaitLog("West", "link to East down: ");
            assertThrows(IllegalStateException.class, () -> herd.client("East"));
        }
    }

    /** Whoever was connected waits in vain, whoever dials is not answered, until it is back. */
    @Test
    void diesWithoutAWord() {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks();
                RawClient before = herd.client("East")) {
            before.send("one\n").readLine();
            herd.server("East").dieSilently();
            assertFalse(herd.server("East").isRunning());
            before.send("two\n").within(Duration.ofMillis(100));
            assertThrows(AssertionError.class, before::readLine);
            tell(herd, "West", "kiwi");
            assertTrue(herd.describe().contains("East UP"), herd.describe());
            herd.server("East").start();
            assertEquals("", before.within(Duration.ofSeconds(20)).readUntilGone());
            herd.awaitLinks().awaitConverged();
            assertTrue(herd.server("East").find("kiwi").isPresent());
            assertFalse(herd.server("West").log().contains("silent for too long"));
        }
    }

    @Test
    @SuppressWarnings("try") // The pause is there for its scope.
    void isPausedAndGoesOn() {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks();
                RawClient client = herd.client("East")) {
            client.send("one\n").readLine();
            long ups = herd.snapshot("West").neighbours().get(0).ups();
            try (Fault pause = herd.server("East").pause()) {
                assertTrue(herd.server("East").isRunning());
                client.send("two\n").within(Duration.ofMillis(100));
                assertThrows(AssertionError.class, client::readLine);
                tell(herd, "West", "kiwi");
                herd.awaitConverged().awaitLinks();
                assertPausedIsSaid(herd.server("East"));
            }
            assertEquals("? two", client.within(Duration.ofSeconds(20)).readLine());
            herd.awaitConverged();
            assertTrue(herd.server("East").find("kiwi").isPresent());
            assertEquals(ups, herd.snapshot("West").neighbours().get(0).ups());
        }
    }

    private static void assertPausedIsSaid(ServerHandle paused) {
        List<Runnable> verbs =
                List.of(
                        paused::stop,
                        paused::kill,
                        paused::dieSilently,
                        paused::pause,
                        paused::restart,
                        paused::restartEmpty,
                        paused::records,
                        () -> paused.find("kiwi"));
        for (Runnable verb : verbs) {
            String message = assertThrows(IllegalStateException.class, verb::run).getMessage();
            assertTrue(message.contains("East is paused"), message);
        }
    }

    @Test
    void isPausedTimeAndAgain() {
        try (LiveHerd herd = LiveHerd.of(PAIR)) {
            for (int i = 0; i < 200; i++) {
                Fault pause = herd.server("West").pause();
                pause.close();
                pause.close();
            }
            assertEquals(0, herd.server("West").records());
        }
    }

    @Test
    void knowsEverythingWhenItIsBack() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            for (int i = 0; i < 50; i++) {
                tell(herd, "Campbell", "c" + i);
            }
            herd.server("Hill").restart();
            assertEquals(50, herd.server("Hill").records());
            herd.server("Smith").kill();
            herd.server("Smith").restart();
            assertEquals(50, herd.server("Smith").records());
        }
    }

    @Test
    void isBackWhereNobodyIsCaughtUp() {
        try (LiveHerd herd = LiveHerd.builder().topology(PAIR).with(it -> it.sync(false)).start()) {
            tell(herd.awaitLinks(), "East", "kiwi");
            herd.awaitConverged();
            herd.server("West").restart();
            assertTrue(herd.link("East", "West").isUp());
            assertEquals(0, herd.server("West").records());
        }
    }

    @Test
    @SuppressWarnings("try") // The fault is there for its scope.
    void isBackAndEmptyUntilItsLinksAreHealed() {
        try (LiveHerd herd = LiveHerd.ofFive().awaitLinks()) {
            String at = tell(herd, "Hill", "kiwi");
            herd.awaitConverged();
            try (Fault empty = herd.server("Campbell").restartEmpty()) {
                herd.awaitConverged();
                assertEquals(0, herd.server("Campbell").records());
            }
            herd.awaitConverged();
            assertEquals(Optional.of(at), herd.server("Campbell").find("kiwi"));
        }
    }

    @Test
    void saysWhatCannotBeDoneNow() {
        ServerHandle east;
        try (LiveHerd herd = LiveHerd.of(PAIR)) {
            east = herd.server("East");
            assertSays("East is running", east::start);
            east.kill();
            List<Runnable> verbs =
                    List.of(
                            east::stop,
                            east::kill,
                            east::dieSilently,
                            east::pause,
                            east::records,
                            () -> east.find("kiwi"),
                            () -> herd.embedded("East"));
            verbs.forEach(verb -> assertSays("East is not running", verb));
            assertEquals("East", east.name());
        }
        assertSays("this herd is closed", east::start);
        IllegalArgumentException unknown;
        try (LiveHerd herd = LiveHerd.of(PAIR)) {
            unknown = assertThrows(IllegalArgumentException.class, () -> herd.server("North"));
        }
        assertEquals("no server North in this herd of [East, West]", unknown.getMessage());
    }

    private static void assertSays(String what, Runnable wrong) {
        String message = assertThrows(IllegalStateException.class, wrong::run).getMessage();
        assertTrue(message.contains(what), message);
    }

    @Test
    void isClosedThoughOneIsPausedAndOneHasDied() {
        LiveHerd herd = LiveHerd.ofFive().awaitLinks();
        herd.server("Hill").pause();
        herd.server("Smith").dieSilently();
        herd.close();
        assertEquals(List.of(), herd.running());
    }
}
