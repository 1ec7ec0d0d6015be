package herd.testkit.junit;

import herd.testkit.Herd;
import herd.testkit.LiveHerd;
import herd.testkit.Mode;
import herd.testkit.SimulatedHerd;
import herd.testkit.Topology;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * The herd of one run of a test, from the first who asks for it to the end of the run.
 *
 * <p><b>Threading.</b> One object a run, which JUnit calls by one thread at a time.
 */
final class HerdScope
        implements BeforeEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                AfterEachCallback {

    private final HerdTest wanted;
    private final Topology topology;
    private final Mode mode;
    private final long seed;
    private Optional<LeakGate> gate = Optional.empty();
    private Optional<Herd> herd = Optional.empty();

    HerdScope(HerdTest wanted, Topology topology, Mode mode, long seed) {
        this.wanted = wanted;
        this.topology = topology;
        this.mode = mode;
        this.seed = seed;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (wanted.leakCheck()) {
            LeakGate entered = LeakGate.of(context);
            entered.enter();
            gate = Optional.of(entered);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Herd.class.isAssignableFrom(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Class<?> made = mode == Mode.SOCKETS ? LiveHerd.class : SimulatedHerd.class;
        if (!type.isAssignableFrom(made)) {
            throw new ParameterResolutionException(
                    "a run with mode "
                            + mode
                            + " has no "
                            + type.getSimpleName()
                            + ": take a Herd, or say mode = Runs."
                            + (mode == Mode.SOCKETS ? Mode.SIMULATED : Mode.SOCKETS));
        }
        if (herd.isEmpty()) {
            start();
        }
        return herd.orElseThrow();
    }

    private void start() {
        Herd started =
                Herd.builder()
                        .topology(topology)
                        .seed(seed)
                        .sync(wanted.sync())
                        .maxClients(wanted.maxClients())
                        .start(mode);
        herd = Optional.of(started);
        gate.ifPresent(it -> it.watch(started));
        if (wanted.linked()) {
            started.awaitLinks();
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw reported(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(
            ExtensionContext context, Throwable failure) throws Throwable {
        throw reported(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw reported(context, failure);
    }

    private Throwable reported(ExtensionContext context, Throwable failure) {
        HerdReport report = HerdReport.of(context, mode, seed, herd);
        failure.addSuppressed(report);
        context.publishReportEntry("herd", report.getMessage());
        return failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            herd.ifPresent(Herd::close);
        } finally {
            gate.ifPresent(it -> it.leave(HerdReport.name(context)));
        }
    }
}
