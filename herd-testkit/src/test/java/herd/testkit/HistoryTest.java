package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.client.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a herd remembers of what happened. */
@Timeout(60)
class HistoryTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z ";

    @Test
    void putsAllSourcesIntoOneOrder() {
        History history = new History();
        history.note("now");
        String text =
                history.text(
                        Map.of(
                                "Hill",
                                "2018-03-02T20:52:14.000000002Z second\n",
                                "Smith",
                                "2018-03-02T20:52:14.000000001Z first\n"
                                        + "2999-01-01T00:00:00.000000000Z last\ncut off"));
        List<String> lines = text.lines().toList();
        assertEquals("2018-03-02T20:52:14.000000001Z Smith: first", lines.get(0));
        assertEquals("2018-03-02T20:52:14.000000002Z Hill: second", lines.get(1));
        assertTrue(lines.get(2).matches(TIME + "now"), lines.get(2));
        assertEquals("2999-01-01T00:00:00.000000000Z Smith: last", lines.get(3));
        assertEquals(4, lines.size(), text);
    }

    @Test
    void showsBytesSoThatTheyCannotBeTakenForLines() {
        History history = new History();
        byte[] bytes = "..a\n\\\u001b\u00ffz..".getBytes(StandardCharsets.ISO_8859_1);
        history.note("A->B #1", bytes, 2, 6);
        String text = history.text(Map.of());
        assertTrue(
                text.matches(TIME + "A->B #1 6 bytes \"a\\\\n\\\\\\\\\\\\x1b\\\\xffz\"\n"), text);
    }

    @Test
    void forgetsWhatHappenedFirst() {
        History history = new History();
        byte[] much = new byte[100_000];
        for (int i = 0; i < 50_000; i++) {
            history.note("event " + i + '.');
        }
        history.note("much", much, 0, much.length);
        String text = history.text(Map.of());
        assertTrue(
                text.startsWith("(15000 lines before these are left out)\n"), text.split("\n")[0]);
        assertEquals(5_001, text.lines().count());
        assertTrue(text.contains(" event 49999."));
        assertTrue(text.contains(" much 100000 bytes, the first 160 \"\\x00"));
        assertTrue(text.length() < 500_000, text.length() + " characters");
    }

    @Test
    void holdsWhatServersLogAndFaultsAndBytesOnLinksAndOfClients() {
        Topology pair = Topology.of("East West", "East-West");
        try (LiveHerd herd = LiveHerd.of(pair).awaitLinks();
                RawClient client = herd.client("East")) {
            String at = client.iamat("kiwi", "+1-1", "1");
            herd.awaitKnown("West", "kiwi");
            herd.link("East", "West").slow(Direction.THERE, 1000).close();
            herd.server("West").stop();
            herd.awaitLog("East", "link to West up: ");
            String text = herd.history();
            assertHas(text, "East: start: clients at .*");
            assertHas(text, "East: link to West up: .*");
            assertHas(text, "client->East #\\d+ stands");
            assertHas(text, "client->East #\\d+ 18 bytes \"IAMAT kiwi \\+1-1 1\\\\n\"");
            assertHas(text, "East->client #\\d+ \\d+ bytes \"AT East .*");
            assertHas(
                    text, "East->West #\\d+ \\d+ bytes \"\\Q" + at + "\\E \\d+ [0-9a-f]{8}\\\\n\"");
            assertHas(text, "East->West: 1000 bytes a second");
            assertHas(text, "East->West: no longer 1000 bytes a second");
            assertHas(text, "West was stopped");
            assertFalse(text.contains("the secret of a live herd"));
        }
    }

    private static void assertHas(String text, String line) {
        assertTrue(
                text.lines().anyMatch(it -> it.matches(TIME + line)),
                () -> "no " + line + " in\n" + text);
    }
}
