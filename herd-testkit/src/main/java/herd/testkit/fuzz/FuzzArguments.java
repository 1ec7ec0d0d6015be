package herd.testkit.fuzz;

import herd.testkit.program.Options;
import herd.testkit.program.UsageException;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants of {@link Fuzz}.
 *
 * @param target its name
 * @param inputs how many
 * @param seed what they are drawn from
 * @param first the number of the first
 * @param threads how many try them
 * @param input the only input, if one is given
 */
record FuzzArguments(
        String target, long inputs, long seed, long first, int threads, Optional<byte[]> input) {

    /** The options that there are. */
    static final Set<String> WITH_VALUE =
            Set.of("--target", "--inputs", "--seed", "--first", "--threads", "--input");

    private static final long DEFAULT_INPUTS = 1_000_000;
    private static final long MOST_INPUTS = 1_000_000_000_000L;
    private static final int MOST_THREADS = 256;

    /**
     * Takes what a command line says.
     *
     * @throws UsageException if that makes no sense
     */
    static FuzzArguments of(Options options) throws UsageException {
        if (!options.words().isEmpty()) {
            throw new UsageException("no option: " + options.words().get(0));
        }
        return new FuzzArguments(
                options.text("--target")
                        .orElseThrow(() -> new UsageException("--target is missing")),
                options.number("--inputs", DEFAULT_INPUTS, 1, MOST_INPUTS),
                options.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                options.number("--first", 0, 0, Long.MAX_VALUE / 2),
                (int) options.number("--threads", processors(), 1, MOST_THREADS),
                input(options));
    }

    private static Optional<byte[]> input(Options options) throws UsageException {
        try {
            return options.text("--input").map(Escapes::read);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--input: " + e.getMessage());
        }
    }

    private static int processors() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }
}
