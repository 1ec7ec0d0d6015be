package herd.testkit.proof;

import herd.link.LinkName;
import herd.testkit.sim.SimulatedServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One life of a server, and what has been seen of it from outside. */
final class Life {

    /** One end of a link, while it is up and after. */
    static final class End {
        private Optional<LinkName> link = Optional.empty();
        private long ups;

        private final Set<String> heard = new HashSet<>();
        private final Set<String> told = new HashSet<>();

        /** The connection that is up, as this end knows it. */
        Optional<LinkName> link() {
            return link;
        }

        /** How often it came up: it tells one connection from the next. */
        long ups() {
            return ups;
        }

        /** Lines that have come in on the present connection. */
        Set<String> heard() {
            return heard;
        }

        /** Lines that have gone out on the present connection. */
        Set<String> told() {
            return told;
        }

        void up(LinkName name) {
            link = Optional.of(name);
            ups++;
            heard.clear();
            told.clear();
        }

        void down() {
            link = Optional.empty();
        }
    }

    private final SimulatedServer server;
    private final ReferenceOrder order;
    private final int maxClients;
    private final List<End> ends = new ArrayList<>();
    private final Map<String, ReferenceLine> stored = new HashMap<>();
    private boolean stopping;
    private List<String> secrets = World.HERD_SECRETS;

    Life(SimulatedServer server, ReferenceOrder order, int maxClients) {
        this.server = server;
        this.order = order;
        this.maxClients = maxClients;
        server.neighbours().forEach(it -> ends.add(new End()));
    }

    SimulatedServer server() {
        return server;
    }

    String name() {
        return server.name();
    }

    /** The order of records that it goes by. */
    ReferenceOrder order() {
        return order;
    }

    int maxClients() {
        return maxClients;
    }

    /** Whether it knows the secret of the herd. */
    boolean knowsSecret() {
        return secrets.containsAll(World.HERD_SECRETS);
    }

    /** What it knows of secrets, one character a byte. */
    List<String> secrets() {
        return secrets;
    }

    void knows(List<String> its) {
        secrets = its;
    }

    /** Whether it has been told to stop. */
    boolean isStopping() {
        return stopping;
    }

    void stops() {
        stopping = true;
    }

    boolean isOver() {
        return server.isDead();
    }

    /** What it has to do with a neighbour. */
    End end(int neighbour) {
        return ends.get(neighbour);
    }

    List<End> ends() {
        return ends;
    }

    /** The last line that it stored of each client, also of those that had to give way. */
    Map<String, ReferenceLine> stored() {
        return stored;
    }

    @Override
    public String toString() {
        return name();
    }
}
