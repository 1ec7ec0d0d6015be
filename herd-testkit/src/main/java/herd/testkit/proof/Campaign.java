package herd.testkit.proof;

import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/**
 * Runs many random herds under random faults, and tells what it found: a program.
 *
 * <p>Exit codes: 0 when all held, 1 when something did not, 2 for a wrong command.
 */
public final class Campaign {

    private static final String USAGE =
            """
            usage: java -cp herd-testkit.jar:herd-core.jar herd.testkit.proof.Campaign [option]...

              --seeds N      how many seeds to run; 2000 unless said
              --from S       the first of them; 0 unless said
              --threads T    how many threads; all cores unless said
              --no-shrink    tell failing seeds as they are
              --seed S       run this one seed, and print what happened in it
              --steps TEXT   with --seed: do these steps instead of the seed's own
              --help         this
            """;

    private static final int MOST_TRIES = 600;

    private static final int SEEDS = 2_000;
    private static final int MOST_THREADS = 1_024;

    private final Options options;
    private final PrintStream out;

    private Campaign(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Runs it, and returns the exit code. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Options options =
                    Options.read(
                            Set.of("--seeds", "--from", "--threads", "--seed", "--steps"),
                            Set.of("--no-shrink", "--help"),
                            arguments.toArray(String[]::new));
            if (options.has("--help")) {
                out.print(USAGE);
                return Options.EXIT_WELL;
            }
            if (!options.words().isEmpty()) {
                throw new UsageException("takes options only: " + options.words().get(0));
            }
            Campaign campaign = new Campaign(options, out);
            boolean isGood =
                    options.text("--seed").isPresent() ? campaign.runOne() : campaign.runAll();
            return isGood ? Options.EXIT_WELL : Options.EXIT_FOUND;
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return Options.EXIT_USAGE;
        }
    }

    private boolean runOne() throws UsageException {
        for (String many : List.of("--seeds", "--from", "--threads")) {
            if (options.text(many).isPresent()) {
                throw new UsageException(many + " is for many seeds, and --seed for one");
            }
        }
        Setup setup = Setup.of(number("--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE));
        Outcome outcome = Trial.runLogged(setup, schedule(setup));
        out.println(setup);
        outcome.log().forEach(out::println);
        out.println(
                outcome.violation().isPresent()
                        ? outcome.violation().get().getMessage()
                        : "all held");
        out.printf("trace %016x%n", outcome.traceHash());
        return outcome.isGood();
    }

    private Schedule schedule(Setup setup) throws UsageException {
        if (options.text("--steps").isEmpty()) {
            return ScheduleMaker.make(setup);
        }
        try {
            Schedule schedule = Schedule.read(options.text("--steps").get());
            schedule.requireFits(setup.topology());
            return schedule;
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--steps: " + wrong.getMessage());
        }
    }

    private boolean runAll() throws UsageException {
        if (options.text("--steps").isPresent()) {
            throw new UsageException("--steps needs --seed");
        }
        int seeds = (int) number("--seeds", SEEDS, 1, Integer.MAX_VALUE);
        long from = number("--from", 0, Long.MIN_VALUE, Long.MAX_VALUE - seeds);
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = (int) number("--threads", cores, 1, MOST_THREADS);
        CampaignRun run = new CampaignRun(from, seeds, threads);
        run.onProgress(it -> progress(it, seeds));
        Tally tally = run.run();
        out.println();
        out.print(tally.report());
        for (Outcome failure : tally.failures()) {
            tell(failure);
        }
        return tally.failures().isEmpty();
    }

    private long number(String name, long otherwise, long least, long most) throws UsageException {
        return options.number(name, otherwise, least, most);
    }

    private void progress(Tally tally, int seeds) {
        out.printf(
                "\r%d of %d seeds, %d failed, %d s",
                tally.seeds(), seeds, tally.failed(), Math.round(tally.wallSeconds()));
        out.flush();
    }

    private void tell(Outcome failure) {
        Outcome shortest = options.has("--no-shrink") ? failure : shrunk(failure);
        out.println();
        out.println(describe(shortest));
    }

    /** The shortest schedule found under which the same invariant fails. */
    static Outcome shrunk(Outcome failure) {
        String invariant = failure.violation().orElseThrow().invariant();
        Setup setup = failure.setup();
        Shrinker shrinker =
                new Shrinker(
                        it -> {
                            Outcome again = Trial.run(setup, it);
                            return !again.isGood()
                                    && again.violation().get().invariant().equals(invariant);
                        },
                        MOST_TRIES);
        return Trial.run(setup, shrinker.shrink(failure.schedule()));
    }

    /** What failed, under which schedule, and the command that does it again. */
    static String describe(Outcome failure) {
        return "seed "
                + failure.setup().seed()
                + " fails: "
                + failure.violation().orElseThrow().getMessage()
                + '\n'
                + failure.schedule().lines()
                + "\nagain: java -cp herd-testkit/target/herd-testkit.jar:herd-core/target/herd-core.jar"
                + " herd.testkit.proof.Campaign --seed "
                + failure.setup().seed()
                + " --steps '"
                + failure.schedule()
                + "'";
    }
}
