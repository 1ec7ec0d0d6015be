package herd.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Finds what a test has left behind in this JVM: threads, file descriptors, and secrets in what was
 * written.
 *
 * <pre>{@code
 * LeakCheck leaks = LeakCheck.start();
 * try (Herd herd = Herd.builder().start(Mode.SOCKETS)) {
 *     leaks.watch(herd);
 *     …
 * }
 * leaks.check();
 * }</pre>
 *
 * <p>Timers are threads here, or die with the one of their server. The threads of the JDK that serve a
 * whole JVM for ever are not counted, nor are those of HTTP clients that a test made for itself, which
 * JDK 17 cannot close. Descriptors are looked for where there is a {@code /proc/self/fd}; see {@link
 * #seesDescriptors}. Files of classes and devices are not counted.
 *
 * <p><b>Threading.</b> Any thread. What other threads of the JVM open between start and check and leave
 * open until the check is found, too: who runs tests at the same time has to check after the last.
 */
public final class LeakCheck {

    /** Time for an orderly end: plenty, on a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();
    private final Duration patience;
    private final OpenThreads threads;
    private final OpenDescriptors descriptors;

    private LeakCheck(Duration patience) {
        this.patience = patience;
        OpenDescriptors.warmUp();
        threads = OpenThreads.now();
        descriptors = OpenDescriptors.now();
    }

    /** Notes what there is now, which is nobody's leak. */
    public static LeakCheck start() {
        return start(PATIENCE);
    }

    /**
     * The same.
     *
     * @param patience how long the check waits for an orderly end of all
     */
    public static LeakCheck start(Duration patience) {
        return new LeakCheck(patience);
    }

    /** Whether this system says which descriptors are open; where it does not, none are checked. */
    public static boolean seesDescriptors() {
        return OpenDescriptors.areSeen();
    }

    /**
     * Looks for the secrets of a herd in all that it writes, when it is closed.
     *
     * @throws IllegalArgumentException if it is a herd of no known kind
     */
    public synchronized LeakCheck watch(Herd herd) {
        if (herd instanceof LiveHerd live) {
            forbid("the herd's secret", LiveConfig.SECRET);
            forbid("the API key", LiveHerdBuilder.KEY);
            live.onLastWords(this::search);
        } else if (!(herd instanceof SimulatedHerd)) {
            throw new IllegalArgumentException("not a herd of this kit: " + herd.getClass());
        }
        return this;
    }

    /**
     * Names a text that must not be written down.
     *
     * @param name what to call it in the message, which does not show it
     */
    public synchronized LeakCheck forbid(String name, String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("an empty secret is everywhere: " + name);
        }
        secrets.put(name, secret);
        return this;
    }

    /** Looks for what is forbidden in a text, and remembers where it is found. */
    public synchronized void search(String what, String text) {
        secrets.forEach(
                (name, secret) -> {
                    int at = text.indexOf(secret);
                    if (at >= 0) {
                        long line = text.substring(0, at).lines().count();
                        told.add(name + " is in " + what + ", line " + Math.max(line, 1));
                    }
                });
    }

    /**
     * Checks that nothing was left behind, once there was time for an orderly end.
     *
     * @throws AssertionError if something was: it names each thread with what it does, each descriptor
     *     with what it is of, each secret with where it is
     */
    public void check() {
        List<String> found = told();
        awaitOrderlyEnd(() -> leftOpen().isEmpty());
        found.addAll(leftOpen());
        if (!found.isEmpty()) {
            throw new AssertionError("left behind:\n" + String.join("\n", found));
        }
    }

    private synchronized List<String> told() {
        return new ArrayList<>(told);
    }

    private List<String> leftOpen() {
        List<String> left = new ArrayList<>(threads.since());
        left.addAll(descriptors.since(threads.exemptSince()));
        return left;
    }

    private void awaitOrderlyEnd(BooleanSupplier isOver) {
        long until = System.nanoTime() + patience.toNanos();
        while (!isOver.getAsBoolean() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
