package herd.testkit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a schedule that fails as short as it gets: leaves out ever smaller pieces for as long as it still
 * fails without them; then makes what is left as plain as it gets.
 *
 * <p><b>Source.</b> Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002.
 */
final class Shrinker {

    private final Predicate<Schedule> stillFails;
    private int triesLeft;

    /**
     * Makes one.
     *
     * @param mostTries how many schedules to try, at most
     */
    Shrinker(Predicate<Schedule> stillFails, int mostTries) {
        this.stillFails = stillFails;
        triesLeft = mostTries;
    }

    /** The shortest and plainest that was found; the one given if no other fails. */
    Schedule shrink(Schedule failing) {
        List<Timed> steps = failing.steps();
        int piece = Math.max(1, steps.size() / 2);
        while (triesLeft > 0) {
            List<Timed> shorter = withoutPieces(steps, piece);
            boolean shrunk = shorter.size() < steps.size();
            steps = shorter;
            if (piece == 1 && !shrunk) {
                break;
            }
            piece =
                    shrunk
                            ? Math.min(piece, Math.max(1, steps.size() / 2))
                            : Math.max(1, piece / 2);
        }
        return new Schedule(new Simplifier(this::fails).simplify(steps));
    }

    private List<Timed> withoutPieces(List<Timed> all, int piece) {
        List<Timed> steps = all;
        int from = Math.max(0, steps.size() - piece);
        while (!steps.isEmpty() && triesLeft > 0) {
            List<Timed> fewer = new ArrayList<>(steps);
            fewer.subList(from, Math.min(from + piece, steps.size())).clear();
            if (fails(fewer)) {
                steps = fewer;
            }
            if (from == 0) {
                break;
            }
            from = Math.max(0, Math.min(from, steps.size()) - piece);
        }
        return steps;
    }

    /** Whether it does; taken for no when there have been enough tries. */
    private boolean fails(List<Timed> steps) {
        if (triesLeft == 0) {
            return false;
        }
        triesLeft--;
        return stillFails.test(new Schedule(steps));
    }
}
