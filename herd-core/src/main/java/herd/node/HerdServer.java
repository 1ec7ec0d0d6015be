package herd.node;

import herd.net.Listener;
import herd.places.PlacesService;
import herd.protocol.Report;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One server of a herd, running in this program.
 *
 * <pre>{@code
 * HerdConfig config = HerdConfig.builder().build();
 * try (HerdServer hill = HerdServer.start(config, "Hill")) {
 *     hill.report("kiwi", "+34.068930-118.445127", "1520023934.918963997").join();
 *     System.out.println(hill.whatsAt("kiwi", "10", 5).join());
 * }
 * }</pre>
 *
 * <p><b>Threading.</b> Any thread may call every method. What a future brings is brought on the
 * server's loop thread: whoever waits there, or works for long, holds up the server.
 *
 * <p><b>Errors.</b> A future fails with {@link IllegalArgumentException} if the protocol has no such
 * command, with {@link java.util.concurrent.RejectedExecutionException} if the server has stopped,
 * and with whatever a bug threw on the way, a listener's own among them.
 */
public final class HerdServer implements AutoCloseable {

    private static final Duration LOOK_UPS_MAY_TAKE = Duration.ofMillis(100);
    private static final Duration ANSWERS_MAY_TAKE = Duration.ofMillis(120);
    private static final long STOP_NANOS = Duration.ofMillis(300).toNanos();
    private static final long LOG_MAY_TAKE_NANOS = Duration.ofMillis(80).toNanos();

    private final ServerLoop server;
    private final String name;
    private final PlacesService places;
    private final HelperThreads helpers;
    private final ServerTroubles troubles;
    private final Listener clients;
    private final ServerSocketChannel peers;
    private final InetSocketAddress peerAddress;
    private final OpenFutures open;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    HerdServer(
            ServerLoop server,
            String name,
            PlacesService places,
            HelperThreads helpers,
            ServerTroubles troubles,
            OpenFutures open,
            Listener clients,
            ServerSocketChannel peers)
            throws IOException {
        this.server = server;
        this.name = name;
        this.places = places;
        this.helpers = helpers;
        this.troubles = troubles;
        this.open = open;
        this.clients = clients;
        this.peers = peers;
        peerAddress = (InetSocketAddress) peers.getLocalAddress();
    }

    /**
     * Starts a server, with the places that its configuration names. When this returns, it answers.
     *
     * @throws ConfigException if the configuration has no such server, or cannot be used here
     * @throws IOException if a port is taken, or the log cannot be written
     */
    public static HerdServer start(HerdConfig config, String name)
            throws ConfigException, IOException {
        return ServerStart.start(config, name, PlacesServices.of(config.places()));
    }

    /**
     * The same, with places of the caller's own.
     *
     * @param places closed together with the server
     */
    public static HerdServer start(HerdConfig config, String name, PlacesService places)
            throws ConfigException, IOException {
        return ServerStart.start(config, name, places);
    }

    /** The server's name. */
    public String name() {
        return name;
    }

    /** Where it listens for clients. */
    public InetSocketAddress clientAddress() {
        return clients.address();
    }

    /** Where it listens for neighbours. */
    public InetSocketAddress peerAddress() {
        return peerAddress;
    }

    /**
     * Tells where a client is, as if the client had sent it.
     *
     * @param clientId any characters but white space, as UTF-8
     * @param coordinates such as {@code +34.068930-118.445127}
     * @param time seconds since 1970, perhaps a point and more digits
     * @return the answer that the client would have had
     */
    public CompletableFuture<Report> report(String clientId, String coordinates, String time) {
        byte[] line = utf8("IAMAT " + clientId + ' ' + coordinates + ' ' + time);
        return onLoop(
                () ->
                        server.engine()
                                .report(line, server.wallNanos())
                                .map(Report::of)
                                .orElseThrow(() -> invalid(line)));
    }

    /** What is known of a client. */
    public CompletableFuture<Optional<Report>> find(String clientId) {
        return find(utf8(clientId));
    }

    /** What is known of a client whose ID may be no text. */
    public CompletableFuture<Optional<Report>> find(byte[] clientId) {
        byte[] id = clientId.clone();
        return onLoop(() -> server.engine().find(id).map(Report::new));
    }

    /**
     * Asks what is near a client, as if a client had asked.
     *
     * @param radiusKm digits, perhaps a point and more digits, in [0, 50]
     * @param bound how many places at most, in [0, 20]
     * @return the text of the answer: an AT line, a line end, and JSON; fails as if it were invalid
     *     if nothing is known of the client
     */
    public CompletableFuture<String> whatsAt(String clientId, String radiusKm, int bound) {
        byte[] line = utf8("WHATSAT " + clientId + ' ' + radiusKm + ' ' + bound);
        CompletableFuture<String> answer = open.add();
        onLoop(() -> server.engine().ask(line, text -> answer.complete(answerText(text))))
                .whenComplete(
                        (asked, failure) -> {
                            if (failure != null) {
                                answer.completeExceptionally(failure);
                            } else if (!asked) {
                                answer.completeExceptionally(invalid(line));
                            }
                        });
        return answer;
    }

