package herd.node;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what a {@link HerdConfig} is made of. Whatever is said later replaces what was said
 * before; nothing is checked until {@link #build}, which then names the key, the value and where it
 * was said.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class HerdConfigBuilder {

    private static final String PROGRAM = "the program";

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private Optional<Setting> placesKey = Optional.empty();
    private Optional<PeerSecret> secret = Optional.empty();
    private Optional<Path> home = Optional.empty();
    private boolean ownServers;
    private boolean ownLinks;

    HerdConfigBuilder() {}

    /** Takes everything that a file of properties says. */
    public HerdConfigBuilder read(Path file) throws ConfigException {
        settings.putAll(PropertiesText.read(file));
        return this;
    }

    /** Sets any key, as a file would. */
    public HerdConfigBuilder set(String key, String value) {
        return set(key, value, PROGRAM);
    }

    /**
     * Sets any key, as a file would.
     *
     * @param origin who says so, for messages
     */
    public HerdConfigBuilder set(String key, String value, String origin) {
        settings.put(key, new Setting(key, value, origin));
        return this;
    }

    /**
     * Adds a server. The first one takes the place of the built-in five and of their links.
     *
     * @param client where it listens for clients: {@code host:port}; port 0 for any that is free
     * @param peer where it listens for neighbours, and where they find it
     */
    public HerdConfigBuilder server(String name, String client, String peer) {
        append(ConfigKey.SERVERS, name, ownServers);
        ownServers = true;
        if (!ownLinks && !settings.containsKey(ConfigKey.LINKS.text())) {
            set(ConfigKey.LINKS.text(), "");
        }
        return set(name + ConfigKey.CLIENT.text(), client).set(name + ConfigKey.PEER.text(), peer);
    }

    /** Adds a link between two servers. The first one takes the place of all built-in links. */
    public HerdConfigBuilder link(String one, String other) {
        append(ConfigKey.LINKS, one + "-" + other, ownLinks);
        ownLinks = true;
        return this;
    }

    /** Sets the folder of the logs. */
    public HerdConfigBuilder logDirectory(Path directory) {
        return set(ConfigKey.LOG_DIR, directory.toString());
    }

    /** Sets whether every line in and out is logged. */
    public HerdConfigBuilder logMessages(boolean messages) {
        return set(ConfigKey.LOG_MESSAGES, Boolean.toString(messages));
    }

    /** Sets what answers WHATSAT. */
    public HerdConfigBuilder places(PlacesSource source) {
        return set(ConfigKey.PLACES, source.toString());
    }

    /** Sets scheme, host and port of the places service. */
    public HerdConfigBuilder placesUrl(URI url) {
        return set(ConfigKey.PLACES_URL, url.toString());
    }

    /** Sets how long a look-up may take. */
    public HerdConfigBuilder placesTimeout(Duration timeout) {
        return set(ConfigKey.PLACES_TIMEOUT, Durations.text(timeout));
    }

    /** Gives the API key of the places service; one from {@code places.key-file} goes before it. */
    public HerdConfigBuilder placesKey(String key) {
        return placesKey(key, PROGRAM);
    }

    /**
     * Gives the API key of the places service; one from {@code places.key-file} goes before it.
     *
     * @param origin who says so, for messages
     */
    public HerdConfigBuilder placesKey(String key, String origin) {
        placesKey = Optional.of(new Setting("places.key", key, origin));
        return this;
    }

    /**
     * Gives the secret that the servers share. Where there is none, neither given nor in a file, and
     * all neighbours are on this machine, one is drawn: servers started from the same configuration
     * object then link up with each other, and with nobody else.
     */
    public HerdConfigBuilder peerSecret(PeerSecret shared) {
        secret = Optional.of(shared);
        return this;
    }

    /**
     * Names the user's home. A secret that nobody gave is then kept under it, in {@code
     * .herd/peer-secret}, so that servers in several processes link up.
     */
    public HerdConfigBuilder home(Path directory) {
        home = Optional.of(directory);
        return this;
    }

    /** Sets whether a neighbour is caught up when a link comes up. */
    public HerdConfigBuilder sync(boolean sync) {
        return set(ConfigKey.SYNC, Boolean.toString(sync));
    }

    /** Sets the longest line that can be a command. */
    public HerdConfigBuilder maxLineBytes(int bytes) {
        return set(ConfigKey.MAX_LINE_BYTES, Sizes.text(bytes));
    }

    /** Sets the most client IDs that are remembered. */
    public HerdConfigBuilder maxClients(int clients) {
        return set(ConfigKey.MAX_CLIENTS, Integer.toString(clients));
    }

    /** Sets how long a client may be silent. */
    public HerdConfigBuilder idleTimeout(Duration timeout) {
        return set(ConfigKey.IDLE_TIMEOUT, Durations.text(timeout));
    }

    /** Sets how far ahead a client's clock counts. */
    public HerdConfigBuilder maxFuture(Duration ahead) {
        return set(ConfigKey.MAX_FUTURE, Durations.text(ahead));
    }

    /** Checks everything, and puts it together. */
    public HerdConfig build() throws ConfigException {
        Settings all = new Settings(settings);
        HerdShape shape = HerdShape.of(all);
        Behaviour behaviour = Behaviour.of(all, placesKey);
        SecretSource source = SecretSource.of(all, shape, secret, home);
        return new HerdConfig(shape, behaviour, source, all);
    }

    private HerdConfigBuilder set(ConfigKey key, String value) {
        return set(key.text(), value);
    }

    private void append(ConfigKey key, String item, boolean toOwn) {
        Setting before = settings.get(key.text());
        set(key, toOwn ? before.value() + ", " + item : item);
    }
}
