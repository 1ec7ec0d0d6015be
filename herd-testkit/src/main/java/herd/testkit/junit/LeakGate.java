package herd.testkit.junit;

import herd.testkit.Herd;
import herd.testkit.LeakCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Looks for what tests left behind, whenever none runs any more.
 *
 * <p><b>Threading.</b> Any thread. Who enters while it looks has to wait for that.
 *
 * <p><b>Why.</b> Threads and descriptors are the JVM's, and do not say which test opened them. Of tests
 * that run at the same time only the last to leave can tell what is left, and not by whom.
 */
final class LeakGate {

    private static final Namespace NAMESPACE = Namespace.create(LeakGate.class);
    private static final String PATIENCE = "herdtest.leak.millis";
    private static final long PATIENCE_MILLIS = 10_000;

    private final Duration patience;
    private final List<String> suspects = new ArrayList<>();
    private Optional<LeakCheck> check = Optional.empty();
    private int running;

    private LeakGate(Duration patience) {
        this.patience = patience;
    }

    /** The one of this run of JUnit. */
    static LeakGate of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        LeakGate.class, key -> new LeakGate(patience(context)), LeakGate.class);
    }

    private static Duration patience(ExtensionContext context) {
        return Duration.ofMillis(
                context.getConfigurationParameter(PATIENCE, Long::valueOf).orElse(PATIENCE_MILLIS));
    }

    synchronized void enter() {
        if (running == 0) {
            check = Optional.of(LeakCheck.start(patience));
        }
        running++;
    }

    synchronized void watch(Herd herd) {
        check.orElseThrow().watch(herd);
    }

    /**
     * Takes leave of a test.
     *
     * @throws AssertionError if it is the last that runs, and something was left behind
     */
    synchronized void leave(String test) {
        suspects.add(test);
        running--;
        if (running > 0) {
            return;
        }
        List<String> all = List.copyOf(suspects);
        suspects.clear();
        try {
            check.orElseThrow().check();
        } catch (AssertionError e) {
            throw new AssertionError(String.join(", ", all) + " " + e.getMessage(), e);
        }
    }
}
