package herd.testkit.proof;

import herd.testkit.sim.Simulation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run: a herd, a schedule, what must hold meanwhile, and what must hold at the end.
 *
 * <p><b>Threading.</b> Each run is one thread's; any number of threads may run some.
 */
final class Trial {

    /** The name of what does not hold when the product throws. */
    static final String BUG = "bug";

    private final Setup setup;
    private final Schedule schedule;
    private final Rules rules;
    private final boolean watched;
    private final boolean logged;

    private Trial(Setup setup, Schedule schedule, Rules rules, boolean watched, boolean logged) {
        this.setup = setup;
        this.schedule = schedule;
        this.rules = rules;
        this.watched = watched;
        this.logged = logged;
    }

    /** Runs a seed's own schedule. */
    static Outcome run(long seed) {
        Setup setup = Setup.of(seed);
        return run(setup, ScheduleMaker.make(setup));
    }

    /** Runs any schedule. */
    static Outcome run(Setup setup, Schedule schedule) {
        return run(setup, schedule, Rules.ofProduct(setup));
    }

    /** Runs any schedule under any rules. */
    static Outcome run(Setup setup, Schedule schedule, Rules rules) {
        return new Trial(setup, schedule, rules, true, false).run();
    }

    /** The same, with a log. */
    static Outcome runLogged(Setup setup, Schedule schedule) {
        return new Trial(setup, schedule, Rules.ofProduct(setup), true, true).run();
    }

    /** Runs without anything that is checked at every step: to see what the checks cost. */
    static Outcome runUnwatched(Setup setup, Schedule schedule) {
        return new Trial(setup, schedule, Rules.ofProduct(setup), false, false).run();
    }

    private Outcome run() {
        Lines lines = new Lines();
        Coverage coverage = new Coverage();
        Expected expected = new Expected(setup.topology());
        Silence silence = new Silence();
        Crossings crossings = new Crossings();
        List<Observer> observers = new ArrayList<>(List.of(coverage, expected, silence, crossings));
        if (watched) {
            observers.addAll(
                    List.of(
                            new Authentic(),
                            new OnlyGrows(),
                            new OrderLaws(rules.flood()),
                            new NeverBack(),
                            new NeverTwice(),
                            new OnlyOnward(),
                            new AppliedIsHeld(lines),
                            new NoRepair(),
                            new Bounds(),
                            new Proved(),
                            new ProofFirst()));
        }
        long maxFutureNanos = setup.settings().maxFuture().toNanos();
        Watch watch = new Watch(lines, new ReferenceOrder(maxFutureNanos), observers);
        if (logged) {
            watch.keepLog();
        }
        World world = new World(setup, rules, watch);
        Simulation simulation = world.simulation();
        Optional<Violation> violation = Optional.empty();
        try {
            for (Timed timed : schedule.steps()) {
                simulation.at(timed.micros() * 1_000, () -> play(timed.step(), world, coverage));
            }
            simulation.runUntil(setup.stormMicros() * 1_000);
            new Finale(setup, world, watch, expected, silence, crossings).play();
        } catch (Violation broken) {
            violation = Optional.of(broken);
        } catch (RuntimeException | AssertionError bug) {
            violation = Optional.of(new Violation(BUG, stack(bug)));
        }
        List.copyOf(watch.living()).forEach(coverage::ended);
        return new Outcome(
                setup,
                schedule,
                violation,
                watch.trace().value(),
                simulation.nowNanos(),
                coverage,
                watch.log());
    }

    private static void play(Step step, World world, Coverage coverage) {
        coverage.played(step);
        step.play(world);
    }

    private static String stack(Throwable bug) {
        StringWriter text = new StringWriter();
        bug.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
