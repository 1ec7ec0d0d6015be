package herd.node;

import herd.engine.EngineSettings;
import herd.journal.Journal;
import herd.journal.JournalSettings;
import herd.link.HerdSettings;
import herd.link.LinkSettings;
import herd.link.Secrets;
import herd.link.VersionRange;
import herd.net.ConnectionSettings;
import herd.net.EventLoop;
import herd.net.ListenSettings;
import herd.net.Listener;
import herd.net.LoopSettings;
import herd.places.LookUpLimits;
import herd.places.PlacesService;
import herd.session.SessionLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Puts a server together and starts it: ports first, then the log, so that a second start by mistake
 * writes into no log; the loop last. What was opened is closed again if anything fails.
 */
final class ServerStart {

    private static final int BACKLOG = 4096;
    private static final int WAITING_BYTES = 256 * 1024;
    private static final int WAITING_ANSWERS = 1024;
    private static final int SPARE_PEER_CONNECTIONS = 32;

    private final HerdConfig config;
    private final ServerConfig self;
    private final PlacesService places;
    private final HelperThreads helpers;
    private final OpenFutures open = new OpenFutures();
    private final ServerTroubles troubles = new ServerTroubles(open);

    /** What to close if the start fails, last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private ServerStart(HerdConfig config, ServerConfig self, PlacesService places) {
        this.config = config;
        this.self = self;
        this.places = places;
        // One for each name that a name service keeps waiting, and one for all else.
        helpers = new HelperThreads(self.name(), 1 + self.neighbours().size());
        opened.push(helpers);
        opened.push(places);
    }

    static HerdServer start(HerdConfig config, String name, PlacesService places)
            throws ConfigException, IOException {
        ServerStart start = new ServerStart(config, config.server(name), places);
        try {
            return start.run();
        } catch (ConfigException | IOException | RuntimeException | Error failure) {
            start.undo(failure);
            throw failure;
        }
    }

    private HerdServer run() throws ConfigException, IOException {
        Secrets secrets = secrets();
        ServerSocketChannel clientPort = bind(self.resolveClient(), "client");
        ServerSocketChannel peerPort = bind(self.resolvePeer(), "peer");
        EventLoop loop = EventLoop.open(loopSettings());
        opened.push(loop);
        Journal journal = openLog();
        opened.push(journal);
        ServerLoop server =
                new ServerLoop(
                        loop,
                        journal,
                        engineSettings(secrets),
                        new Dialler(self.neighbours(), linkConnections(), helpers),
                        new PlacesGate(places));
        troubles.logTo(server);
        Listener clients = loop.listen(clientPort, clientListening(), server);
        server.noteStart(clients.address(), peerPort.getLocalAddress(), config.notices());
        loop.execute(new Joining(server, secrets, peerPort, peerListening(), helpers));
        loop.start();
        return new HerdServer(
                server, self.name(), places, helpers, troubles, open, clients, peerPort);
    }

    private void undo(Throwable failure) {
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    private Secrets secrets() throws ConfigException {
        PeerSecret secret = config.peerSecret();
        return secret.previous().isPresent()
                ? Secrets.of(secret.current(), secret.previous().get())
                : Secrets.of(secret.current());
    }

    private ServerSocketChannel bind(InetSocketAddress address, String which) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        opened.push(channel);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    self.name()
                            + '.'
                            + which
                            + ": cannot listen on "
                            + address.getHostString()
                            + ':'
                            + address.getPort()
                            + ": "
                            + Reason.of(e)
                            + "; is another server running there?",
                    e);
        }
        return channel;
    }

    private Journal openLog() throws IOException {
        LogConfig log = config.log();
        try {
            return Journal.open(
                    log.file(self.name()),
                    new JournalSettings(
                            log.maxBytes(), log.keep(), log.messages(), new PlatformLog()));
        } catch (IOException e) {
            throw new IOException(
                    "log.dir: cannot write " + log.file(self.name()) + ": " + Reason.of(e), e);
        }
    }

    /** Says that the log itself is in trouble. */
    private static final class PlatformLog implements Consumer<String> {
        @Override
        public void accept(String trouble) {
            System.getLogger("herd.journal").log(System.Logger.Level.WARNING, trouble);
        }
    }

    private LoopSettings loopSettings() {
        LoopSettings settings =
                LoopSettings.defaults()
                        .withThreadName("herd-" + self.name())
                        .withTroubles(troubles);
        int connections = config.limits().maxConnections();
        return connections > 0
                ? settings.withBounds(settings.bounds().withMaxConnections(connections))
                : settings;
    }

    private ListenSettings clientListening() {
        int perAddress = config.limits().maxConnectionsPerAddress();
        return ListenSettings.defaults()
                .withMaxConnectionsPerAddress(perAddress > 0 ? perAddress : ListenSettings.NO_BOUND)
                .withConnections(ConnectionSettings.defaults().withMaxWaitingBytes(WAITING_BYTES));
    }

    private ListenSettings peerListening() {
        return ListenSettings.defaults()
                .withMaxConnections(SPARE_PEER_CONNECTIONS + 2 * self.neighbours().size())
                .withConnections(linkConnections());
    }

    /**
     * A socket of a link has more patience than the link itself, which judges by rule 12 and says why it
     * closed; the socket's own ends only what nobody judges any more.
     */
    static ConnectionSettings linkConnections() {
        return ConnectionSettings.defaults().asUrgent();
    }

    private EngineSettings engineSettings(Secrets secrets) {
        Limits limits = config.limits();
        HerdSettings herd =
                new HerdSettings(
                        limits.maxFuture(),
                        limits.maxLineBytes(),
                        config.sync(),
                        limits.maxClients());
        LinkSettings link =
                new LinkSettings(
                        self.name(),
                        self.neighbourNames(),
                        incarnation(),
                        secrets,
                        VersionRange.SPOKEN,
                        herd);
        return new EngineSettings(
                link,
                new SessionLimits(
                        limits.maxLineBytes(),
                        WAITING_BYTES,
                        WAITING_ANSWERS,
                        limits.idleTimeout().toNanos()),
                LookUpLimits.DEFAULT
                        .withMaxInFlight(config.places().maxInFlight())
                        .withPerMinute(config.places().perMinute()),
                config.places().timeout().toNanos(),
                limits.maxRecordBytes() > 0
                        ? limits.maxRecordBytes()
                        : Runtime.getRuntime().maxMemory() / 2);
    }

    private static long incarnation() {
        long drawn = ByteBuffer.wrap(RandomBits.draw(Long.BYTES)).getLong();
        return drawn == 0 ? 1 : drawn;
    }
}
