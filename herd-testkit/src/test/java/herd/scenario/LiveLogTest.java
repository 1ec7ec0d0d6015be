package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import herd.testkit.places.FakeAnswer;
import herd.testkit.places.FakePlaces;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What servers write down of what happens to them. */
@Timeout(60)
class LiveLogTest {

    private static final String KIWI = "IAMAT kiwi +34.068930-118.445127 1520023934";
    private static final Topology PAIR = Topology.of("Hill Campbell", "Hill-Campbell");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z ";

    @Test
    void holdsEveryLineInAndOutAndEveryLink() {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks();
                RawClient client = herd.client("Hill")) {
            String at = client.send(KIWI + "\nwhat\u001b?\n").readLine();
            client.expect("? what\u001b?\n").close();
            herd.awaitKnown("Campbell", "kiwi");
            herd.server("Hill").stop();
            herd.server("Campbell").stop();
            String hill = herd.server("Hill").log();
            assertHas(hill, "start: clients at ");
            assertHas(hill, "link to Campbell up: ");
            assertHas(hill, "c\\d+ < " + quoted(KIWI));
            assertHas(hill, "c\\d+ > " + quoted(at));
            assertHas(hill, "n\\d+ > " + quoted(at));
            assertHas(hill, "c\\d+ < what\\\\x1b\\?");
            assertHas(hill, "c\\d+ > \\? what\\\\x1b\\?");
            assertHas(hill, "counters: records=1 ");
            assertHas(hill, "stop\n");
            assertHas(herd.server("Campbell").log(), "n\\d+ < " + quoted(at));
            hill.lines().forEach(line -> assertTrue(line.matches(TIME + "[ -~]+"), line));
        }
    }

    @Test
    void saysWhenAClientComesAndGoesAndHasOtherWordsForLinks() {
        try (LiveHerd herd = LiveHerd.of(PAIR).awaitLinks()) {
            herd.client("Hill").send(KIWI + "\n").expect("AT Hill ").close();
            herd.server("Campbell").stop();
            herd.server("Hill").stop();
            String log = herd.server("Hill").log();
            List<String> came = whoHas(log, "connected from .*");
            assertEquals(1, came.size(), log);
            assertEquals(came, whoHas(log, "closed, .*"), log);
        }
    }

    @Test
    void holdsNoMessagesIfThatIsNotWanted() {
        try (LiveHerd herd =
                LiveHerd.builder().topology(PAIR).with(it -> it.logMessages(false)).start()) {
            herd.awaitLinks().client("Hill").send(KIWI + "\n").readLine();
            herd.awaitKnown("Campbell", "kiwi");
            herd.server("Hill").stop();
            assertHas(herd.server("Hill").log(), "link to Campbell up: ");
            assertFalse(herd.server("Hill").log().contains("kiwi"), herd.server("Hill").log());
        }
    }

    @Test
    void isForItsOwnerOnlyAndHoldsNoKey() throws Exception {
        try (FakePlaces places = FakePlaces.start();
                LiveHerd herd = LiveHerd.builder().topology(PAIR).google(places).start();
                RawClient client = herd.client("Hill")) {
            client.send(KIWI + "\n").readLine();
            for (FakeAnswer answer : answers()) {
                places.answers(answer);
                client.send("WHATSAT kiwi 1 1\n").readUntil("\n\n");
            }
            places.stop();
            client.send("WHATSAT kiwi 1 1\n").readUntil("\n\n");
            herd.server("Hill").stop();
            String key = places.requests().get(0).key();
            assertTrue(
                    key.length() > 10 && herd.server("Hill").log().contains("look-up failed: "),
                    key);
            assertFalse(herd.server("Hill").log().contains(key), herd.server("Hill").log());
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(herd.logFile("Hill")));
        }
    }

    private static FakeAnswer[] answers() {
        return new FakeAnswer[] {
            FakeAnswer.places(3), new FakeAnswer.Refusal("REQUEST_DENIED"), FakeAnswer.garbage(),
        };
    }

    private static void assertHas(String log, String pattern) {
        assertTrue(
                java.util.regex.Pattern.compile("(?m)^" + TIME + pattern).matcher(log).find(),
                () -> "no " + pattern + " in\n" + log);
    }

    /** The connections of which the log says this. */
    private static List<String> whoHas(String log, String pattern) {
        return log.lines()
                .filter(line -> line.matches(TIME + "c\\d+ " + pattern))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    private static String quoted(String text) {
        return java.util.regex.Pattern.quote(text);
    }
}
