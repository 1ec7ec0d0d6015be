package herd.testkit;

import java.time.Duration;

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

    /** Makes it on sockets, and starts all of its servers. */
    LiveHerd startOnSockets() {
        return LiveHerd.builder()
                .topology(topology)
                .seed(seed)
                .with(it -> it.sync(sync).maxClients(maxClients))
                .with(it -> it.maxLineBytes(maxLineBytes).maxFuture(maxFuture))
                .start();
    }
}
