package herd.testkit.fuzz;

import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The program: tries a target with random input, as much as one wants. Exit codes: 0 when nothing was
 * wrong, 1 when something was, 2 for wrong arguments.
 */
public final class Fuzz {

    private static final double NANOS_PER_SECOND = 1e9;

    /** What can be tried, each made only when it is wanted. */
    private static final Map<String, Supplier<Target>> TARGETS = targets();

    private final PrintStream out;

    private Fuzz(PrintStream out) {
        this.out = out;
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs it, and returns the exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            Options options = Options.read(FuzzArguments.WITH_VALUE, Set.of("--help"), arguments);
            if (options.has("--help")) {
                out.println(usage());
                return Options.EXIT_WELL;
            }
            return new Fuzz(out).run(FuzzArguments.of(options));
        } catch (UsageException e) {
            err.println("fuzz: " + e.getMessage() + "; --help shows what there is");
            return Options.EXIT_USAGE;
        }
    }

    private int run(FuzzArguments arguments) throws UsageException {
        Target target = target(arguments.target());
        int code =
                arguments.input().isPresent()
                        ? tryOne(target, arguments.input().get())
                        : tryMany(target, arguments);
        Optional<String> left = target.finish();
        left.ifPresent(it -> out.println("FOUND at the end of " + target.name() + ": " + it));
        return left.isPresent() ? Options.EXIT_FOUND : code;
    }

    private int tryOne(Target target, byte[] input) {
        Optional<String> wrong = Campaign.check(target.trial(), input, new Tally());
        out.println(wrong.orElse("nothing is wrong with this input"));
        return wrong.isPresent() ? Options.EXIT_FOUND : Options.EXIT_WELL;
    }

    private int tryMany(Target target, FuzzArguments arguments) {
        Campaign campaign =
                new Campaign(
                        target,
                        arguments.seed(),
                        arguments.first(),
                        arguments.inputs(),
                        arguments.threads());
        long start = System.nanoTime();
        Optional<Finding> finding = campaign.run(tried -> progress(target, tried, start));
        progress(target, campaign.tried(), start);
        out.print(campaign.tally());
        finding.ifPresent(out::println);
        return finding.isPresent() ? Options.EXIT_FOUND : Options.EXIT_WELL;
    }

    private void progress(Target target, long tried, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
        out.printf(
                Locale.ROOT,
                "%s: %,d inputs, %.1f s, %,.0f a second%n",
                target.name(),
                tried,
                seconds,
                tried / seconds);
    }

    private static Target target(String name) throws UsageException {
        Supplier<Target> target = TARGETS.get(name);
        if (target == null) {
            throw new UsageException("no target " + name + ", there are " + TARGETS.keySet());
        }
        return target.get();
    }

    private static Map<String, Supplier<Target>> targets() {
        Map<String, Supplier<Target>> targets = new LinkedHashMap<>();
        targets.put("commands", CommandTarget::ofProduct);
        targets.put("records", RecordTarget::ofProduct);
        targets.put("lines", LineTarget::ofProduct);
        targets.put("clients", ConnectionTarget::clients);
        targets.put("links", ConnectionTarget::links);
        targets.put("sockets", SocketTarget::new);
        return targets;
    }

    private static String usage() {
        return """
                Tries a server, or a part of it, with random input.
                  --target NAME   what to try, which must be said:
                      commands    lines of clients: how they are read and answered
                      records     AT lines from neighbours: which are accepted, what they say
                      lines       streams cut into lines, whatever pieces they come in
                      clients     connections of clients to a whole server, in memory
                      links       connections between one and its neighbours, in memory
                      sockets     connections to a live herd, on real sockets
                  --inputs N      how many inputs: 1000000
                  --seed S        what they are drawn from: 1
                  --threads T     how many threads try them: one a processor
                  --first N       the number of the first input: 0
                  --input BYTES   tries this input only; \\xNN is a byte
                Exit codes: 0 nothing was wrong, 1 something was, 2 wrong arguments.""";
    }
}
