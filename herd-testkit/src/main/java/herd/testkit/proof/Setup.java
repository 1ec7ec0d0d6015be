package herd.testkit.proof;

import herd.link.HerdSettings;
import herd.testkit.Topology;
import herd.testkit.sim.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The herd that a seed is about, before anything is done to it.
 *
 * @param stormMicros how long things go wrong, before all faults end
 * @param deadForGood a server that does not come back when they end
 */
record Setup(
        long seed,
        Topology topology,
        HerdSettings settings,
        Latency latency,
        long stormMicros,
        Optional<String> deadForGood) {

    private static final long MIX = 0x5e7c0de5L;
    private static final List<String> NAMES =
            List.of("Ash", "Birch", "Cedar", "Elm", "Fir", "Gum", "Hazel");
    private static final int MANY_CLIENTS = 1_000_000;
    private static final int MAX_LINE_BYTES = 64 * 1024;

    /** The set-up that belongs to a seed. */
    static Setup of(long seed) {
        Random random = new Random(seed ^ MIX);
        Topology topology = random.nextInt(10) < 7 ? Topology.FIVE : randomTopology(random);
        Duration maxFuture =
                random.nextInt(3) > 0
                        ? Duration.ofHours(24)
                        : Duration.ofSeconds(2 + random.nextInt(9));
        int maxClients = random.nextInt(4) > 0 ? MANY_CLIENTS : 2 + random.nextInt(4);
        Latency latency =
                random.nextInt(5) > 0
                        ? Latency.NEAR
                        : Latency.of(Duration.ofMillis(random.nextInt(10)), Duration.ofMillis(5));
        return new Setup(
                seed,
                topology,
                new HerdSettings(maxFuture, MAX_LINE_BYTES, true, maxClients),
                latency,
                2_000_000 + random.nextInt(5_000_000),
                random.nextInt(4) > 0
                        ? Optional.empty()
                        : Optional.of(any(random, topology.servers())));
    }

    /** A connected herd of two to seven servers. */
    private static Topology randomTopology(Random random) {
        List<String> names = NAMES.subList(0, 2 + random.nextInt(NAMES.size() - 1));
        List<Topology.Link> links = new ArrayList<>();
        for (int i = 1; i < names.size(); i++) {
            links.add(new Topology.Link(names.get(i), names.get(random.nextInt(i))));
        }
        for (int i = random.nextInt(names.size()); i > 0; i--) {
            String one = any(random, names);
            String other = any(random, names);
            if (!one.equals(other) && links.stream().noneMatch(it -> it.joins(one, other))) {
                links.add(new Topology.Link(one, other));
            }
        }
        return new Topology(names, links);
    }

    static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
