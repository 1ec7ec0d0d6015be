package herd.testkit.proof;

import herd.testkit.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is done to a herd, and when, in order of time. Apart from the chance of the network, which comes
 * from the seed: the same seed under a shorter schedule is a run as sound as the first.
 */
record Schedule(List<Timed> steps) {

    private static final String SEPARATOR = "; ";

    Schedule {
        List<Timed> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparingLong(Timed::micros));
        steps = List.copyOf(sorted);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if nobody wrote that
     */
    static Schedule read(String text) {
        List<Timed> steps = new ArrayList<>();
        for (String line : text.split("[;\\n]")) {
            if (!line.isBlank()) {
                steps.add(StepText.readTimed(line.strip()));
            }
        }
        return new Schedule(steps);
    }

    /**
     * Checks that all servers and links that it names are there.
     *
     * @throws IllegalArgumentException if one is not: it says which
     */
    void requireFits(Topology topology) {
        steps.forEach(it -> StepText.requireFits(it.step(), topology));
    }

    /** A line for each step. */
    String lines() {
        return String.join("\n", steps.stream().map(Timed::toString).toList());
    }

    /** All steps in one line, for a command. */
    @Override
    public String toString() {
        return String.join(SEPARATOR, steps.stream().map(Timed::toString).toList());
    }
}
