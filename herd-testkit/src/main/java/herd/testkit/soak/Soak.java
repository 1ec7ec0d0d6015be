package herd.testkit.soak;

import herd.testkit.LiveHerd;
import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;

/**
 * Soaks a herd on sockets, as a program: load, a random fault every so often, and books on what the
 * herd owes its clients.
 */
public final class Soak {

    private static final String USAGE =
            """
            usage: java -cp herd-testkit.jar:herd-core.jar herd.testkit.soak.Soak [options]

            Runs five servers in this process under load, harms a server or a link every other
            second, and checks every answer. After every ten faults all is mended; then all servers
            must hold the same, nothing that is owed to a client may be missing, and threads, open
            files and memory must be what they were.

              --minutes N   how long (10)
              --every MS    milliseconds between two faults (2000)
              --threads N   connections that carry the load (10)
              --clients N   busy clients for each of them (50)
              --rate N      commands a second, all told (3000)
              --seed N      what chance goes by (drawn)

            Ends with 0 if all was well, 1 if not, 2 if it was not told properly what to do.
            """;

    private Soak() {}

    /** Runs the program. */
    public static void main(String... arguments) throws InterruptedException {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments)
            throws InterruptedException {
        try {
            Options options =
                    Options.read(
                            Set.of(
                                    "--minutes",
                                    "--every",
                                    "--threads",
                                    "--clients",
                                    "--rate",
                                    "--seed"),
                            Set.of("--help"),
                            arguments);
            if (options.has("--help")) {
                out.print(USAGE);
                return Options.EXIT_WELL;
            }
            if (!options.words().isEmpty()) {
                throw new UsageException("not an option: " + options.words().get(0));
            }
            return soak(plan(options), out);
        } catch (UsageException e) {
            err.println("soak: " + e.getMessage() + "; --help shows what there is");
            return Options.EXIT_USAGE;
        }
    }

    /** Soaks a herd of its own. */
    static int soak(SoakPlan plan, PrintStream out) throws InterruptedException {
        out.println("seed " + plan.seed() + ", " + plan.length().toSeconds() + " s");
        try (LiveHerd herd = LiveHerd.builder().seed(plan.seed()).start()) {
            herd.awaitLinks();
            SoakRun run = new SoakRun(plan, herd, out);
            String wrong = run.run();
            out.println(run.summary());
            if (!wrong.isEmpty()) {
                out.println(wrong);
                out.println("something is wrong: see above; the seed was " + plan.seed());
                return Options.EXIT_FOUND;
            }
        }
        out.println("nothing lost, nothing divided, nothing leaked");
        return Options.EXIT_WELL;
    }

    private static SoakPlan plan(Options options) throws UsageException {
        return new SoakPlan(
                Duration.ofMinutes(options.number("--minutes", 10, 1, 100_000)),
                Duration.ofMillis(options.number("--every", 2_000, 10, 600_000)),
                (int) options.number("--threads", 10, 1, 1_000),
                (int) options.number("--clients", 50, 1, 100_000),
                (int) options.number("--rate", 3_000, 1, 10_000_000),
                options.number("--seed", System.nanoTime(), Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
