package herd.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs samples with JUnit's own launcher, and looks at what came of them. */
@Timeout(120)
class HerdTestExtensionTest {

    /** What came of each run and each container, by its name; what was reported besides. */
    private static final class Outcomes implements TestExecutionListener {
        private final Map<String, TestExecutionResult> results =
                Collections.synchronizedMap(new TreeMap<>());
        private final List<String> runs = Collections.synchronizedList(new ArrayList<>());
        private final List<String> entries = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            results.put(test.getDisplayName(), result);
            if (test.isTest()) {
                runs.add(test.getDisplayName());
            }
        }

        @Override
        public void reportingEntryPublished(
                TestIdentifier test, org.junit.platform.engine.reporting.ReportEntry entry) {
            entries.addAll(entry.getKeyValuePairs().values());
        }

        Throwable failure(String name) {
            TestExecutionResult result = results.get(name);
            assertTrue(result != null, () -> "no run " + name + " in " + results);
            return result.getThrowable().orElseThrow(() -> new AssertionError(name + " succeeded"));
        }

        void assertAllWell() {
            results.values().stream()
                    .flatMap(it -> it.getThrowable().stream())
                    .findFirst()
                    .ifPresent(
                            it -> {
                                throw new AssertionError(it);
                            });
        }
    }

    private static Outcomes run(Class<?> sample, Map<String, String> parameters) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(sample))
                        .configurationParameters(parameters)
                        .build();
        Outcomes outcomes = new Outcomes();
        LauncherFactory.create().execute(request, outcomes);
        return outcomes;
    }

    @Test
    void reportsSeedHistoryBeliefsAndTheCommandThatRepeatsAFailure() {
        Outcomes outcomes = run(Samples.Failing.class, Map.of());
        assertEquals(
                List.of("A B in simulation, seed 42", "A B on sockets, seed 42"), outcomes.runs);
        for (String name : outcomes.runs) {
            Throwable failure = outcomes.failure(name);
            assertEquals("as it should", failure.getMessage());
            String report = failure.getSuppressed()[0].toString();
            assertTrue(report.contains(", seed 42\n"), report);
            assertTrue(
                    report.contains(
                            "mvn test -Dtest='herd.testkit.junit.Samples$Failing#failsOnBoth'"
                                    + " -Dherdtest.seed=42 "),
                    report);
            assertTrue(report.contains("kiwi"), report);
            assertTrue(report.indexOf("what happened:\n") + 20 < report.length(), report);
            assertTrue(outcomes.entries.contains(report));
        }
    }

    @Test
    void givesHerdsOfTheTypeThatTheModeHas() {
        Outcomes outcomes = run(Samples.Typed.class, Map.of());
        outcomes.assertAllWell();
        assertEquals(3, outcomes.runs.size(), outcomes.runs::toString);
    }

    @Test
    void takesItsSeedFromOutsideFirst() {
        Outcomes outcomes = run(Samples.Typed.class, Map.of("herdtest.seed", "77"));
        outcomes.assertAllWell();
        assertEquals(
                List.of("A in simulation, seed 77", "A on sockets, seed 77"),
                outcomes.runs.stream().sorted().toList());
        Throwable told =
                run(Samples.Typed.class, Map.of("herdtest.seed", "x"))
                        .failure("live(LiveHerd, Herd)");
        assertEquals("herdtest.seed is not a whole number: x", told.getMessage());
    }

    @Test
    void saysThatAModeHasNoHerdOfAType() {
        Outcomes outcomes = run(Samples.WrongType.class, Map.of("herdtest.seed", "1"));
        String told = outcomes.failure("A in simulation, seed 1").toString();
        assertTrue(told.contains("SIMULATED has no LiveHerd: take a Herd"), told);
        assertTrue(outcomes.results.get("A on sockets, seed 1").getThrowable().isEmpty());
    }

    @Test
    void saysWhatIsWrongWithAShape() {
        Throwable told = run(Samples.WrongShape.class, Map.of()).failure("hasALinkToNobody(Herd)");
        assertEquals("@HerdTest: link to an unknown server: A-B", told.getMessage());
    }

    @Test
    void failsATestThatLeavesSomethingBehind() throws Exception {
        Outcomes outcomes =
                run(
                        Samples.Leaking.class,
                        Map.of("herdtest.seed", "1", "herdtest.leak.millis", "200"));
        Samples.Leaking.left.interrupt();
        Samples.Leaking.left.join();
        String told = outcomes.failure("A in simulation, seed 1").getMessage();
        assertTrue(told.contains("Samples$Leaking#leavesAThread left behind:"), told);
        assertTrue(told.contains("thread \"a sample's leak\""), told);
    }

    @Test
    void runsHerdsAtTheSameTime() {
        Outcomes outcomes =
                run(
                        Samples.Parallel.class,
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled", "true",
                                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8"));
        outcomes.assertAllWell();
        assertEquals(16, outcomes.runs.size(), outcomes.runs::toString);
    }
}
