package herd.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.LiveHerd;
import herd.testkit.LiveHerdBuilder;
import herd.testkit.Topology;
import herd.testkit.client.RawClient;
import herd.testkit.places.FakeAnswer;
import herd.testkit.places.FakeAnswer.Layout;
import herd.testkit.places.FakePlaces;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places over HTTP, from the client's command to its answer. PROTOCOL.md, WHATSAT. */
@Timeout(60)
class LivePlacesTest {

    private static final String KIWI = "IAMAT kiwi +34.068930-118.445127 1520023934.918963997\n";
    private static final Topology PAIR = Topology.of("Hill Campbell", "Hill-Campbell");

    private final FakePlaces places = FakePlaces.start();

    @AfterEach
    void close() {
        places.close();
    }

    private LiveHerdBuilder herd(boolean asNew) {
        LiveHerdBuilder builder = LiveHerd.builder().topology(PAIR);
        return asNew ? builder.googleNew(places) : builder.google(places);
    }

    /** Tells Hill where kiwi is, and gives the answer. */
    private static String toldToHill(LiveHerd herd) {
        try (RawClient hill = herd.client("Hill")) {
            String at = hill.send(KIWI).readLine();
            herd.awaitKnown("Campbell", "kiwi");
            return at;
        }
    }

    private static long count(String what, String text) {
        return text.split(what, -1).length - 1;
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void givesOutTheClassicFormAsItCameButForTheCut(Layout layout) throws Exception {
        places.answers(new FakeAnswer.Places(20, layout));
        try (LiveHerd herd = herd(false).start();
                RawClient campbell = herd.client("Campbell")) {
            String at = toldToHill(herd);
            for (int bound = 0; bound <= 20; bound += 5) {
                campbell.send("WHATSAT kiwi 0.5 " + bound + "\n");
                String answer = campbell.readOnce();
                assertTrue(answer.startsWith(at + "\n{"), answer);
                assertTrue(answer.endsWith("}\n\n"), "one write should have brought all:" + answer);
                assertEquals(bound, count("\"place_id\"", answer), answer);
            }
            campbell.send("WHATSAT kiwi 0.5 20\n").expect(at + "\n" + verbatim() + "\n\n");
            assertEquals("34.068930,-118.445127", places.requests().get(0).point());
            assertEquals("500", places.requests().get(0).radius());
        }
    }

    /** What the service itself says to the question that Campbell asks. */
    private String verbatim() throws Exception {
        String target = places.requests().get(0).target();
        try (java.io.InputStream in =
                java.net.URI.create(places.base() + target).toURL().openStream()) {
            return new String(in.readAllBytes(), "ISO-8859-1").stripTrailing();
        }
    }

    @Test
    void givesOutTheNewFormInTheClassicOne() {
        try (LiveHerd herd = herd(true).start();
                RawClient campbell = herd.client("Campbell")) {
            String at = toldToHill(herd);
            campbell.send("WHATSAT kiwi 0.5 3\n");
            String answer = campbell.readOnce();
            assertTrue(answer.startsWith(at + "\n{"), answer);
            assertTrue(answer.endsWith("}\n\n"), answer);
            assertEquals(3, count("\"place_id\"", answer), answer);
            assertTrue(answer.contains("\"status\" : \"OK\""), answer);
            assertEquals("POST", places.requests().get(0).method());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersThoughTheServiceFails(boolean asNew) {
        try (LiveHerd herd =
                        herd(asNew).with(it -> it.placesTimeout(Duration.ofSeconds(2))).start();
                RawClient campbell = herd.client("Campbell")) {
            String at = toldToHill(herd);
            for (FakeAnswer failure : failures()) {
                places.answers(failure);
                String answer = campbell.send("WHATSAT kiwi 0.5 3\n").readUntil("\n\n");
                assertTrue(answer.startsWith(at + "\n{\n   \"error_message\" : "), answer);
                assertTrue(answer.contains("\"results\" : [],\n"), answer);
                assertFalse(answer.contains(places.requests().get(0).key()), answer);
            }
            herd.awaitLog("Campbell", "look-up failed: OVER_QUERY_LIMIT");
        }
    }

    private static FakeAnswer[] failures() {
        return new FakeAnswer[] {
            new FakeAnswer.Refusal("OVER_QUERY_LIMIT"),
            new FakeAnswer.Refusal("REQUEST_DENIED"),
            FakeAnswer.garbage(),
            FakeAnswer.httpStatus(404),
            new FakeAnswer.Silence(),
        };
    }

    @Test
    void sharesOneRequestAmongAllWhoAskTheSameAtOnce() throws Exception {
        places.answers(new FakeAnswer.Delayed(Duration.ofMillis(300), FakeAnswer.places(20)));
        try (LiveHerd herd = herd(false).start();
                RawClient campbell = herd.client("Campbell")) {
            toldToHill(herd);
            campbell.send("WHATSAT kiwi 0.5 1\nWHATSAT kiwi 0.50 2\nWHATSAT kiwi 0.5 3\n");
            for (int bound = 1; bound <= 3; bound++) {
                assertEquals(bound, count("\"place_id\"", campbell.readUntil("\n\n")));
            }
            assertEquals(1, places.requests().size());
        }
    }

    @Test
    void answersWithinItsTimeWhenItIsStoppedMeanwhile() throws Exception {
        places.answers(new FakeAnswer.Silence());
        try (LiveHerd herd = herd(false).start();
                RawClient campbell = herd.client("Campbell")) {
            String at = toldToHill(herd);
            campbell.send("WHATSAT kiwi 0.5 1\n");
            places.awaitRequests(1);
            herd.server("Campbell").stop();
            campbell.expect(at + "\n{\n   \"error_message\"").readUntil("}\n\n");
            campbell.expectEnd();
        }
    }
}
