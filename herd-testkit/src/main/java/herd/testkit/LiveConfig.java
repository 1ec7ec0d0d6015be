package herd.testkit;

import herd.node.HerdConfig;
import herd.node.HerdConfigBuilder;
import herd.node.PeerSecret;
import herd.node.PlacesSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the servers of a live herd are configured: all alike, but that each finds its neighbours
 * where its own proxies are.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class LiveConfig {

    /** What the servers prove to each other that they know. */
    static final String SECRET = "the secret of a live herd";

    private final Topology topology;
    private final Map<String, LivePorts> ports;
    private final LiveNetwork network;
    private final Path logDirectory;
    private final List<Consumer<HerdConfigBuilder>> settings;
    private final PeerSecret secret = PeerSecret.of(SECRET.getBytes(StandardCharsets.US_ASCII));

    /**
     * A configuration of all servers.
     *
     * @param settings what it is to be like beyond that, in order: the last word counts
     */
    LiveConfig(
            Topology topology,
            Map<String, LivePorts> ports,
            LiveNetwork network,
            Path logDirectory,
            List<Consumer<HerdConfigBuilder>> settings) {
        this.topology = topology;
        this.ports = ports;
        this.network = network;
        this.logDirectory = logDirectory;
        this.settings = settings;
    }

    /** The herd as one server is to see it, for one start of it; the caller may add to that. */
    HerdConfigBuilder of(String self) {
        HerdConfigBuilder config =
                HerdConfig.builder()
                        .logDirectory(logDirectory)
                        .places(PlacesSource.OFFLINE)
                        .peerSecret(secret);
        ports.forEach(
                (name, it) -> {
                    config.server(name, it.client().hostPort(), peer(self, name));
                    config.set(name + ".http", "off");
                });
        topology.links().forEach(link -> config.link(link.one(), link.other()));
        settings.forEach(setting -> setting.accept(config));
        return config;
    }

    /** Where a server finds another: a neighbour by way of a proxy. */
    private String peer(String self, String other) {
        return topology.neighbours(self).contains(other)
                ? network.passage(self, other).hostPort()
                : ports.get(other).peer().hostPort();
    }
}
