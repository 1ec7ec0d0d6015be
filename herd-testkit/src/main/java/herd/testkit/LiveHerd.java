package herd.testkit;

import herd.node.HerdConfig;
import herd.node.HerdConfigBuilder;
import herd.node.HerdServer;
import herd.node.PeerSecret;
import herd.node.PlacesSource;
import herd.node.ServerSnapshot;
import herd.places.PlacesService;
import herd.protocol.Report;
import herd.testkit.client.RawClient;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A whole herd in this program on real sockets of this machine: the same servers that the program
 * runs, each with ports of its own that it keeps for as long as the herd lives.
 *
 * <pre>{@code
 * try (LiveHerd herd = LiveHerd.ofFive().awaitLinks();
 *         RawClient kiwi = herd.client("Hill")) {
 *     kiwi.send("IAMAT kiwi +34.068930-118.445127 1520023934.918963997\n");
 *     String at = kiwi.readLine();
 *     herd.kill("Smith");
 *     herd.awaitKnown("Campbell", "kiwi");
 *     assertEquals(Optional.of(at), herd.ask("Campbell", "kiwi"));
 * }
 * }</pre>
 *
 * <p>Waiting ends with an {@link AssertionError} after 20 seconds, unless the builder says
 * otherwise; its message says what each server believes.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Errors.</b> A server that the herd does not have is an {@link IllegalArgumentException}; one
 * that is running and should not be, or the other way round, an {@link IllegalStateException}.
 */
public final class LiveHerd implements AutoCloseable {

    private final Topology topology;
    private final List<Consumer<HerdConfigBuilder>> settings;
    private final Optional<Supplier<? extends PlacesService>> places;
    private final LogFolder logs;
    private final Map<String, LiveServer> servers = new LinkedHashMap<>();
    private final PeerSecret secret =
            PeerSecret.of("the secret of a live herd".getBytes(StandardCharsets.US_ASCII));

    /** Every client that any server has stored: added to by all loops, read by who waits. */
    private final Set<String> clients = ConcurrentHashMap.newKeySet();

    private final Changes changes;

    LiveHerd(
            Topology topology,
            List<Consumer<HerdConfigBuilder>> settings,
            Optional<Supplier<? extends PlacesService>> places,
            Optional<Path> logDirectory,
            Duration patience) {
        this.topology = topology;
        this.settings = settings;
        this.places = places;
        this.logs = new LogFolder(logDirectory);
        this.changes = new Changes(patience);
        topology.servers().forEach(name -> servers.put(name, new LiveServer(name)));
    }

    /** The five servers of the original herd, all started. */
    public static LiveHerd ofFive() {
        return builder().start();
    }

    /** A herd of another shape, all its servers started. */
    public static LiveHerd of(Topology topology) {
        return builder().topology(topology).start();
    }

    /** Any herd. */
    public static LiveHerdBuilder builder() {
        return new LiveHerdBuilder();
    }

    /** Starts a server that is not running, on the ports that are its own; it knows nothing. */
    public void start(String name) {
        LiveServer server = find(name);
        server.start(config(), places.map(Supplier::get), this::heard);
        changes.happened();
    }

    /** Stops a server in order: it answers what it has been asked, and says farewell. */
    public void stop(String name) {
        find(name).stop();
        changes.happened();
    }

    /** Kills a server: its sockets close as those of a killed process do, and nothing else. */
    public void kill(String name) {
        find(name).kill();
        changes.happened();
    }

    /** Stops a server in order, and starts it again. */
    public void restart(String name) {
        stop(name);
        start(name);
    }

    /** Changes something about one server, from its next start on. */
    public void reconfigure(String name, Consumer<HerdConfigBuilder> change) {
        find(name).reconfigure(change);
    }

    /** A server, in its present life. */
    public HerdServer server(String name) {
        return find(name).server();
    }

    /** Where a server listens for clients when it runs. */
    public InetSocketAddress address(String name) {
        return find(name).clientPort().address();
    }

