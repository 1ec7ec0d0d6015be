package herd.testkit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes a schedule plainer that cannot be made shorter: one client in place of several, shorter pauses,
 * rounder times, as far as it still fails.
 */
final class Simplifier {

    private static final String CLIENT = "client";
    private static final long[] GRAINS_MICROS = {1_000_000, 100_000, 10_000, 1_000};

    private final Predicate<List<Timed>> fails;

    /**
     * Makes one.
     *
     * @param fails whether some steps, in order of time, fail; false if that is not to be tried any more
     */
    Simplifier(Predicate<List<Timed>> fails) {
        this.fails = fails;
    }

    List<Timed> simplify(List<Timed> failing) {
        return withRounderTimes(withShorterPauses(withFewerClients(failing)));
    }

    private List<Timed> withFewerClients(List<Timed> all) {
        List<Timed> steps = all;
        for (int i = 0; i < steps.size(); i++) {
            Timed timed = steps.get(i);
            Optional<Step> other = StepText.with(timed.step(), CLIENT, 0);
            if (other.isPresent() && !other.get().equals(timed.step())) {
                steps = tried(steps, replaced(steps, i, new Timed(timed.micros(), other.get())));
            }
        }
        return steps;
    }

    /** All that comes after a pause comes as much earlier. */
    private List<Timed> withShorterPauses(List<Timed> all) {
        List<Timed> steps = all;
        for (int i = 0; i < steps.size(); i++) {
            long before = i == 0 ? 0 : steps.get(i - 1).micros();
            long pause = steps.get(i).micros() - before;
            List<Timed> longer = steps;
            for (long shorter = 0; shorter < pause && steps == longer; ) {
                steps = tried(steps, moved(steps, i, shorter - pause));
                shorter = shorter == 0 ? Math.max(1, pause / 100) : shorter * 10;
            }
        }
        return steps;
    }

    private List<Timed> withRounderTimes(List<Timed> all) {
        List<Timed> steps = all;
        for (int i = 0; i < steps.size(); i++) {
            List<Timed> before = steps;
            for (int grain = 0; grain < GRAINS_MICROS.length && steps == before; grain++) {
                Timed timed = steps.get(i);
                long round = Math.round((double) timed.micros() / GRAINS_MICROS[grain]);
                long micros = round * GRAINS_MICROS[grain];
                if (micros == timed.micros()) {
                    break;
                }
                if (keepsOrder(steps, i, micros)) {
                    steps = tried(steps, replaced(steps, i, new Timed(micros, timed.step())));
                }
            }
        }
        return steps;
    }

    private List<Timed> tried(List<Timed> steps, List<Timed> plainer) {
        return fails.test(plainer) ? plainer : steps;
    }

    private static boolean keepsOrder(List<Timed> steps, int i, long micros) {
        return (i == 0 || steps.get(i - 1).micros() <= micros)
                && (i == steps.size() - 1 || micros <= steps.get(i + 1).micros());
    }

    private static List<Timed> replaced(List<Timed> steps, int i, Timed by) {
        List<Timed> others = new ArrayList<>(steps);
        others.set(i, by);
        return others;
    }

    private static List<Timed> moved(List<Timed> steps, int from, long micros) {
        List<Timed> others = new ArrayList<>(steps);
        for (int i = from; i < steps.size(); i++) {
            Timed it = steps.get(i);
            others.set(i, new Timed(it.micros() + micros, it.step()));
        }
        return others;
    }
}
