package herd.testkit.load;

import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arguments of {@code herd.testkit.Load}, read. */
final class LoadOptions {

    private static final Set<String> WITH_VALUE =
            Set.of(
                    "--connections",
                    "--in-flight",
                    "--rate",
                    "--seconds",
                    "--messages",
                    "--warm-up",
                    "--ids",
                    "--order",
                    "--prefix",
                    "--whatsat",
                    "--radius",
                    "--limit",
                    "--idle",
                    "--to",
                    "--timeout",
                    "--clock-tolerance",
                    "--server-pid",
                    "--json");

    private static final Set<String> WITHOUT_VALUE =
            Set.of("--batch", "--histogram", "--quiet", "--help");

    private static final int MOST_CONNECTIONS = 1_000_000;

    /** On all connections; a hundred bytes each. */
    private static final int MOST_IN_FLIGHT = 4_000_000;

    private static final int MOST_PER_SECOND = 10_000_000;

    /** Of which it is remembered what was confirmed, in sixteen bytes each. */
    private static final int MOST_IDS_REMEMBERED = 10_000_000;

    /** Where an open loop has no bound that was given: enough for the server to fall behind a while. */
    private static final int OPEN_LOOP_IN_FLIGHT = 1_024;

    private static final double DAY = 86_400;
    private static final int PERCENT = 100;
    private static final int MOST_PLACES = 20;

    private final Options options;

    private LoadOptions(Options options) {
        this.options = options;
    }

    static LoadOptions read(String... arguments) throws UsageException {
        return new LoadOptions(Options.read(WITH_VALUE, WITHOUT_VALUE, arguments));
    }

    boolean has(String flag) {
        return options.has(flag);
    }

    /** Where JSON goes; {@code -} is the standard output. */
    Optional<String> json() throws UsageException {
        Optional<String> file = options.text("--json");
        if (file.isPresent() && !file.get().equals("-")) {
            Path path = Path.of(file.get()).toAbsolutePath();
            Path folder = path.getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(path)) {
                throw new UsageException("--json is no file in a folder: " + file.get());
            }
        }
        return file;
    }

    LoadPlan plan() throws UsageException {
        List<String> words = options.words();
        if (words.size() != 1) {
            throw new UsageException(
                    words.isEmpty()
                            ? "no server: give host:port"
                            : "what is " + words.get(1) + '?');
        }
        Optional<String> to = options.text("--to");
        LoadPlan plan =
                new LoadPlan(
                        Options.address(words.get(0)),
                        to.isPresent() ? Optional.of(Options.address(to.get())) : Optional.empty(),
                        serverProcess(),
                        shape(),
                        content(),
                        span());
        requireSense(plan);
        return plan;
    }

    private LoadPlan.Shape shape() throws UsageException {
        long perSecond =
                options.text("--rate").isEmpty() ? 0 : number("--rate", 1, 1, MOST_PER_SECOND);
        int connections = (int) number("--connections", 50, 1, MOST_CONNECTIONS);
        int fitting = MOST_IN_FLIGHT / connections;
        boolean isBounded = perSecond == 0 || options.text("--to").isPresent();
        int usual = isBounded ? 1 : Math.min(OPEN_LOOP_IN_FLIGHT, fitting);
        return new LoadPlan.Shape(
                connections,
                (int) number("--in-flight", usual, 1, fitting),
                options.has("--batch"),
                perSecond,
                (int) number("--idle", 0, 0, MOST_CONNECTIONS));
    }

    private LoadPlan.Content content() throws UsageException {
        String order = options.text("--order").orElse("random");
        if (!Set.of("random", "sequence").contains(order)) {
            throw new UsageException("--order is random or sequence, not " + order);
        }
        int percent = (int) number("--whatsat", 0, 0, PERCENT);
        boolean isFlood = options.text("--to").isPresent();
        boolean isRemembered = percent > 0 || isFlood;
        int mostIds = isRemembered ? MOST_IDS_REMEMBERED : Commands.MOST_IDS;
        return new LoadPlan.Content(
                (int) number("--ids", 10_000, 1, mostIds),
                isFlood || order.equals("sequence"),
                matching("--prefix", "load-", "[!-~]{1,40}", "1 to 40 printable characters"),
                percent,
                matching("--radius", "10", "([0-9]|[1-4][0-9]|50)", "a whole number from 0 to 50"),
                (int) number("--limit", 5, 0, MOST_PLACES));
    }

    private LoadPlan.Span span() throws UsageException {
        double usual = options.text("--messages").isPresent() ? DAY : 10;
        return new LoadPlan.Span(
                Times.nanos(options.decimal("--warm-up", 2, 0, DAY)),
                Times.nanos(options.decimal("--seconds", usual, 0.01, DAY)),
                number("--messages", Long.MAX_VALUE, 1, Long.MAX_VALUE),
                Times.nanos(options.decimal("--timeout", 10, 0.01, DAY)),
                Times.nanos(options.decimal("--clock-tolerance", 0.1, 0, DAY)));
    }

    private Optional<ProcessHandle> serverProcess() throws UsageException {
        if (options.text("--server-pid").isEmpty()) {
            return Optional.empty();
        }
        long pid = number("--server-pid", 0, 1, Integer.MAX_VALUE);
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            throw new UsageException("--server-pid is no process: " + pid);
        }
        return process;
    }

    /** What is each allowed, but not together. */
    private void requireSense(LoadPlan plan) throws UsageException {
        if (plan.other().isPresent()) {
            for (String other : List.of("--in-flight", "--whatsat", "--order")) {
                if (options.text(other).isPresent()) {
                    throw new UsageException(other + " means nothing with --to");
                }
            }
            if (plan.content().ids() < plan.shape().connections()) {
                throw new UsageException("--to needs at least as many --ids as --connections");
            }
        }
        if (options.has("--batch") && plan.shape().isOpenLoop()) {
            throw new UsageException("--batch means nothing with --rate");
        }
    }

    private String matching(String name, String otherwise, String pattern, String what)
            throws UsageException {
        String text = options.text(name).orElse(otherwise);
        if (!text.matches(pattern)) {
            throw new UsageException(name + " is not " + what + ": " + text);
        }
        return text;
    }

    private long number(String name, long otherwise, long least, long most) throws UsageException {
        return options.number(name, otherwise, least, most);
    }
}
