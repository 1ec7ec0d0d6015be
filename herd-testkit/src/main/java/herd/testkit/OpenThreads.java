package herd.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The threads that there were at a time, to be compared with those of later. */
final class OpenThreads {

    /** What ends an HTTP client of a server's own, which is its server's to close. */
    private static final String PRODUCT_GROUP = "places-google";

    /** One a client: until JDK 21 nobody but the collector of garbage can close it. */
    private static final Pattern HTTP_CLIENT =
            Pattern.compile("HttpClient-\\d+-(SelectorManager|Worker-\\d+)");

    /** Threads of the JDK and of test frameworks that serve the whole JVM. */
    private static final Pattern OF_THE_JVM =
            Pattern.compile(
                    "Common-Cleaner|Reference Handler|Finalizer|Signal Dispatcher"
                            + "|Attach Listener|Notification Thread|process reaper.*"
                            + "|CompletableFutureDelayScheduler|ForkJoinPool.*|Keep-Alive-Timer"
                            + "|(Read|Write|Master)-?Poller.*|VirtualThread-unparker|C[12] .*"
                            + "|junit-.*|surefire-.*|DestroyJavaVM");

    private final Set<Thread> before;

    private OpenThreads(Set<Thread> before) {
        this.before = before;
    }

    static OpenThreads now() {
        return new OpenThreads(Set.copyOf(Thread.getAllStackTraces().keySet()));
    }

    /** Those since then that should be over, each with what it does. */
    List<String> since() {
        List<String> left = new ArrayList<>();
        Thread.getAllStackTraces()
                .forEach(
                        (thread, stack) -> {
                            if (isNew(thread) && !isExempt(thread)) {
                                left.add(text(thread, stack));
                            }
                        });
        return left;
    }

    /** How many HTTP clients since then cannot be closed. */
    long exemptSince() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> isNew(it) && it.getName().endsWith("-SelectorManager"))
                .filter(OpenThreads::isExempt)
                .count();
    }

    private boolean isNew(Thread thread) {
        return thread.isAlive() && thread != Thread.currentThread() && !before.contains(thread);
    }

    private static boolean isExempt(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        boolean isTheProducts = group != null && group.getName().equals(PRODUCT_GROUP);
        return OF_THE_JVM.matcher(thread.getName()).matches()
                || HTTP_CLIENT.matcher(thread.getName()).matches() && !isTheProducts;
    }

    private static String text(Thread thread, StackTraceElement... stack) {
        return "thread \""
                + thread.getName()
                + "\", "
                + thread.getState()
                + Arrays.stream(stack)
                        .limit(20)
                        .map(it -> "\n    at " + it)
                        .collect(Collectors.joining());
    }
}
