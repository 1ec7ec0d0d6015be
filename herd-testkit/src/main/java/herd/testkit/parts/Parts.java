package herd.testkit.parts;

import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Measures what a server's pure parts cost, as a program. */
public final class Parts {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final String USAGE =
            """
            usage: java -cp herd-testkit.jar:herd-core.jar herd.testkit.parts.Parts [options]

            Measures what a server does for each message, one part at a time, on one thread and
            without sockets: nanoseconds and bytes allocated for one operation, and how many times
            the copying of a line that is. A line is read before it is merged.

              --parts A,B       only parts whose names contain one of these
              --ids N,N         how many clients are known (10000,1000000); ten million want -Xmx4g
              --rounds N        how many rounds are timed (15)
              --round MS        how long one takes, about (20)
              --warm-up MS      how long a part runs before (1000)
              --json            print JSON instead of a table

            Ends with 0, with 1 if a part allocates that must not, with 2 if it was not told
            properly what to do.
            """;

    private final PrintStream out;
    private final PrintStream progress;
    private final Options options;

    private Parts(PrintStream out, PrintStream progress, Options options) {
        this.out = out;
        this.progress = progress;
        this.options = options;
    }

    /** Runs the program. */
    public static void main(String... arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            Options options =
                    Options.read(
                            Set.of("--parts", "--ids", "--rounds", "--round", "--warm-up"),
                            Set.of("--json", "--help"),
                            arguments);
            if (options.has("--help")) {
                out.print(USAGE);
                return Options.EXIT_WELL;
            }
            if (!options.words().isEmpty()) {
                throw new UsageException("not an option: " + options.words().get(0));
            }
            return new Parts(out, err, options).measure();
        } catch (UsageException e) {
            err.println("parts: " + e.getMessage() + "; --help shows what there is");
            return Options.EXIT_USAGE;
        }
    }

    private int measure() throws UsageException {
        Rounds rounds =
                new Rounds(
                        LineParts.control(),
                        (int) options.number("--rounds", 15, 1, 10_000),
                        NANOS_PER_MILLI * options.number("--round", 20, 0, 60_000),
                        NANOS_PER_MILLI * options.number("--warm-up", 1_000, 0, 600_000));
        List<Measured> all = new ArrayList<>();
        // Made one after the other: the records of one number of clients go before others come.
        for (Supplier<List<Part>> kind : kinds()) {
            for (Part part : kind.get()) {
                if (isWanted(part.name())) {
                    progress.println("measuring: " + part.name());
                    all.add(rounds.measure(part));
                }
            }
        }
        if (all.isEmpty()) {
            throw new UsageException("no part has such a name");
        }
        out.print(options.has("--json") ? Measured.json(all) : Measured.table(all));
        progress.println("checksum " + Long.toHexString(rounds.consumed()));
        return all.stream().anyMatch(Measured::isWrong) ? Options.EXIT_FOUND : Options.EXIT_WELL;
    }

    private List<Supplier<List<Part>>> kinds() throws UsageException {
        List<Supplier<List<Part>>> kinds = new ArrayList<>();
        kinds.add(() -> new LineParts().all());
        kinds.add(() -> new PlacesParts().all());
        for (String number : options.text("--ids").orElse("10000,1000000").split(",")) {
            int ids = ids(number);
            kinds.add(() -> new RecordParts(ids).all());
        }
        return kinds;
    }

    private static int ids(String number) throws UsageException {
        Options one = Options.read(Set.of("--ids"), Set.of(), "--ids", number);
        return (int) one.number("--ids", 0, RecordParts.LEAST_IDS, RecordParts.MOST_IDS);
    }

    private boolean isWanted(String name) {
        for (String part : options.text("--parts").orElse("").toLowerCase(Locale.ROOT).split(",")) {
            if (name.toLowerCase(Locale.ROOT).contains(part)) {
                return true;
            }
        }
        return false;
    }
}
