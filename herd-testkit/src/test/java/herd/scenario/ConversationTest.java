package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients live through, over real sockets. PROTOCOL.md, Clients. */
@Timeout(60)
class ConversationTest {

    private static final String UCLA = "+34.068930-118.445127";
    private static final Topology PAIR = Topology.of("Hill Campbell", "Hill-Campbell");
    private static final int LIMIT = 64 * 1024;
    private static final int MEBIBYTE = 1024 * 1024;

    private static LiveHerd herd;

    @BeforeAll
    static void start() {
        herd = LiveHerd.of(PAIR).awaitLinks();
    }

    @AfterAll
    static void close() {
        herd.close();
    }

    @Test
    void answersAtOneServerWhatWasToldToAnother() {
        try (RawClient hill = herd.client("Hill");
                RawClient campbell = herd.client("Campbell")) {
            hill.send("IAMAT kiwi.cs.ucla.edu " + UCLA + " 1520023934.918963997\n");
            String at = hill.readLine();
            assertTrue(at.matches("AT Hill \\+\\d+\\.\\d{9} kiwi\\.cs\\.ucla\\.edu .*"), at);
            herd.awaitKnown("Campbell", "kiwi.cs.ucla.edu");
            campbell.send("WHATSAT kiwi.cs.ucla.edu 10 5\n").expect(at + "\n{\n");
            String places = campbell.readUntil("\n\n");
            assertEquals(5, places.split("\"geometry\"", -1).length - 1, places);
            assertTrue(places.endsWith("\"status\" : \"OK\"\n}\n\n"), places);
        }
    }

    /** As the people who grade such servers do: one write, an end, one read. */
    @Test
    void answersInOneReadAndCloses() {
        try (RawClient client = herd.client("Hill")) {
            client.send("IAMAT lime " + UCLA + " 1520023934\n").halfClose();
            assertTrue(client.readOnce().matches("AT Hill .* lime .* 1520023934\n"));
            client.expectEnd();
        }
    }

    @Test
    void takesALastLineWithoutAnEnd() {
        try (RawClient client = herd.client("Hill")) {
            client.send("first\nsecond").halfClose().expect("? first\n? second\n").expectEnd();
        }
    }

    @Test
    void takesCommandsHoweverTheyAreCut() {
        String commands = "IAMAT fig " + UCLA + " 1520023934\r\n \t\n nonsense \n";
        try (RawClient client = herd.client("Hill")) {
            client.sendSlowly(commands, 1, Duration.ofNanos(100_000));
            assertTrue(client.readLine().startsWith("AT Hill +"));
            client.expect("?  nonsense \n");
        }
    }

    @Test
    void echoesWhatItDoesNotUnderstandByteForByte() {
        String hostile =
                "AT Hill +1.000000000 kiwi "
                        + UCLA
                        + " 1520023934\n"
                        + "iamat kiwi "
                        + UCLA
                        + " 1520023934\n"
                        + "WHATSAT nobody 10 5\n"
                        + "IAMAT a\u001cb "
                        + UCLA
                        + "\n"
                        + "\u0000\u00ff\u00fe \u00c2\u00a0 \u0085\u001b[31m\n"
                        + "HERD 1 1 Campbell Hill 00\n"
                        + "GET / HTTP/1.1\n";
        try (RawClient client = herd.client("Hill")) {
            client.send(hostile);
            for (String line : hostile.split("\n")) {
                client.expect("? " + line + "\n");
            }
        }
    }

    @Test
    void takesIdsThatAreNoTextAndPassesThemOn() {
        String id = "\u0000\u00ff\u001c\u0085";
        try (RawClient hill = herd.client("Hill");
                RawClient campbell = herd.client("Campbell")) {
            String at = hill.send("IAMAT " + id + " " + UCLA + " 1520023934\n").readLine();
            assertTrue(at.contains(" " + id + " " + UCLA), at);
            herd.awaitConverged();
            assertEquals(Optional.of(at), herd.ask("Campbell", id));
            campbell.send("WHATSAT " + id + " 1 0\n").expect(at + "\n").readUntil("\n\n");
        }
    }

