package herd.testkit;

import herd.node.HerdConfigBuilder;
import herd.node.HerdServer;
import herd.node.ServerSnapshot;
import herd.places.PlacesService;
import herd.protocol.Report;
import herd.testkit.client.RawClient;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
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
 *     herd.server("Smith").kill();
 *     herd.awaitKnown("Campbell", "kiwi");
 *     assertEquals(Optional.of(at), herd.ask("Campbell", "kiwi"));
 * }
 * }</pre>
 *
 * <p>Servers dial each other, and {@link #client} dials servers, by way of proxies; so whatever crosses
 * a link can be held up, damaged, and counted, and a server that dies silently leaves its connections
 * behind. At {@link #address} and {@link #peerAddress} there is none between.
 *
 * <p>Waiting ends with an {@link AssertionError} after 20 seconds, for agreement after what the
 * protocol's own figures come to, unless the builder says otherwise; its message says what each server
 * believes. Servers that are paused cannot be asked, and links that are cut, corrupt or swallow what is
 * sent cannot be up: they are not waited for.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Errors.</b> A server or link that the herd does not have is an {@link
 * IllegalArgumentException}; a server that is running and should not be, or the other way round, or
 * that is paused and would have to answer, an {@link IllegalStateException}.
 */
public final class LiveHerd implements Herd {

    private final Topology topology;
    private final Optional<Supplier<? extends PlacesService>> places;
    private final Optional<Duration> patience;
    private final long seed;
    private final long beganNanos = System.nanoTime();
    private final LogFolder logs;
    private final Map<String, LivePorts> ports = new LinkedHashMap<>();
    private final Map<String, LiveServer> servers = new LinkedHashMap<>();
    private final History history = new History();
    private final KnownClients clients = new KnownClients();
    private final Changes changes;
    private final LiveNetwork network;
    private final LiveConfig config;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Clients that may still be connected: added to by all who ask, closed by who closes. */
    private final Queue<RawClient> connected = new ConcurrentLinkedQueue<>();

    /** Written by whoever watches the herd, read by who closes it. */
    private volatile BiConsumer<String, String> lastWords = (what, text) -> {};

    LiveHerd(
            Topology topology,
            long seed,
            List<Consumer<HerdConfigBuilder>> settings,
            Optional<Supplier<? extends PlacesService>> places,
            Optional<Path> logDirectory,
            Optional<Duration> patience) {
        this.topology = topology;
        this.seed = seed;
        this.places = places;
        this.patience = patience;
        this.logs = new LogFolder(logDirectory);
        this.changes = new Changes(patience.orElse(Changes.PATIENCE));
        topology.servers().forEach(name -> ports.put(name, new LivePorts()));
        this.network = new LiveNetwork(topology, ports, seed, history, changes::happened);
        this.config = new LiveConfig(topology, ports, network, logs.directory(), settings);
        topology.servers().forEach(name -> servers.put(name, new LiveServer(name, network)));
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

    @Override
    public Mode mode() {
        return Mode.SOCKETS;
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public ServerHandle server(String name) {
        return new LiveServerHandle(this, find(name));
    }

    @Override
    public LinkHandle link(String one, String other) {
        find(one);
        find(other);
        return new LiveLink(this, one, other, network.wire(one, other));
    }

    /** Changes something about one server, from its next start on. */
    public void reconfigure(String name, Consumer<HerdConfigBuilder> change) {
        find(name).reconfigure(change);
    }

    /** The server itself, as a program that embeds it has it, in its present life. */
    public HerdServer embedded(String name) {
        return find(name).embedded();
    }

    /** Where a server listens for clients when it runs. */
    public InetSocketAddress address(String name) {
        return ports.get(find(name).name()).client().address();
    }

    /** Where a server listens for neighbours when it runs. */
    public InetSocketAddress peerAddress(String name) {
        return ports.get(find(name).name()).peer().address();
    }

    @Override
    public RawClient client(String name) {
        find(name).embedded();
        RawClient client = RawClient.connect(network.door(name).address());
        // Each remembers all that came: whoever connects again and again must not gather them.
        connected.removeIf(RawClient::isClosed);
        connected.add(client);
        return client;
    }

    /** What a server has counted. */
    public ServerSnapshot snapshot(String name) {
        return Answered.of(find(name).awake().snapshot());
    }

    /** The file of a server's log. */
    public Path logFile(String name) {
        return logs.file(find(name).name());
    }

    @Override
    public void pass(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not pass backwards: " + time);
        }
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    @Override
    public void healAll() {
        network.healAll();
        happened("all links healed");
    }

    @Override
    public LiveHerd awaitLinks() {
        await("all links to be up", () -> beliefs(List.of()).areLinked(network::isSettled));
        return this;
    }

    /** Waits until a link is up, at both ends. */
    public void awaitLink(String one, String other) {
        LinkHandle link = link(one, other);
        await(
                "a link between " + one + " and " + other,
                () -> link.isUp() && network.isSettled(one, other));
    }

    @Override
    public LiveHerd awaitConverged() {
        Duration limit =
                patience.orElseGet(() -> Deadlines.converged(servers.size(), network.mostDelay()));
        changes.await("all to agree", limit, () -> beliefs(List.of()).agree(), this::describe);
        return this;
    }

    /** Waits until a server's log holds a text. */
    public void awaitLog(String name, String text) {
        LiveServer server = find(name);
        changes.await(
                "\"" + text + "\" in the log of " + name,
                () -> log(server).contains(text),
                () -> log(server));
    }

    @Override
    public void await(String what, BooleanSupplier isTrue) {
        changes.await(what, isTrue, this::describe);
    }

    @Override
    public FloodCheck assertFlood(String clientId) {
        awaitConverged();
        await(
                "all that floods to arrive",
                () -> beliefs(List.of()).areAtRest() && network.isQuiet());
        List<String> asked = List.copyOf(awake().keySet());
        String line =
                asked.stream()
                        .flatMap(it -> ask(it, clientId).stream())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                "nobody knows of " + clientId + describe()));
        return new FloodCost(line, asked, network.crossings().of(line));
    }

    @Override
    public String describe() {
        return beliefs(clients.some()).describe();
    }

    @Override
    public String history() {
        Map<String, String> texts = new LinkedHashMap<>();
        topology.servers().forEach(name -> texts.put(name, logs.tail(name)));
        return history.text(texts);
    }

    /**
     * Stops all servers at once, gives their ports back, and removes the logs. A server that owes
     * anybody anything, a client that does not read for instance, is not waited for, but killed.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Closing.all(servers.values());
        connected.forEach(RawClient::close);
        servers.forEach((name, it) -> lastWords.accept("the log of " + name, log(it)));
        lastWords.accept("the history", history());
        network.close();
        ports.values().forEach(LivePorts::close);
        logs.close();
    }

    /** Shows all that was logged, with what it is, when the servers have stopped and it is still there. */
    void onLastWords(BiConsumer<String, String> reader) {
        lastWords = reader;
    }

    void start(LiveServer server) {
        if (closed.get()) {
            throw new IllegalStateException("this herd is closed; make another");
        }
        server.start(config.of(server.name()), places.map(Supplier::get), this::heard);
    }

    /** Something has happened that can be waited for. */
    void happened(String what) {
        history.note(what);
        changes.happened();
    }

    boolean areLinked(String one, String other) {
        return beliefs(List.of()).areLinked(one, other);
    }

    String log(LiveServer server) {
        return logs.read(server.name());
    }

    private LiveServer find(String name) {
        LiveServer server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException(
                    "no server " + name + " in this herd of " + topology.servers());
        }
        return server;
    }

    private void heard(Report report) {
        clients.add(report);
        changes.happened();
    }

    private Map<String, HerdServer> awake() {
        Map<String, HerdServer> awake = new LinkedHashMap<>();
        servers.forEach((name, it) -> it.ifAwake().ifPresent(server -> awake.put(name, server)));
        return awake;
    }

    private Beliefs beliefs(Collection<String> ofClients) {
        return Beliefs.ask(topology, network::isPassable, awake(), ofClients);
    }
}
