package herd.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the kit finds what is wrong, names the sentence, and finds nothing where nothing is. */
@Timeout(120)
class DefectsTest {

    private static final Duration HARDLY_ANY = Duration.ofSeconds(1);

    @Test
    void aServerOfNoRelationPasses() {
        try (LittleServer server = LittleServer.with(EnumSet.noneOf(Defect.class))) {
            ConformanceKit kit = ConformanceKit.of(Target.of(server.address()));
            assertEquals(List.of(), failures(kit.cases().stream()));
        }
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void aDefectIsFoundByTheCasesOfItsSentence(Defect defect) {
        Set<Defect> one = EnumSet.of(defect);
        try (LittleServer server = LittleServer.with(one)) {
            Target target =
                    Target.of(server.address())
                            .withPatience(HARDLY_ANY)
                            .withLookUpTime(Duration.ofMillis(1));
            ConformanceKit kit = ConformanceKit.of(target);
            List<String> found =
                    failures(
                            kit.cases().stream()
                                    .filter(it -> it.sentence().equals(defect.sentence())));
            assertTrue(!found.isEmpty(), "no case of " + defect.sentence() + " finds it");
        }
    }

    private static List<String> failures(Stream<ConformanceCase> cases) {
        return KitRun.run(cases.toList(), 8, it -> {}).stream()
                .filter(it -> it.failure().isPresent())
                .map(it -> it.tried() + ": " + it.failure().orElseThrow().getMessage())
                .toList();
    }
}