    @Test
    void takesALineOfTheLimitAndPassesItOnAndEchoesALongerOne() {
        String rest = " " + UCLA + " 1520023934";
        String id = "x".repeat(LIMIT - "IAMAT ".length() - rest.length());
        try (RawClient client = herd.client("Hill")) {
            client.send("IAMAT " + id + rest + "\n");
            assertTrue(client.readUntil("\n").endsWith(" " + id + rest + "\n"));
            herd.awaitConverged();
            assertTrue(herd.ask("Campbell", id).isPresent());
            client.send("IAMAT x" + id + rest + "\n").expect("? IAMAT x" + id + rest + "\n");
            client.send(" ".repeat(LIMIT + 1) + "\nnext\n");
            client.expect("? " + " ".repeat(LIMIT + 1) + "\n? next\n");
        }
    }

    @Test
    void echoesALineWithoutEndInLittleMemory() throws InterruptedException {
        byte[] piece = new byte[MEBIBYTE];
        Arrays.fill(piece, (byte) 'x');
        long most = 0;
        try (RawClient client = herd.client("Hill")) {
            Thread talker =
                    new Thread(
                            () -> {
                                for (int i = 0; i < 64; i++) {
                                    client.send(piece);
                                }
                                client.send("\nnext\n");
                            });
            talker.start();
            client.expect("? ");
            for (int i = 0; i < 64; i++) {
                assertTrue(Arrays.equals(piece, client.readBytes(MEBIBYTE)), "MiB " + i);
                most = Math.max(most, herd.snapshot("Hill").bytesWaiting());
            }
            client.expect("\n? next\n");
            talker.join();
        }
        System.out.printf("64 MiB echoed, at most %d KiB kept%n", most / 1024);
        assertTrue(most < 2 * MEBIBYTE, most + " bytes");
    }

    @Test
    void isHarmedByNoClientThatNeverReads() {
        String line = "a line that nobody understands\n";
        try (RawClient deaf = RawClient.connect(herd.address("Hill"), 64 * 1024);
                RawClient other = herd.client("Hill")) {
            long lines = deaf.sendUntilStuck(line, Duration.ofMillis(200)) / line.length();
            long waiting = herd.snapshot("Hill").bytesWaiting();
            assertTrue(waiting < MEBIBYTE, waiting + " bytes wait");
            other.send("still there?\n").expect("? still there?\n");
            for (long i = 0; i < lines; i++) {
                deaf.expect("? " + line);
            }
        }
    }

    @Test
    void outlivesClientsThatBreakOff() {
        try (RawClient stays = herd.client("Hill")) {
            for (int i = 0; i < 100; i++) {
                herd.client("Hill").send("IAMAT gone " + UCLA + " 152002").reset();
                herd.client("Hill").send("WHATSAT gone 10 5\nwhat?\n").close();
            }
            stays.send("well?\n").expect("? well?\n");
            assertEquals(Optional.empty(), herd.ask("Hill", "gone"));
            assertEquals(0, herd.snapshot("Hill").bugs());
        }
    }

    @Test
    void closesAClientThatIsSilentForTooLong() {
        try (LiveHerd impatient =
                        LiveHerd.builder()
                                .topology(PAIR)
                                .with(it -> it.idleTimeout(Duration.ofMillis(300)))
                                .start();
                RawClient client = impatient.client("Hill")) {
            client.send("once\nhalf a").expect("? once\n").expectEnd();
            impatient.awaitLog("Hill", "was silent for too long");
            impatient.awaitLinks();
        }
    }

    @Test
    void keepsAnswersInOrderThoughUpdatesGoAhead() throws InterruptedException {
        HeldPlaces places = new HeldPlaces();
        try (LiveHerd slow = LiveHerd.builder().topology(PAIR).places(() -> places).start();
                RawClient client = slow.awaitLinks().client("Hill")) {
            String old = client.send("IAMAT kiwi " + UCLA + " 1\n").readLine();
            client.send("WHATSAT kiwi 10 5\nIAMAT kiwi +1-1 2\nIAMAT lime +2-2 2\nwhat?\n");
            slow.awaitKnown("Campbell", "lime");
            places.awaitQuestions(1);
            assertTrue(slow.ask("Campbell", "kiwi").orElseThrow().endsWith(" kiwi +1-1 2"));
            client.halfClose();
            places.letGo();
            client.expect(old + "\n" + HeldPlaces.text());
            assertTrue(client.readLine().endsWith(" kiwi +1-1 2"));
            assertTrue(client.readLine().endsWith(" lime +2-2 2"));
            client.expect("? what?\n").expectEnd();
        }
    }
}
