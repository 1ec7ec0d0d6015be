package herd.testkit;

import herd.testkit.places.FakePlaces;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says what a {@link Herd} is to be like: without a word from here the original five, as a
 * configuration without settings has them, with places from the data set in the jar.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class HerdBuilder {

    private Topology topology = Topology.FIVE;
    private long seed = 1;
    private boolean sync = true;
    private int maxClients = 1_000_000;
    private int maxLineBytes = 64 * 1024;
    private Duration maxFuture = Duration.ofHours(24);

    /** What only a herd on sockets can have. */
    private Optional<Consumer<LiveHerdBuilder>> http = Optional.empty();

    HerdBuilder() {}

    /** Sets which servers there are, and the links between them. */
    public HerdBuilder topology(Topology shape) {
        topology = shape;
        return this;
    }

    /** Sets what chance goes by. */
    public HerdBuilder seed(long it) {
        seed = it;
        return this;
    }

    /** Sets whether servers catch each other up when a link comes up. */
    public HerdBuilder sync(boolean it) {
        sync = it;
        return this;
    }

    /** Sets how many clients each server remembers. */
    public HerdBuilder maxClients(int count) {
        maxClients = count;
        return this;
    }

    /** Sets how long a line may be. */
    public HerdBuilder maxLineBytes(int bytes) {
        maxLineBytes = bytes;
        return this;
    }

    /** Sets how far ahead of its receipt a client's time counts. */
    public HerdBuilder maxFuture(Duration it) {
        maxFuture = it;
        return this;
    }

    /** Asks these for places as if they were Google's, in the classic form. On sockets only. */
    public HerdBuilder google(FakePlaces fake) {
        return http(it -> it.google(fake));
    }

    /** Asks these for places as if they were Google's, in the new form. On sockets only. */
    public HerdBuilder googleNew(FakePlaces fake) {
        return http(it -> it.googleNew(fake));
    }

    /**
     * Makes it, and starts all of its servers. Links come up by themselves soon after.
     *
     * @throws IllegalStateException if a simulated herd is to ask for places over HTTP: there are no
     *     sockets in it
     */
    public Herd start(Mode mode) {
        return switch (mode) {
            case SOCKETS -> startOnSockets();
            case SIMULATED -> startInSimulation();
        };
    }

    /** The same, on sockets. */
    private LiveHerd startOnSockets() {
        LiveHerdBuilder builder =
                LiveHerd.builder()
                        .topology(topology)
                        .seed(seed)
                        .with(it -> it.sync(sync).maxClients(maxClients))
                        .with(it -> it.maxLineBytes(maxLineBytes).maxFuture(maxFuture));
        http.ifPresent(it -> it.accept(builder));
        return builder.start();
    }

    /** The same, in simulation. */
    private SimulatedHerd startInSimulation() {
        if (http.isPresent()) {
            throw new IllegalStateException(
                    "a simulated herd makes no HTTP calls: leave google out, or take Mode.SOCKETS");
        }
        return SimulatedHerd.builder()
                .topology(topology)
                .seed(seed)
                .sync(sync)
                .maxClients(maxClients)
                .maxLineBytes(maxLineBytes)
                .maxFuture(maxFuture)
                .messagesInHistory(true)
                .start();
    }

    private HerdBuilder http(Consumer<LiveHerdBuilder> service) {
        http = Optional.of(service);
        return this;
    }
}
