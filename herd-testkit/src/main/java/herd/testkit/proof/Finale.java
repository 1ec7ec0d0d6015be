package herd.testkit.proof;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is asked of a herd once its faults are over: that it agrees in time, and on what; that it is
 * quiet; that news crosses each link as often as it has to; that a server which restarts is soon back.
 *
 * <p><b>Source.</b> PROTOCOL.md, Flooding; G2, G3 and G5.
 */
final class Finale {

    private static final Duration AGREES_WITHIN = Duration.ofMillis(5_500);
    private static final Duration QUIET = Duration.ofMillis(1_500);
    private static final int FRESH = 3;
    private static final int CLIENT = 9;

    private final Setup setup;
    private final World world;
    private final Watch watch;
    private final Expected expected;
    private final Silence silence;
    private final Crossings crossings;
    private final Random random;
    private final LinksUp links;

    Finale(
            Setup setup,
            World world,
            Watch watch,
            Expected expected,
            Silence silence,
            Crossings crossings) {
        this.setup = setup;
        this.world = world;
        this.watch = watch;
        this.expected = expected;
        this.silence = silence;
        this.crossings = crossings;
        random = new Random(setup.seed());
        links = new LinksUp(setup.topology(), world);
    }

    void play() {
        world.heal();
        run(AGREES_WITHIN);
        expected.check(watch);
        links.requireAll("links");
        requireContent();
        beQuiet(QUIET);
        for (int i = 0; i < FRESH; i++) {
            tellFresh("fresh" + i);
        }
        new Epilogues(setup.topology(), world, silence, links, random).play();
        run(QUIET);
        links.requireAll("reconnect");
        expected.check(watch);
        beQuiet(QUIET);
        requireContent();
    }

    private void beQuiet(Duration time) {
        silence.ask(true);
        run(time);
        silence.ask(false);
    }

    private void tellFresh(String id) {
        String server = Setup.any(random, world.running());
        Set<String> running = new TreeSet<>(world.running());
        Map<String, Integer> distances = expected.distances(server, running);
        int farthest = distances.values().stream().mapToInt(it -> it).max().orElseThrow();
        long hopNanos = hopNanos();
        crossings.follow(id);
        long seconds = world.simulation().wallNanos() / 1_000_000_000L;
        String line = "IAMAT " + id + " +34.068930-118.445127 " + seconds + '\n';
        world.client(server, CLIENT, it -> it.send(line));
        run(Duration.ofNanos((farthest + 3) * hopNanos));
        Long begun = crossings.storedNanos().get(server);
        if (begun == null) {
            // Refused: the herd remembers as many as it may, all of them greater.
            require(setup.settings().maxClients() < 100, "messages", server + " refused " + id);
            return;
        }
        distances.forEach((it, hops) -> requireReached(id, it, begun + hops * hopNanos));
        requireMessages(id, distances.keySet());
    }

    private void requireReached(String id, String server, long latestNanos) {
        Long stored = crossings.storedNanos().get(server);
        require(
                stored != null && stored <= latestNanos,
                "reach",
                id + " is at " + server + " at " + stored + ", not by " + latestNanos);
    }

    private void requireMessages(String id, Set<String> group) {
        int servers = group.size();
        long links =
                setup.topology().links().stream()
                        .filter(it -> group.contains(it.one()) && group.contains(it.other()))
                        .count();
        int count = crossings.count();
        require(
                count >= servers - 1 && count <= 2 * links - (servers - 1),
                "messages",
                id + " crossed links " + count + " times, of " + links + " links");
    }

    private void requireContent() {
        for (ProofClient client : world.clients()) {
            require(client.isContent(), "answers", "a client still waits for " + client.waitsFor());
        }
    }

    private long hopNanos() {
        return setup.latency().mostNanos() + 1_000;
    }

    private void run(Duration time) {
        world.simulation().runUntil(world.simulation().nowNanos() + time.toNanos());
    }

    private static void require(boolean holds, String invariant, String what) {
        if (!holds) {
            throw new Violation(invariant, what);
        }
    }
}
