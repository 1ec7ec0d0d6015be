package herd.testkit.proof;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a campaign is told.
 *
 * @param single whether it is about one seed
 * @param steps what to do in place of the seed's own schedule
 */
record CampaignOptions(
        int seeds,
        long from,
        int threads,
        boolean shrinks,
        boolean single,
        Optional<String> steps,
        boolean help) {

    private static final int SEEDS = 2_000;
    private static final int MOST_THREADS = 1_024;

    /**
     * Reads the words of a command.
     *
     * @throws IllegalArgumentException if they make no sense: it says which
     */
    static CampaignOptions read(List<String> words) {
        int seeds = SEEDS;
        long from = 0;
        int threads = Runtime.getRuntime().availableProcessors();
        boolean shrinks = true;
        boolean single = false;
        boolean help = false;
        Optional<String> steps = Optional.empty();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--seeds" -> seeds = (int) number(option, rest, 1, Integer.MAX_VALUE);
                case "--from" -> from = number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE);
                case "--threads" -> threads = (int) number(option, rest, 1, MOST_THREADS);
                case "--no-shrink" -> shrinks = false;
                case "--seed" -> {
                    single = true;
                    from = number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE);
                }
                case "--steps" -> steps = Optional.of(value(option, rest));
                case "--help" -> help = true;
                default -> throw new IllegalArgumentException("no such option: " + option);
            }
        }
        if (steps.isPresent() && !single) {
            throw new IllegalArgumentException("--steps needs --seed");
        }
        return new CampaignOptions(seeds, from, threads, shrinks, single, steps, help);
    }

    private static long number(String option, Iterator<String> rest, long least, long most) {
        String value = value(option, rest);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a number, not " + value, e);
        }
        throw new IllegalArgumentException(
                option + " takes " + least + " to " + most + ", not " + value);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " lacks its value");
        }
        return rest.next();
    }
}
