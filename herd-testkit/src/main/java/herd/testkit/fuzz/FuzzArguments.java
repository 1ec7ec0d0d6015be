package herd.testkit.fuzz;

import java.util.Optional;

/**
 * What somebody wants of {@link Fuzz}.
 *
 * @param target its name
 * @param inputs how many
 * @param seed what they are drawn from
 * @param first the number of the first
 * @param threads how many try them
 * @param input the only input, if one is given
 * @param help whether to say how this is used, and nothing else
 */
record FuzzArguments(
        String target,
        long inputs,
        long seed,
        long first,
        int threads,
        Optional<byte[]> input,
        boolean help) {

    private static final long DEFAULT_INPUTS = 1_000_000;
    private static final long MOST_INPUTS = 1_000_000_000_000L;
    private static final int MOST_THREADS = 256;

    /**
     * Reads a command line.
     *
     * @throws UsageException if it cannot be
     */
    static FuzzArguments read(String... arguments) {
        String target = "";
        long inputs = DEFAULT_INPUTS;
        long seed = 1;
        long first = 0;
        int threads = Runtime.getRuntime().availableProcessors();
        Optional<byte[]> input = Optional.empty();
        boolean help = false;
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (option.equals("--help")) {
                help = true;
                break;
            }
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (option) {
                case "--target" -> target = value;
                case "--inputs" -> inputs = number(option, value, 1, MOST_INPUTS);
                case "--seed" -> seed = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--first" -> first = number(option, value, 0, Long.MAX_VALUE / 2);
                case "--threads" -> threads = (int) number(option, value, 1, MOST_THREADS);
                case "--input" -> input = Optional.of(Escapes.read(value));
                default -> throw new UsageException("unknown option: " + option);
            }
        }
        if (target.isEmpty() && !help) {
            throw new UsageException("--target is missing");
        }
        return new FuzzArguments(target, inputs, seed, first, threads, input, help);
    }

    private static long number(String option, String value, long least, long most) {
        try {
            long number = Long.parseLong(value.replace("_", ""));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " wants a whole number, and not: " + value);
        }
        throw new UsageException(
                option + " must be in " + least + ".." + most + ", and not " + value);
    }
}
