package herd.testkit;

import herd.testkit.client.RawClient;
import herd.testkit.conformance.ConformanceCase;
import herd.testkit.conformance.ConformanceKit;
import herd.testkit.conformance.JunitXml;
import herd.testkit.conformance.KitRun;
import herd.testkit.conformance.Outcome;
import herd.testkit.conformance.Target;
import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a server of the protocol, whoever wrote it, against the contract.
 *
 * <p>The exit code is 0 if it conforms, 1 if it does not, 2 if the arguments are wrong or no server
 * answers at that address.
 */
public final class Conformance {

    private static final String HELP =
            """
            usage: java -cp herd-testkit.jar:herd-core.jar herd.testkit.Conformance host:port [options]

            Checks the server whose client port that is against the contract (PROTOCOL.md).

              --other HOST:PORT       another server of its herd: checks what one tells the other
              --peer HOST:PORT        its neighbour port: checks the links; this needs as well
              --as NAME --to NAME       a neighbour that it has and that is not running, and its own name
              --secret-file FILE        the herd's secret, on the first line
              --idle-timeout TIME     that this server has a short idle-timeout: checks it
              --look-up-time TIME     how long the server may take for places (5s)
              --max-line-bytes COUNT  the server's limit for a line (65536)
              --slow                  also what takes many seconds
              --only C26,17           only these sentences, and cases of these numbers
              --timeout TIME          how long to wait for what should come at once (5s)
              --connections COUNT     how many cases run at a time (8)
              --junit-xml FILE        writes a report as well
              --list                  lists the cases and runs none
            """;

    /** One of these must be answered, whatever the server thinks of the other. */
    private static final String PROBE = "IAMAT conformance +0-0 0\nanybody?\n";

    private final PrintStream out;
    private final PrintStream err;

    Conformance(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new Conformance(System.out, System.err).run(arguments));
    }

    int run(String[] arguments) {
        try {
            ConformanceOptions options = ConformanceOptions.read(arguments);
            if (options.has("--help")) {
                out.print(HELP);
                return Options.EXIT_WELL;
            }
            return run(options);
        } catch (UsageException | IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("--help lists the options");
            return Options.EXIT_USAGE;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return Options.EXIT_USAGE;
        }
    }

    private int run(ConformanceOptions options) throws UsageException {
        Target target = options.target();
        List<ConformanceCase> cases =
                ConformanceKit.of(target).allCases().stream().filter(options::wants).toList();
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("--only names no case: --list shows them");
        }
        if (options.has("--list")) {
            cases.forEach(
                    it -> out.println(it + it.whyNot().map(why -> "  (" + why + ")").orElse("")));
            return Options.EXIT_WELL;
        }
        int atATime = options.connections();
        options.report().ifPresent(Conformance::requireFolder);
        requireAnswer(target.server(), target.patience());
        target.other().ifPresent(it -> requireAnswer(it, target.patience()));
        long start = System.nanoTime();
        Progress progress = new Progress(cases.size());
        List<Outcome> outcomes = KitRun.run(cases, atATime, progress::done);
        double seconds = (System.nanoTime() - start) / 1e9;
        int code = summary(outcomes, seconds);
        options.report().ifPresent(it -> write(it, target, outcomes));
        return code;
    }

    /** Known before the first case, not after the last. */
    private static void requireFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("--junit-xml is no file in a folder: " + file);
        }
    }

    /** Whoever answers nothing at all is not waited for in each of hundreds of cases. */
    private static void requireAnswer(InetSocketAddress server, Duration patience) {
        try (RawClient client = RawClient.connect(server)) {
            client.within(patience).send(PROBE).readOnce();
        } catch (AssertionError trouble) {
            // That it breaks the connection off is an answer, and for the cases to judge.
            if (!(trouble.getCause() instanceof IOException)) {
                String what = "no answer from " + server + " in " + patience.toMillis() + " ms";
                throw new UncheckedIOException(what, new IOException(trouble));
            }
        }
    }

    private static void write(Path file, Target target, List<Outcome> outcomes) {
        try {
            String xml = JunitXml.report("conformance of " + target.server(), outcomes);
            Files.writeString(file, xml, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("--junit-xml cannot be written: " + e, e);
        }
    }

    private int summary(List<Outcome> outcomes, double seconds) {
        Map<String, Integer> leftOut = new TreeMap<>();
        outcomes.forEach(it -> it.leftOut().ifPresent(why -> leftOut.merge(why, 1, Integer::sum)));
        leftOut.forEach((why, count) -> out.println(count + " left out: each " + why));
        List<String> broken =
                outcomes.stream()
                        .filter(it -> it.failure().isPresent())
                        .map(it -> it.tried().sentence())
                        .distinct()
                        .toList();
        long failed = outcomes.stream().filter(it -> it.failure().isPresent()).count();
        long passed = outcomes.stream().filter(Outcome::isPassed).count();
        out.printf("%d cases passed, %d failed, in %.1f s%n", passed, failed, seconds);
        if (failed > 0) {
            out.println("does not conform, in " + String.join(", ", broken));
            return Options.EXIT_FOUND;
        }
        out.println("conforms");
        return Options.EXIT_WELL;
    }

    /** Says what went wrong when it does, and on a terminal how far things are. */
    private final class Progress {

        private final int count;
        private final boolean shown = System.console() != null;
        private int done;

        Progress(int count) {
            this.count = count;
        }

        void done(Outcome outcome) {
            done++;
            outcome.failure()
                    .ifPresent(
                            it -> {
                                erase();
                                out.println("FAIL " + outcome.tried() + ": " + it.getMessage());
                            });
            if (shown) {
                err.print("\r" + done + " of " + count + ' ');
                if (done == count) {
                    erase();
                }
            }
        }

        private void erase() {
            if (shown) {
                err.print("\r\033[K");
            }
        }
    }
}
