package herd.testkit;

import herd.node.ConfigException;
import herd.node.HerdConfig;
import herd.node.HerdConfigBuilder;
import herd.node.HerdServer;
import herd.places.PlacesService;
import herd.protocol.Report;
import herd.testkit.proxy.ReservedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server of a live herd through all its lives: its ports, what is special about it, and the
 * server itself while it runs.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LiveServer implements AutoCloseable {

    private final String name;
    private final ReservedPort clientPort = new ReservedPort();
    private final ReservedPort peerPort = new ReservedPort();
    private final List<Consumer<HerdConfigBuilder>> specials = new ArrayList<>();
    private Optional<HerdServer> life = Optional.empty();

    LiveServer(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    ReservedPort clientPort() {
        return clientPort;
    }

    ReservedPort peerPort() {
        return peerPort;
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
        try {
            HerdConfig config = herd.build();
            HerdServer server =
                    places.isPresent()
                            ? HerdServer.start(config, name, places.get())
                            : HerdServer.start(config, name);
            server.listen(heard);
            life = Optional.of(server);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + e.getMessage(), e);
        }
    }

    synchronized boolean isRunning() {
        return life.isPresent();
    }

    synchronized HerdServer server() {
        return life.orElseThrow(() -> new IllegalStateException(name + " is not running"));
    }

    synchronized void stop() {
        server().close();
        life = Optional.empty();
    }

    synchronized void kill() {
        server().abort();
        life = Optional.empty();
    }

    /** Stops it if it runs, and gives its ports back. */
    @Override
    public synchronized void close() {
        life.ifPresent(HerdServer::close);
        life = Optional.empty();
        clientPort.close();
        peerPort.close();
    }
}
