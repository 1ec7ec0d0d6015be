package herd.testkit.places;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A places service on this machine that stands in for Google, in the classic form and in the new
 * one, over HTTP or HTTPS, and misbehaves as it is told. It answers with 20 places until it is told
 * otherwise, and remembers what it was asked.
 *
 * <p><b>Threading.</b> Any thread. Every connection has a thread of its own, a daemon.
 *
 * <p><b>Errors.</b> A function of {@link #answers(Function)} that throws, or returns null, is answered
 * with a failure of HTTP, and {@link #close} throws an {@link IllegalStateException} for it.
 */
public final class FakePlaces implements AutoCloseable {

    private static final int MAX_FAILED_HANDSHAKES = 100;

    /** Connections that wait to be accepted: enough for a test that opens many at once. */
    private static final int BACKLOG = 1024;

    private final InetSocketAddress address;

    /** Bound and never listening: keeps the port from others while the service is down. */
    private final Socket reservation;

    /** Puts TLS around a connection; nothing where it is plain. */
    private final Optional<SSLSocketFactory> tls;

    private final FakeScript script = new FakeScript();
    private final Queue<String> failedHandshakes = new ArrayDeque<>();
    private final Map<Long, Socket> connections = new HashMap<>();
    private long lastConnection;
    private ServerSocket listener;
    private Thread acceptor;
    private CountDownLatch stopped = new CountDownLatch(1);
    private boolean closed;

    private FakePlaces(Optional<SSLSocketFactory> tls) throws IOException {
        this.tls = tls;
        reservation = new Socket();
        reservation.setReuseAddress(true);
        reservation.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        address = new InetSocketAddress(reservation.getLocalAddress(), reservation.getLocalPort());
        listener = listen();
    }

    /** Starts a service on a port that the system picks. */
    public static FakePlaces start() {
        return start(Optional.empty());
    }

    /** Starts a service that is spoken to over TLS, and shows that certificate. */
    public static FakePlaces startTls(TestCertificate certificate) {
        return start(Optional.of(certificate.serverContext().getSocketFactory()));
    }

    private static FakePlaces start(Optional<SSLSocketFactory> tls) {
        try {
            return new FakePlaces(tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, as {@code places.url} takes it. */
    public URI base() {
        String scheme = tls.isPresent() ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + address.getPort());
    }

    /** Answers every request like this from now on, once the script is played. */
    public FakePlaces answers(FakeAnswer answer) {
        Objects.requireNonNull(answer, "answer");
        return answers(request -> answer);
    }

    /**
     * Answers each request as the function says from now on, once the script is played. It is called
     * by many threads at once, one for each connection.
     */
    public FakePlaces answers(Function<FakeRequest, FakeAnswer> answer) {
        script.otherwise(Objects.requireNonNull(answer, "answer"));
        return this;
    }

    /** Answers the next requests like this, one after the other. */
    public FakePlaces answersNext(FakeAnswer... answers) {
        script.next(List.of(answers));
        return this;
    }

    /** Denies requests with any other key from now on. */
    public FakePlaces requiresKey(String required) {
        script.requiresKey(required);
        return this;
    }

    /** What it was asked so far, in order, since it was first started; the newest 10,000 of it. */
    public List<FakeRequest> requests() {
        return script.requests();
    }

    /** How many times it was asked since it was first started. */
    public int requestCount() {
        return script.requestCount();
    }

    /** How many connections were made to it since it was first started, failed handshakes included. */
    public synchronized long connectionCount() {
        return lastConnection;
    }

    /** Why handshakes of TLS failed, as this side saw it; the newest 100. */
    public synchronized List<String> failedHandshakes() {
        return List.copyOf(failedHandshakes);
    }

    /**
     * Waits until it was asked so many times, all told.
     *
     * @return what it was asked by then
     * @throws AssertionError if that takes longer than 10 seconds
     */
    public List<FakeRequest> awaitRequests(int count) throws InterruptedException {
        return script.awaitRequests(count);
    }

    /** Goes down: closes its connections and refuses new ones. The port stays reserved. */
    public void stop() {
        Thread accepting;
        synchronized (this) {
            stopped.countDown();
            closeQuietly(listener);
            accepting = acceptor;
        }
        // As long as a thread is within accept, the system goes on taking connections.
        joinQuietly(accepting);
        List<Socket> open;
        synchronized (this) {
            open = List.copyOf(connections.values());
        }
        open.forEach(FakePlaces::closeQuietly);
    }

    /** Comes up again after {@link #stop}, on the same port. */
    public synchronized void restart() {
        if (closed || stopped.getCount() > 0) {
            throw new IllegalStateException(
                    "the places service " + (closed ? "is closed" : "runs: stop it first"));
        }
        try {
            stopped = new CountDownLatch(1);
            listener = listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops, and gives its port back. */
    @Override
    public void close() {
        stop();
        closeQuietly(reservation);
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        script.requireUnbroken();
    }

    private synchronized ServerSocket listen() throws IOException {
        ServerSocket made = new ServerSocket();
        made.setReuseAddress(true);
        made.bind(address, BACKLOG);
        CountDownLatch end = stopped;
        acceptor = startThread("fake-places", () -> accept(made, end));
        return made;
    }

    private void accept(ServerSocket from, CountDownLatch end) {
        try {
            while (true) {
                Socket connection = from.accept();
                long number = opened(connection);
                startThread("fake-places-" + number, () -> serve(number, connection, end));
            }
        } catch (IOException e) {
            // Stopped.
        }
    }

    private synchronized long opened(Socket connection) {
        lastConnection++;
        connections.put(lastConnection, connection);
        return lastConnection;
    }

    private void serve(long number, Socket connection, CountDownLatch end) {
        try (connection;
                Socket open = speaking(connection)) {
            converse(number, connection, open, end);
        } catch (SSLException e) {
            // In TLS 1.3 this side is through before the other has looked at the certificate: what
            // the other thinks of it may come as late as with the first read.
            failed(e);
        } catch (IOException e) {
            // The other side hung up, or this one was stopped.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                connections.remove(number);
            }
        }
    }

    /** What to speak over: the connection itself, or TLS over it. */
    private Socket speaking(Socket connection) throws IOException {
        connection.setTcpNoDelay(true);
        if (tls.isEmpty()) {
            return connection;
        }
        SSLSocket secure =
                (SSLSocket) tls.get().createSocket(connection, null, connection.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    private synchronized void failed(IOException handshake) {
        if (failedHandshakes.size() == MAX_FAILED_HANDSHAKES) {
            failedHandshakes.remove();
        }
        failedHandshakes.add(String.valueOf(handshake.getMessage()));
    }

    private void converse(long number, Socket below, Socket open, CountDownLatch end)
            throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(open.getInputStream());
        boolean more = end.getCount() > 0;
        while (more) {
            Optional<FakeRequest> request = FakeRequest.read(number, in);
            if (request.isEmpty()) {
                return;
            }
            FakePlayer player =
                    new FakePlayer(below, in, open.getOutputStream(), request.get(), end);
            more = player.play(script.answer(request.get()));
        }
    }

    private static Thread startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
