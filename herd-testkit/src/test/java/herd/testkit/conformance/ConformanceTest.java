package herd.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herd.testkit.LiveHerd;
import herd.testkit.Topology;
import herd.testkit.places.FakeAnswer;
import herd.testkit.places.FakePlaces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The herd's own servers against the contract: all cases but the slow ones. */
@Timeout(120)
class ConformanceTest {

    /** Ghost is never started: the kit plays it. */
    private static final Topology SHAPE =
            Topology.of("Hill Campbell Ghost", "Hill-Campbell Hill-Ghost");

    private static LiveHerd herd;

    @BeforeAll
    static void start() {
        herd = LiveHerd.builder().topology(SHAPE).stopped();
        herd.server("Hill").start();
        herd.server("Campbell").start();
        herd.awaitLinks();
    }

    @AfterAll
    static void close() {
        herd.close();
    }

    @TestFactory
    Stream<DynamicTest> conforms() {
        return ConformanceKit.of(hill()).cases().stream()
                .map(it -> DynamicTest.dynamicTest(it.toString(), it::check));
    }

    @Test
    void conformsAlsoWhenTheIdleTimeIsShort() {
        Duration idle = Duration.ofSeconds(2);
        try (LiveHerd quick =
                LiveHerd.builder()
                        .topology(Topology.of("Hill", ""))
                        .with(it -> it.set("idle-timeout", "2s"))
                        .start()) {
            Target target = Target.of(quick.address("Hill")).withIdleTimeout(idle);
            assertEquals(List.of(), failures(target, Set.of("C9")));
        }
    }

    @Test
    void conformsAlsoWhenPlacesAreSlow() {
        try (FakePlaces fake = FakePlaces.start()) {
            fake.answers(new FakeAnswer.Delayed(Duration.ofMillis(60), FakeAnswer.places(20)));
            assertEquals(List.of(), failures(fake, Set.of("C3", "C4", "C6", "C7", "C8", "C35")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OVER_QUERY_LIMIT", "REQUEST_DENIED", "INVALID_REQUEST"})
    void conformsAlsoWhenPlacesCannotBeHad(String status) {
        try (FakePlaces fake = FakePlaces.start()) {
            fake.answers(new FakeAnswer.Refusal(status));
            assertEquals(
                    List.of(), failures(fake, Set.of("C33", "C34", "C36", "C37", "C38", "C39")));
        }
    }

    @Test
    void everySentenceHasACase() {
        Set<String> missing = new TreeSet<>();
        IntStream.rangeClosed(1, 44).forEach(it -> missing.add("C" + it));
        ConformanceKit.of(hill()).allCases().forEach(it -> missing.remove(it.sentence()));
        assertEquals(Set.of(), missing);
    }

    @Test
    void numbersAreThePlacesInTheList() {
        List<ConformanceCase> all = ConformanceKit.of(hill()).allCases();
        assertTrue(all.size() >= 300, all.size() + " cases");
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, all.get(i).number());
        }
        assertEquals(
                all.size(), all.stream().map(it -> it.sentence() + it.title()).distinct().count());
    }

    @Test
    void aCaseThatNeedsMoreSaysWhat() {
        ConformanceCase ofLinks =
                ConformanceKit.of(Target.of(herd.address("Hill"))).allCases().stream()
                        .filter(it -> it.sentence().equals("Handshake"))
                        .findFirst()
                        .orElseThrow();
        String why = ofLinks.whyNot().orElseThrow();
        assertEquals("needs a neighbour port, two names and the secret", why);
        assertThrows(IllegalStateException.class, ofLinks::check);
    }

    @Test
    void theSecretIsInNoText() {
        Target target = hill();
        assertFalse(target.toString().contains("secret of a live herd"), target::toString);
        PeerTarget wrong =
                new PeerTarget(
                        herd.peerAddress("Hill"),
                        "Ghost",
                        "Hill",
                        "wrong-key".getBytes(StandardCharsets.US_ASCII));
        Violation refused =
                assertThrows(
                        Violation.class, () -> LinkEnd.up(wrong, Duration.ofSeconds(5)).close());
        assertFalse(refused.getMessage().contains("wrong-key"), refused::getMessage);
    }

    private static Target hill() {
        byte[] secret = "the secret of a live herd".getBytes(StandardCharsets.US_ASCII);
        return Target.of(herd.address("Hill"))
                .withOther(herd.address("Campbell"))
                .withPeer(new PeerTarget(herd.peerAddress("Hill"), "Ghost", "Hill", secret));
    }

    private static List<String> failures(FakePlaces fake, Set<String> sentences) {
        try (LiveHerd asking =
                LiveHerd.builder().topology(Topology.of("Hill", "")).google(fake).start()) {
            return failures(Target.of(asking.address("Hill")), sentences);
        }
    }

    private static List<String> failures(Target target, Set<String> sentences) {
        List<ConformanceCase> cases =
                ConformanceKit.of(target).cases().stream()
                        .filter(it -> sentences.contains(it.sentence()))
                        .toList();
        assertFalse(cases.isEmpty());
        return KitRun.run(cases, 8, it -> {}).stream()
                .filter(it -> it.failure().isPresent())
                .map(it -> it.tried() + ": " + it.failure().orElseThrow().getMessage())
                .toList();
    }
}