    /** Where a server listens for neighbours when it runs. */
    public InetSocketAddress peerAddress(String name) {
        return find(name).peerPort().address();
    }

    /** Connects a client to a server. */
    public RawClient client(String name) {
        find(name).server();
        return RawClient.connect(address(name));
    }

    /** The servers that run, in order. */
    public List<String> running() {
        return topology.servers().stream().filter(name -> find(name).isRunning()).toList();
    }

    /** The newest AT line that a server holds of a client, one character a byte. */
    public Optional<String> ask(String name, String clientId) {
        byte[] id = clientId.getBytes(StandardCharsets.ISO_8859_1);
        return Answered.of(server(name).find(id)).map(Report::toString);
    }

    /** What a server has counted. */
    public ServerSnapshot snapshot(String name) {
        return Answered.of(server(name).snapshot());
    }

    /** The log of a server so far, of all its lives. It is written a little later than things happen. */
    public String log(String name) {
        return logs.read(find(name).name());
    }

    /** The file of a server's log. */
    public Path logFile(String name) {
        return logs.file(find(name).name());
    }

    /** Waits until every link between two servers that run is up, at both ends. */
    public LiveHerd awaitLinks() {
        changes.await("all links to be up", () -> links().areLinked(), this::describe);
        return this;
    }

    /** Waits until a link is up, at both ends. */
    public void awaitLink(String one, String other) {
        if (!topology.neighbours(one).contains(other)) {
            throw new IllegalArgumentException("no link between " + one + " and " + other);
        }
        changes.await(
                "a link between " + one + " and " + other,
                () -> links().areLinked(one, other),
                this::describe);
    }

    /**
     * Waits until servers that run and are connected, perhaps by way of others, hold the same of every
     * client that any server was ever told of.
     */
    public LiveHerd awaitConverged() {
        changes.await("all to agree", () -> beliefs().agree(), this::describe);
        return this;
    }

    /** Waits until a server knows of a client. */
    public void awaitKnown(String name, String clientId) {
        changes.await(
                name + " to know of " + clientId,
                () -> ask(name, clientId).isPresent(),
                this::describe);
    }

    /** Waits until a server's log holds a text. */
    public void awaitLog(String name, String text) {
        changes.await(
                "\"" + text + "\" in the log of " + name,
                () -> log(name).contains(text),
                () -> log(name));
    }

    /** What each server believes, for people: in what they differ, and their links. */
    public String describe() {
        return beliefs().describe();
    }

    /** Stops all servers at once, gives their ports back, and removes the logs. */
    @Override
    public void close() {
        List<Thread> closing = new ArrayList<>();
        for (LiveServer server : servers.values()) {
            Thread thread = new Thread(server::close, "live-herd-close-" + server.name());
            thread.start();
            closing.add(thread);
        }
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        logs.close();
    }

    private LiveServer find(String name) {
        LiveServer server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException(
                    "no server " + name + " in this herd of " + topology.servers());
        }
        return server;
    }

    private HerdConfigBuilder config() {
        HerdConfigBuilder config =
                HerdConfig.builder()
                        .logDirectory(logs.directory())
                        .places(PlacesSource.OFFLINE)
                        .peerSecret(secret);
        for (LiveServer server : servers.values()) {
            config.server(
                    server.name(), server.clientPort().hostPort(), server.peerPort().hostPort());
            config.set(server.name() + ".http", "off");
        }
        topology.links().forEach(link -> config.link(link.one(), link.other()));
        settings.forEach(setting -> setting.accept(config));
        return config;
    }

    private void heard(Report report) {
        clients.add(report.toString().split(" ", 5)[3]);
        changes.happened();
    }

    private Beliefs beliefs() {
        return Beliefs.ask(topology, runningServers(), clients);
    }

    /** The same, but for the records. */
    private Beliefs links() {
        return Beliefs.ask(topology, runningServers(), List.of());
    }

    private Map<String, HerdServer> runningServers() {
        Map<String, HerdServer> running = new LinkedHashMap<>();
        running().forEach(name -> running.put(name, server(name)));
        return running;
    }
}
