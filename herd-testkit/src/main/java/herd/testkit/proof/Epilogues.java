package herd.testkit.proof;

import herd.testkit.Topology;
import herd.testkit.sim.SimulatedCable;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What is done to a herd that is well, one thing at a time, to see how it bears that: two of these after
 * each run.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding, rules 7 and 11 to 13.
 */
final class Epilogues {

    private static final Duration DOWN = Duration.ofMillis(150);
    private static final Duration BACK_WITHIN = Duration.ofMillis(400);

    /** The longest pause before a dial, and time enough to shake hands. */
    private static final Duration MENDED_WITHIN = Duration.ofMillis(1_300);

    /** Longer than silence is borne. */
    private static final Duration ASLEEP = Duration.ofSeconds(6);

    private static final Duration SETTLED = Duration.ofMillis(500);
    private static final Duration AGREES_WITHIN = Duration.ofMillis(5_500);

    /** A neighbour that dials at once has sent its proof by then, and waits for the answer. */
    private static final int EARLIEST_ANSWER_MILLIS = 600;

    private static final int ANSWER_TAKES_MILLIS = 500;
    private static final int PLAYED = 2;
    private static final int MOST_UPS = 2;
    private static final String LINKS = "links";
    private static final String RECONNECT = "reconnect";

    private final Topology topology;
    private final World world;
    private final Silence silence;
    private final LinksUp links;
    private final Random random;

    Epilogues(Topology topology, World world, Silence silence, LinksUp links, Random random) {
        this.topology = topology;
        this.world = world;
        this.silence = silence;
        this.links = links;
        this.random = random;
    }

    void play() {
        for (int i = 0; i < PLAYED; i++) {
            switch (random.nextInt(7)) {
                case 0 -> restart(false);
                case 1 -> restart(true);
                case 2 -> mend();
                case 3 -> cross();
                case 4 -> sleep();
                case 5 -> greetTwice();
                default -> resume();
            }
            run(SETTLED);
        }
    }

    /** A server restarts, after a kill or a failure of its power: soon it has all its links again. */
    private void restart(boolean silently) {
        String server = Setup.any(random, world.running());
        if (silently) {
            world.dieSilently(server);
        } else {
            world.kill(server);
        }
        run(DOWN);
        world.start(server, Oddity.NONE);
        run(BACK_WITHIN);
        links.requireAll(RECONNECT);
    }

    /** One end loses a link, and the other one does not know. */
    private void mend() {
        List<Topology.Link> up = links.between();
        if (!up.isEmpty()) {
            Topology.Link link = Setup.any(random, up);
            boolean oneLearns = random.nextBoolean();
            world.cable(link.one(), link.other()).lose(oneLearns, !oneLearns);
            run(MENDED_WITHIN);
            links.require(link, RECONNECT);
        }
    }

    /** Both ends dial at once: one connection stays, and neither end has more than the two. */
    private void cross() {
        List<Topology.Link> up = links.between();
        if (up.isEmpty()) {
            return;
        }
        Topology.Link link = Setup.any(random, up);
        Life.End here = links.end(link.one(), link.other());
        Life.End there = links.end(link.other(), link.one());
        long hereBefore = here.ups();
        long thereBefore = there.ups();
        world.cable(link.one(), link.other()).crossDials();
        run(MENDED_WITHIN);
        links.require(link, LINKS);
        long ups = Math.max(here.ups() - hereBefore, there.ups() - thereBefore);
        if (ups > MOST_UPS) {
            throw new Violation(LINKS, link + " came up " + ups + " times");
        }
    }

    /** All servers are asleep for a while, as on a machine that is: no link is lost for it. */
    private void sleep() {
        silence.ask(true);
        List<String> running = world.running();
        running.forEach(world::pause);
        run(ASLEEP);
        running.forEach(world::goOn);
        run(SETTLED);
        silence.ask(false);
    }

    /** A link breaks and is resumed: no record crosses it for that. */
    private void resume() {
        List<Topology.Link> up = links.between();
        if (!up.isEmpty()) {
            Topology.Link link = Setup.any(random, up);
            SimulatedCable cable = world.cable(link.one(), link.other());
            silence.askOfRecords(true);
            cable.reset();
            run(MENDED_WITHIN);
            links.require(link, RECONNECT);
            silence.askOfRecords(false);
        }
    }

    /** A server restarts, and its new links break while only one end knows of them. */
    private void greetTwice() {
        String server = Setup.any(random, world.running());
        List<String> neighbours =
                topology.neighbours(server).stream().filter(world::isRunning).toList();
        for (String it : neighbours) {
            world.cable(server, it).fault(server, Disturbance.LONG_WAY.fault());
        }
        world.kill(server);
        run(DOWN);
        world.start(server, Oddity.NONE);
        for (String it : neighbours) {
            long millis = EARLIEST_ANSWER_MILLIS + random.nextInt(ANSWER_TAKES_MILLIS);
            world.simulation().after(millis * 1_000_000, () -> world.cable(server, it).reset());
        }
        run(Duration.ofMillis(EARLIEST_ANSWER_MILLIS + ANSWER_TAKES_MILLIS));
        neighbours.forEach(it -> world.cable(server, it).heal());
        run(AGREES_WITHIN);
        links.requireAll(LINKS);
    }

    private void run(Duration time) {
        world.simulation().runUntil(world.simulation().nowNanos() + time.toNanos());
    }
}
