package herd.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.client.RawClient;
import herd.testkit.places.FakePlaces;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One builder, two kinds of herd: what it is told holds for both. */
@Timeout(60)
class HerdBuilderTest {

    private static final Topology PAIR = Topology.of("Hill Campbell", "Hill-Campbell");
    private static final String UCLA = "+34.068930-118.445127";

    @ParameterizedTest
    @EnumSource(Mode.class)
    void makesWhatItIsTold(Mode mode) {
        try (Herd herd = Herd.builder().topology(PAIR).seed(7).start(mode).awaitLinks()) {
            assertEquals(mode, herd.mode());
            assertEquals(PAIR, herd.topology());
            assertEquals(7, herd.seed());
            String at = herd.client("Hill").iamat("kiwi", UCLA, "1520023934.9");
            assertEquals(at, herd.awaitKnown("Campbell", "kiwi"));
            assertEquals(Optional.of(at), herd.ask("Hill", "kiwi"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void remembersAsManyClientsAsItIsTold(Mode mode) {
        try (Herd herd = Herd.builder().topology(PAIR).maxClients(2).start(mode).awaitLinks()) {
            RawClient client = herd.client("Hill");
            for (int i = 1; i <= 3; i++) {
                client.iamat("c" + i, UCLA, "152002393" + i);
            }
            herd.awaitKnown("Campbell", "c3");
            herd.awaitConverged();
            assertEquals(2, herd.server("Campbell").records());
            assertEquals(Optional.empty(), herd.ask("Campbell", "c1"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void letsATimeCountAsFarAheadAsItIsTold(Mode mode) {
        HerdBuilder builder = Herd.builder().topology(PAIR).maxFuture(Duration.ofSeconds(1));
        try (Herd herd = builder.start(mode)) {
            RawClient client = herd.client("Hill");
            client.iamat("kiwi", UCLA, "99999999999");
            herd.pass(Duration.ofMillis(20));
            String later = client.iamat("kiwi", UCLA, "88888888888");
            assertEquals(Optional.of(later), herd.ask("Hill", "kiwi"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void takesLinesAsLongAsItIsTold(Mode mode) {
        try (Herd herd = Herd.builder().topology(PAIR).maxLineBytes(1024).start(mode)) {
            String id = "k".repeat(1024);
            String command = "IAMAT " + id + ' ' + UCLA + " 1\n";
            herd.client("Hill").send(command).expect("? " + command);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void catchesNobodyUpIfItIsToldSo(Mode mode) {
        try (Herd herd = Herd.builder().topology(PAIR).sync(false).start(mode).awaitLinks()) {
            herd.client("Hill").iamat("kiwi", UCLA, "1520023934");
            herd.awaitKnown("Campbell", "kiwi");
            herd.server("Campbell").restart();
            herd.awaitLinks();
            herd.client("Hill").iamat("lime", UCLA, "1520023934");
            herd.awaitKnown("Campbell", "lime");
            assertEquals(Optional.empty(), herd.ask("Campbell", "kiwi"));
        }
    }

    @Test
    void makesNoHttpCallsInSimulation() {
        try (FakePlaces places = FakePlaces.start()) {
            HerdBuilder builder = Herd.builder().google(places);
            assertEquals(
                    "a simulated herd makes no HTTP calls: leave google out, or take Mode.SOCKETS",
                    assertThrows(
                                    IllegalStateException.class,
                                    () -> builder.start(Mode.SIMULATED).close())
                            .getMessage());
            try (Herd herd = builder.topology(PAIR).start(Mode.SOCKETS)) {
                RawClient client = herd.client("Hill");
                client.iamat("kiwi", UCLA, "1");
                assertTrue(client.whatsat("kiwi", "10", 1).contains("results"));
                assertEquals(1, places.requests().size());
            }
        }
    }
}
