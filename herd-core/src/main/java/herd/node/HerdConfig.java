package herd.node;

import java.util.List;
import java.util.Map;

/**
 * A herd, described: its servers and links, where they listen, and how each is to behave. Immutable;
 * one object serves to start all of the herd's servers.
 *
 * <pre>{@code
 * HerdConfig config = HerdConfig.builder()
 *         .server("East", "127.0.0.1:9000", "127.0.0.1:9100")
 *         .server("West", "127.0.0.1:9001", "127.0.0.1:9101")
 *         .link("East", "West")
 *         .build();
 * }</pre>
 */
public final class HerdConfig {

    private final List<String> servers;
    private final List<HerdLink> links;
    private final Map<String, ServerConfig> byName;
    private final Behaviour behaviour;
    private final SecretSource secret;
    private final List<String> notices;
    private final List<Setting> settings;

    HerdConfig(HerdShape shape, Behaviour behaviour, SecretSource secret, Settings settings) {
        this.servers = List.copyOf(shape.servers());
        this.links = List.copyOf(shape.links());
        this.byName = Map.copyOf(shape.byName());
        this.behaviour = behaviour;
        this.secret = secret;
        this.notices = List.copyOf(settings.notices());
        this.settings = List.copyOf(settings.holding());
    }

    /** Begins with the built-in herd: five servers on this machine. */
    public static HerdConfigBuilder builder() {
        return new HerdConfigBuilder();
    }

    /** The names of all servers, in order. */
    public List<String> servers() {
        return servers;
    }

    /** All links, in order. */
    public List<HerdLink> links() {
        return links;
    }

    /** The herd as one of its servers sees it. */
    public ServerConfig server(String name) throws ConfigException {
        ServerConfig server = byName.get(name);
        if (server == null) {
            throw new ConfigException(
                    ConfigKey.SERVERS.text(),
                    "no server is called " + Setting.shown(name) + "; servers are " + servers);
        }
        return server;
    }

    /** Where and how much is logged. */
    public LogConfig log() {
        return behaviour.log();
    }

    /** How places are looked up. */
    public PlacesConfig places() {
        return behaviour.places();
    }

    /** The bounds of every server. */
    public Limits limits() {
        return behaviour.limits();
    }

    /** Whether a neighbour is caught up when a link comes up. */
    public boolean sync() {
        return behaviour.sync();
    }

    /**
     * The secret that all servers of the herd share. Reads its file, and makes one where that is
     * agreed.
     */
    public PeerSecret peerSecret() throws ConfigException {
        return secret.secret();
    }

    /**
     * Looks at what else a start would look at: whether the secret can be read, and whether the
     * server's own addresses can be found. Makes nothing.
     */
    public void check(String server) throws ConfigException {
        secret.check();
        ServerConfig self = server(server);
        self.resolveClient();
        self.resolvePeer();
        self.resolveHttp();
    }

    /** What whoever starts a server should be told once, in the log and on the standard error. */
    public List<String> notices() {
        return notices;
    }

    /** Every key with its value and where that comes from, a line each, without any secret. */
    public String describe() {
        return ConfigTable.settings(settings);
    }

    /** Every key with its default and its meaning, a line each. */
    public static String help() {
        return ConfigTable.keys();
    }

    /** The servers and the links. */
    @Override
    public String toString() {
        return "servers " + servers + ", links " + links;
    }
}
