package herd.testkit.places;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A places service on this machine that stands in for Google, in the classic form and in the new
 * one, and misbehaves as it is told. It answers with 20 places until it is told otherwise, and
 * remembers what it was asked.
 *
 * <p><b>Threading.</b> Any thread. Every connection has a thread of its own, a daemon.
 */
public final class FakePlaces implements AutoCloseable {

    private final InetSocketAddress address;

    /** Bound and never listening: keeps the port from others while the service is down. */
    private final Socket reservation;

    private final Queue<FakeAnswer> script = new ArrayDeque<>();
    private final List<FakeRequest> requests = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private FakeAnswer otherwise = FakeAnswer.places(20);
    private Optional<String> key = Optional.empty();
    private ServerSocket listener;
    private Thread acceptor;
    private CountDownLatch stopped = new CountDownLatch(1);

    private FakePlaces() throws IOException {
        reservation = new Socket();
        reservation.setReuseAddress(true);
        reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = new InetSocketAddress(reservation.getLocalAddress(), reservation.getLocalPort());
        listener = listen();
    }

    /** Starts a service on a port that the system picks. */
    public static FakePlaces start() {
        try {
            return new FakePlaces();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, as {@code places.url} takes it. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /** Answers every request like this from now on, once the script is played. */
    public synchronized FakePlaces answers(FakeAnswer answer) {
        otherwise = answer;
        return this;
    }

    /** Answers the next requests like this, one after the other. */
    public synchronized FakePlaces answersNext(FakeAnswer... answers) {
        script.addAll(List.of(answers));
        return this;
    }

    /** Denies requests with any other key from now on. */
    public synchronized FakePlaces requiresKey(String required) {
        key = Optional.of(required);
        return this;
    }

    /** What it was asked so far, in order, since it was first started. */
    public synchronized List<FakeRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Waits until it was asked so many times, all told.
     *
     * @return what it was asked by then
     * @throws AssertionError if that takes longer than 10 seconds
     */
    public synchronized List<FakeRequest> awaitRequests(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (requests.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("asked " + requests.size() + " times, not " + count);
            }
            wait(left);
        }
        return requests();
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
        connections.forEach(FakePlaces::closeQuietly);
    }

    /** Comes up again after {@link #stop}, on the same port. */
    public synchronized void restart() {
        try {
            stopped = new CountDownLatch(1);
            listener = listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        closeQuietly(reservation);
    }

    private synchronized ServerSocket listen() throws IOException {
        ServerSocket made = new ServerSocket();
        made.setReuseAddress(true);
        made.bind(address);
        CountDownLatch end = stopped;
        acceptor = startThread("fake-places", () -> accept(made, end));
        return made;
    }

    private void accept(ServerSocket from, CountDownLatch end) {
        try {
            while (true) {
                Socket connection = from.accept();
                connections.add(connection);
                startThread("fake-places-connection", () -> serve(connection, end));
            }
        } catch (IOException e) {
            // Stopped.
        }
    }

    private void serve(Socket connection, CountDownLatch end) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            boolean more = end.getCount() > 0;
            while (more) {
                Optional<FakeRequest> request = FakeRequest.read(in);
                more =
                        request.isPresent()
                                && new FakePlayer(connection, in, out, request.get(), end)
                                        .play(next(request.get()));
            }
        } catch (IOException e) {
            // The other side hung up, or this one was stopped.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private synchronized FakeAnswer next(FakeRequest request) {
        requests.add(request);
        notifyAll();
        if (!request.isNew() && !request.isClassic()) {
            return FakeAnswer.httpStatus(404);
        }
        if (key.isPresent() && !request.key().equals(key.get())) {
            return new FakeAnswer.Refusal("REQUEST_DENIED");
        }
        return script.isEmpty() ? otherwise : script.remove();
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
