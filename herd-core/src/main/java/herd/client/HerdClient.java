package herd.client;

import herd.net.Connection;
import herd.net.ConnectionSettings;
import herd.net.EventLoop;
import herd.net.LoopSettings;
import herd.protocol.Report;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * One connection to a server of the herd. Commands may be given without waiting for the answers to
 * those before; the server answers in order.
 *
 * <pre>{@code
 * try (HerdClient client = HerdClient.connect(new InetSocketAddress("127.0.0.1", 8000)).join()) {
 *     Report report = client.iamat("kiwi", "+34.068930-118.445127", "1520023934.918").join();
 *     System.out.println(client.whatsat("kiwi", "10", 5).join().json());
 * }
 * }</pre>
 *
 * <p><b>Threading.</b> Any thread. Futures are completed on the client's loop thread: whoever works
 * for long there holds up the answers that follow.
 *
 * <p><b>Errors.</b> A future fails with {@link InvalidCommandException} if the server takes the
 * command for invalid, with {@link IllegalArgumentException} if the text cannot be one line, with
 * {@link IOException} if the connection breaks before the answer, and with {@link
 * RejectedExecutionException} if the client is closed or {@value #MAX_OPEN} commands wait already.
 */
public final class HerdClient implements AutoCloseable {

    /** How many commands may wait for their answers. */
    public static final int MAX_OPEN = 65_536;

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final EventLoop loop;
    private final boolean ownsLoop;
    private final Connection connection;
    private final Conversation conversation;

    private HerdClient(
            EventLoop loop, boolean ownsLoop, Connection connection, Conversation conversation) {
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.connection = connection;
        this.conversation = conversation;
    }

    /** Connects to a server, with a loop thread of the client's own. */
    public static CompletableFuture<HerdClient> connect(InetSocketAddress server) {
        try {
            EventLoop loop =
                    EventLoop.open(
                            LoopSettings.defaults().withThreadName("herd-client").asDaemon());
            loop.start();
            CompletableFuture<HerdClient> client = connect(loop, true, server);
            client.whenComplete(
                    (it, failure) -> {
                        if (failure != null) {
                            loop.close();
                        }
                    });
            return client;
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Connects to a server on a loop that runs already and goes on when the client is closed. */
    public static CompletableFuture<HerdClient> connect(EventLoop loop, InetSocketAddress server) {
        return connect(loop, false, server);
    }

    /**
     * Tells where a client is.
     *
     * @param clientId any characters but white space
     * @param coordinates such as {@code +34.068930-118.445127}
     * @param time seconds since 1970, perhaps a point and more digits
     */
    public CompletableFuture<Report> iamat(String clientId, String coordinates, String time) {
        Command.Iamat command = new Command.Iamat();
        send("IAMAT " + clientId + ' ' + coordinates + ' ' + time, command);
        return command.answer();
    }

    /**
     * Asks what is near a client.
     *
     * @param radiusKm digits, perhaps a point and more digits, in [0, 50]
     * @param bound how many places at most, in [0, 20]
     */
    public CompletableFuture<Nearby> whatsat(String clientId, String radiusKm, int bound) {
        Command.Whatsat command = new Command.Whatsat();
        send("WHATSAT " + clientId + ' ' + radiusKm + ' ' + bound, command);
        return command.answer();
    }

    /** Closes the connection at once; commands without an answer fail. */
    @Override
    public void close() {
        try {
            loop.execute(connection::close);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and the connection with it.
        }
        if (ownsLoop) {
            loop.close();
        }
    }

    private static CompletableFuture<HerdClient> connect(
            EventLoop loop, boolean ownsLoop, InetSocketAddress server) {
        CompletableFuture<HerdClient> client = new CompletableFuture<>();
        if (server.isUnresolved()) {
            client.completeExceptionally(new IOException("unknown host " + server.getHostString()));
            return client;
        }
        try {
            loop.execute(() -> dial(loop, ownsLoop, server, client));
        } catch (RejectedExecutionException e) {
            client.completeExceptionally(e);
        }
        return client;
    }

    private static void dial(
            EventLoop loop,
            boolean ownsLoop,
            InetSocketAddress server,
            CompletableFuture<HerdClient> client) {
        loop.connect(
                server,
                ConnectionSettings.defaults(),
                CONNECT_WITHIN,
                connection -> {
                    Conversation talk = new Conversation(connection);
                    talk.whenConnected(
                            () -> client.complete(new HerdClient(loop, ownsLoop, connection, talk)),
                            client::completeExceptionally);
                    return talk;
                });
    }

    private void send(String line, Command<?> command) {
        Optional<String> wrong = Command.whyNoLine(line);
        if (wrong.isPresent()) {
            command.fail(new IllegalArgumentException(wrong.get()));
            return;
        }
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        try {
            loop.execute(() -> conversation.say(bytes, command));
        } catch (RejectedExecutionException e) {
            command.fail(e);
        }
    }
}
