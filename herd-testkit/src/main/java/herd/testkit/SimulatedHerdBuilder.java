package herd.testkit;

import herd.link.HerdSettings;
import herd.testkit.sim.Latency;
import java.time.Duration;

/**
 * Says what a {@link SimulatedHerd} is to be like: without a word from here the original five, a
 * millisecond or two apart, with places from the data set in the jar.
 *
 * <p><b>Threading.</b> One thread.
 *
 * <p><b>Errors.</b> A number that makes no sense is an {@link IllegalArgumentException}. A simulated
 * herd cannot ask a places service over HTTP, for that would take real time; see {@link
 * SimulatedHerd#places}.
 */
public final class SimulatedHerdBuilder {

    private Topology topology = Topology.FIVE;
    private long seed = 1;
    private HerdSettings settings =
            new HerdSettings(Duration.ofHours(24), 64 * 1024, true, 1_000_000);
    private Latency latency = Latency.NEAR;
    private boolean messages;

    SimulatedHerdBuilder() {}

    /** Sets which servers there are, and the links between them. */
    public SimulatedHerdBuilder topology(Topology shape) {
        topology = shape;
        return this;
    }

    /** Sets what chance goes by. */
    public SimulatedHerdBuilder seed(long it) {
        seed = it;
        return this;
    }

    /** Sets whether servers catch each other up when a link comes up. */
    public SimulatedHerdBuilder sync(boolean it) {
        settings =
                new HerdSettings(
                        settings.maxFuture(), settings.maxLineBytes(), it, settings.maxClients());
        return this;
    }

    /** Sets how many clients each server remembers. */
    public SimulatedHerdBuilder maxClients(int count) {
        settings =
                new HerdSettings(
                        settings.maxFuture(), settings.maxLineBytes(), settings.sync(), count);
        return this;
    }

    /** Sets how long a line may be. */
    public SimulatedHerdBuilder maxLineBytes(int bytes) {
        settings =
                new HerdSettings(
                        settings.maxFuture(), bytes, settings.sync(), settings.maxClients());
        return this;
    }

    /** Sets how far ahead of its receipt a client's time counts. */
    public SimulatedHerdBuilder maxFuture(Duration it) {
        settings =
                new HerdSettings(
                        it, settings.maxLineBytes(), settings.sync(), settings.maxClients());
        return this;
    }

    /** Sets how long a piece takes over any link, at least and how much more by chance, if any. */
    public SimulatedHerdBuilder latency(Duration least, Duration jitter) {
        latency = Latency.of(least, jitter);
        return this;
    }

    /** Sets whether the history has every line that crosses a connection, too. */
    public SimulatedHerdBuilder messagesInHistory(boolean it) {
        messages = it;
        return this;
    }

    /** Starts all servers, at time 0. */
    public SimulatedHerd start() {
        return new SimulatedHerd(topology, settings, latency, seed, messages);
    }
}
