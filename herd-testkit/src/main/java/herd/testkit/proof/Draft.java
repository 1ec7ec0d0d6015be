package herd.testkit.proof;

import herd.testkit.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A schedule in the making, and the chance that it is made with. */
final class Draft {

    private final Setup setup;
    private final Random random;
    private final List<Timed> steps = new ArrayList<>();

    Draft(Setup setup, Random random) {
        this.setup = setup;
        this.random = random;
    }

    Setup setup() {
        return setup;
    }

    Random random() {
        return random;
    }

    Schedule schedule() {
        return new Schedule(steps);
    }

    void add(long micros, Step step) {
        steps.add(new Timed(micros, step));
    }

    /** Any moment while things go wrong. */
    long anyMoment() {
        return (long) (random.nextDouble() * setup.stormMicros());
    }

    /** From the shortest to the longest, all orders of size alike. */
    long anyTime(long leastMicros, long mostMicros) {
        double factor = Math.pow((double) mostMicros / leastMicros, random.nextDouble());
        return (long) (leastMicros * factor);
    }

    String anyServer() {
        return Setup.any(random, setup.topology().servers());
    }

    /** A link, either way round. */
    Topology.Link anyLink() {
        Topology.Link link = Setup.any(random, setup.topology().links());
        return random.nextBoolean() ? link : new Topology.Link(link.other(), link.one());
    }
}