    /**
     * Tells a listener of every record that this server stores, whoever it comes from.
     *
     * @param listener called on the loop thread, so it must not block; one that throws is told
     *     nothing more
     * @return ends the telling when closed
     */
    public AutoCloseable listen(Consumer<Report> listener) {
        Consumer<Report> entry = listener::accept;
        server.listeners().add(entry);
        return () -> server.listeners().remove(entry);
    }

    /** What has been counted and how things stand, now. */
    public CompletableFuture<ServerSnapshot> snapshot() {
        return onLoop(server::snapshot);
    }

    /** Completes when the server has stopped: with an exception if it had to. */
    public CompletionStage<Void> whenStopped() {
        return troubles.stopped().minimalCompletionStage();
    }

    /**
     * Stops the server, within 0.3 s: takes no new clients, answers what has been asked, closes the
     * links, writes the log. May be called more than once. On the loop thread, where it must not
     * wait, it only sets this off: {@link #whenStopped} tells the end.
     */
    @Override
    public void close() {
        once(this::stopInOrder);
    }

    /**
     * Stops the server at once, as if its process had been killed: its sockets are closed, nothing
     * that waits is sent, no question is answered, nobody is told. For an embedding program that has
     * no time left, and for tests of what the others do then. Otherwise like {@link #close}.
     */
    public void abort() {
        once(this::stopInTheMiddle);
    }

    /** Has the server stopped this way, unless it is being stopped already; waits, but on its loop. */
    private void once(Runnable stop) {
        boolean first = closed.compareAndSet(false, true);
        if (server.loop().isCurrent()) {
            if (first) {
                new Thread(() -> finish(stop), "herd-" + name + "-closer").start();
            }
        } else if (first) {
            finish(stop);
        } else {
            closing.join();
        }
    }

    /** Whatever goes wrong at the end, nobody waits for it for ever. */
    private void finish(Runnable stop) {
        try {
            stop.run();
        } finally {
            closing.complete(null);
        }
    }

    private void stopInOrder() {
        long beganNanos = System.nanoTime();
        stopServing();
        closePlaces(); // early, for its threads may take a moment to end
        server.loop().stop(ANSWERS_MAY_TAKE);
        closePeers();
        server.noteStop();
        cleanUp(whatIsLeftSince(beganNanos));
    }

    private void stopInTheMiddle() {
        try {
            server.loop()
                    .execute(
                            () -> {
                                throw new ServerTroubles.Aborted();
                            });
        } catch (RejectedExecutionException stopped) {
            // There is nothing left to close.
        }
        server.loop().stop(Duration.ZERO);
        closePeers();
        closePlaces();
        cleanUp(Duration.ZERO);
    }

    /** An embedding program's places may fail at this, too, and the server stops all the same. */
    private void closePlaces() {
        try {
            places.close();
        } catch (RuntimeException failed) {
            System.getLogger("herd.node")
                    .log(Level.WARNING, name + ": the places service failed to close", failed);
        }
    }

    private void cleanUp(Duration logMayTake) {
        server.journal().close(logMayTake);
        helpers.close();
        open.failAll();
        troubles.stopped().complete(null);
    }

    /** For the log: the time that the rest of the stop has not used, but at least some. */
    private static Duration whatIsLeftSince(long beganNanos) {
        long leftNanos = STOP_NANOS - (System.nanoTime() - beganNanos);
        return Duration.ofNanos(Math.max(LOG_MAY_TAKE_NANOS, leftNanos));
    }

    /** Waits a little for the places that have been asked for, and no longer. */
    private void stopServing() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        try {
            server.loop()
                    .execute(
                            () -> {
                                clients.close();
                                new Stopping(server, LOOK_UPS_MAY_TAKE, answered).run();
                            });
            answered.get(2 * LOOK_UPS_MAY_TAKE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException | ExecutionException gone) {
            server.loop().stop(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The loop has closed them with itself, unless it was stopped before it had them. */
    private void closePeers() {
        try {
            peers.close();
        } catch (IOException e) {
            server.note("warning: cannot stop listening for neighbours: " + Reason.of(e));
        }
    }

    private <T> CompletableFuture<T> onLoop(Supplier<T> work) {
        CompletableFuture<T> result = open.add();
        try {
            server.loop()
                    .execute(
                            () -> {
                                try {
                                    result.complete(work.get());
                                } catch (IllegalArgumentException e) {
                                    result.completeExceptionally(e);
                                } catch (RuntimeException | Error bug) {
                                    result.completeExceptionally(bug);
                                    throw bug;
                                }
                            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text without the two line ends that end it on the wire. */
    private static String answerText(byte[] text) {
        return new String(text, 0, text.length - 2, StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException invalid(byte[] line) {
        return new IllegalArgumentException(
                "invalid command: " + new String(line, StandardCharsets.UTF_8));
    }
}
