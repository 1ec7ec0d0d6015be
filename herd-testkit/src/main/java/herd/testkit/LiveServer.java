package herd.testkit;

import herd.node.ConfigException;
import herd.node.HerdConfig;
import herd.node.HerdConfigBuilder;
import herd.node.HerdServer;
import herd.node.ServerSnapshot;
import herd.places.PlacesService;
import herd.protocol.Report;
import herd.testkit.proxy.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server of a live herd through all its lives: what is special about it, the server itself while
 * it runs, and what its neighbours and clients meet at its ports while it does not.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LiveServer {

    private final String name;
    private final LiveNetwork network;
    private final List<Consumer<HerdConfigBuilder>> specials = new ArrayList<>();
    private final List<Runnable> refusals = new ArrayList<>();
    private Optional<HerdServer> life = Optional.empty();
    private Optional<Freeze> freeze = Optional.empty();
    private boolean syncs;

    /** A server that has never run. */
    LiveServer(String name, LiveNetwork network) {
        this.name = name;
        this.network = network;
        refuse();
    }

    String name() {
        return name;
    }

    /** Changes something about it, from its next start on. */
    synchronized void reconfigure(Consumer<HerdConfigBuilder> change) {
        specials.add(change);
    }

    /**
     * Starts it.
     *
     * @param herd what all servers have in common; what is special about this one is added
     * @param places its own, or none for those that the configuration names
     * @param heard told of every record that it stores
     */
    synchronized void start(
            HerdConfigBuilder herd, Optional<PlacesService> places, Consumer<Report> heard) {
        if (life.isPresent()) {
            throw new IllegalStateException(name + " is running");
        }
        specials.forEach(special -> special.accept(herd));
        if (refusals.isEmpty()) {
            refuse();
            network.waysInAndOut(name).forEach(Passage::revive);
        }
        try {
            HerdConfig config = herd.build();
            HerdServer server =
                    places.isPresent()
                            ? HerdServer.start(config, name, places.get())
                            : HerdServer.start(config, name);
            server.listen(heard);
            life = Optional.of(server);
            syncs = config.sync();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + e.getMessage(), e);
        }
        refusals.forEach(Runnable::run);
        refusals.clear();
    }

    synchronized boolean isRunning() {
        return life.isPresent();
    }

    /** The server, if it runs and is not paused. */
    synchronized Optional<HerdServer> ifAwake() {
        return freeze.isPresent() ? Optional.empty() : life;
    }

    synchronized HerdServer embedded() {
        return life.orElseThrow(() -> new IllegalStateException(name + " is not running"));
    }

    /** The server, able to answer. */
    synchronized HerdServer awake() {
        HerdServer server = embedded();
        if (freeze.isPresent()) {
            throw new IllegalStateException(
                    name + " is paused; close the fault that pause() returned before");
        }
        return server;
    }

    /** Whether, in its present life, it is caught up when a link comes up. */
    synchronized boolean syncs() {
        return syncs;
    }

    synchronized void stop() {
        awake().close();
        life = Optional.empty();
        refuse();
    }

    synchronized void kill() {
        awake().abort();
        life = Optional.empty();
        refuse();
    }

    synchronized void dieSilently() {
        HerdServer server = awake();
        network.waysInAndOut(name).forEach(Passage::playDead);
        server.abort();
        life = Optional.empty();
    }

    synchronized void pause() {
        freeze = Optional.of(Freeze.of(awake()));
    }

    /** Ends {@link #pause}, if that still holds. */
    synchronized void goOn() {
        freeze.ifPresent(Freeze::end);
        freeze = Optional.empty();
    }

    /**
     * Stops it if it runs: in order if it owes nobody anything. Else somebody does not read, or places
     * do not come, and an end in order would wait for that.
     */
    synchronized void end() {
        goOn();
        if (life.isPresent()) {
            HerdServer server = life.get();
            if (owesSomething(server)) {
                server.abort();
            } else {
                server.close();
            }
            life = Optional.empty();
        }
    }

    private static boolean owesSomething(HerdServer server) {
        try {
            ServerSnapshot now = Answered.of(server.snapshot());
            return now.bytesWaiting() > 0
                    || now.lookUps().underWay() > 0
                    || now.lookUps().queued() > 0;
        } catch (IllegalStateException hasStopped) {
            return true;
        }
    }

    private void refuse() {
        network.waysIn(name).forEach(it -> refusals.add(it.refuse()));
    }
}
