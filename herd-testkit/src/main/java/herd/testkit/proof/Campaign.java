package herd.testkit.proof;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

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

    private final CampaignOptions options;
    private final PrintStream out;

    private Campaign(CampaignOptions options, PrintStream out) {
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
            CampaignOptions options = CampaignOptions.read(arguments);
            if (options.help()) {
                out.print(USAGE);
                return 0;
            }
            Campaign campaign = new Campaign(options, out);
            return options.single() ? campaign.runOne() : campaign.runAll();
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return 2;
        }
    }

    private int runOne() {
        Setup setup = Setup.of(options.from());
        Schedule schedule =
                options.steps().isPresent()
                        ? Schedule.read(options.steps().get())
                        : ScheduleMaker.make(setup);
        Outcome outcome = Trial.runLogged(setup, schedule);
        out.println(setup);
        outcome.log().forEach(out::println);
        out.println(
                outcome.violation().isPresent()
                        ? outcome.violation().get().getMessage()
                        : "all held");
        out.printf("trace %016x%n", outcome.traceHash());
        return outcome.isGood() ? 0 : 1;
    }

    private int runAll() {
        CampaignRun run = new CampaignRun(options.from(), options.seeds(), options.threads());
        run.onProgress(this::progress);
        Tally tally = run.run();
        out.println();
        out.print(tally.report());
        for (Outcome failure : tally.failures()) {
            tell(failure);
        }
        return tally.failures().isEmpty() ? 0 : 1;
    }

    private void progress(Tally tally) {
        out.printf(
                "\r%d of %d seeds, %d failed, %s",
                tally.seeds(),
                options.seeds(),
                tally.failed(),
                Duration.ofSeconds(Math.round(tally.wallSeconds())));
        out.flush();
    }

    private void tell(Outcome failure) {
        Outcome shortest = options.shrinks() ? shrunk(failure) : failure;
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
