package herd.testkit.junit;

import herd.testkit.Mode;
import herd.testkit.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes a run of a {@link HerdTest} for each of its modes and seeds; JUnit makes it by itself. */
public final class HerdTestExtension implements TestTemplateInvocationContextProvider {

    private static final String SEED = "herdtest.seed";

    /** Seeds that a person can read and type. */
    private static final long MOST_BY_CHANCE = 1_000_000_000L;

    /** What JUnit calls. */
    public HerdTestExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return annotation(context).isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
            ExtensionContext context) {
        HerdTest wanted = annotation(context).orElseThrow();
        Topology topology = topology(wanted);
        List<TestTemplateInvocationContext> runs = new ArrayList<>();
        for (long seed : seeds(context, wanted)) {
            for (Mode mode : wanted.mode().modes()) {
                runs.add(new Run(wanted, topology, mode, seed));
            }
        }
        return runs.stream();
    }

    /** One run of a test. */
    private record Run(HerdTest wanted, Topology topology, Mode mode, long seed)
            implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocation) {
            int count = topology.servers().size();
            return (count > 3 ? count + " servers" : String.join(" ", topology.servers()))
                    + (mode == Mode.SOCKETS ? " on sockets" : " in simulation")
                    + ", seed "
                    + seed;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new HerdScope(wanted, topology, mode, seed));
        }
    }

    private static Optional<HerdTest> annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getTestMethod(), HerdTest.class);
    }

    private static Topology topology(HerdTest wanted) {
        if (wanted.servers().isBlank()) {
            if (!wanted.links().isBlank()) {
                throw new ExtensionConfigurationException(
                        "@HerdTest has links but no servers: " + wanted.links());
            }
            return Topology.FIVE;
        }
        try {
            return Topology.of(wanted.servers(), wanted.links());
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@HerdTest: " + e.getMessage(), e);
        }
    }

    private static long[] seeds(ExtensionContext context, HerdTest wanted) {
        Optional<String> given = context.getConfigurationParameter(SEED);
        if (given.isPresent()) {
            try {
                return new long[] {Long.parseLong(given.get().strip())};
            } catch (NumberFormatException e) {
                throw new ExtensionConfigurationException(
                        SEED + " is not a whole number: " + given.get(), e);
            }
        }
        long[] seeds = wanted.seed();
        return seeds.length > 0
                ? seeds
                : new long[] {ThreadLocalRandom.current().nextLong(1, MOST_BY_CHANCE)};
    }
}
