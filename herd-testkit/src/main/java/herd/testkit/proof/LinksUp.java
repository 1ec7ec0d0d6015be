package herd.testkit.proof;

import herd.link.LinkName;
import herd.testkit.Topology;
import java.util.List;
import java.util.Optional;

/** Which links are up, as both ends say. */
final class LinksUp {

    private final Topology topology;
    private final World world;

    LinksUp(Topology topology, World world) {
        this.topology = topology;
        this.world = world;
    }

    /** Links between two servers that run. */
    List<Topology.Link> between() {
        return topology.links().stream()
                .filter(it -> world.isRunning(it.one()) && world.isRunning(it.other()))
                .toList();
    }

    /** Both ends of each link between servers that run say that it is up, and mean the same one. */
    void requireAll(String invariant) {
        between().forEach(it -> require(it, invariant));
    }

    /** The same for one link. */
    void require(Topology.Link link, String invariant) {
        Optional<LinkName> here = end(link.one(), link.other()).link();
        Optional<LinkName> there = end(link.other(), link.one()).link();
        if (here.isEmpty() || !here.equals(there)) {
            throw new Violation(invariant, link + " is up as " + here + " and as " + there);
        }
    }

    /** What a server has to do with a neighbour. */
    Life.End end(String server, String neighbour) {
        return world.life(server).end(topology.neighbours(server).indexOf(neighbour));
    }
}
