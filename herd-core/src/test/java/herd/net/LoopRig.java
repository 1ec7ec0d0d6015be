package herd.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A loop that runs, the clients that talk to it, and what it complained of. */
final class LoopRig implements AutoCloseable {

    static final long PATIENCE_SECONDS = 20;

    final BlockingQueue<String> bugs = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
    final AtomicLong clockAheadNanos = new AtomicLong();
    final EventLoop loop;

    private final Queue<Socket> opened = new ConcurrentLinkedQueue<>();

    LoopRig() throws IOException {
        this(settings -> settings);
    }

    LoopRig(UnaryOperator<LoopSettings> change) throws IOException {
        LoopSettings settings =
                LoopSettings.defaults()
                        .withThreadName("loop-under-test")
                        .asDaemon()
                        .withStopGrace(Duration.ZERO)
                        .withClock(() -> System.nanoTime() + clockAheadNanos.get())
                        .withTroubles(new Noted());
        loop = EventLoop.open(change.apply(settings));
        loop.start();
    }

    static UnaryOperator<LoopSettings> bounds(UnaryOperator<LoopBounds> change) {
        return settings -> settings.withBounds(change.apply(settings.bounds()));
    }

    /** Does something on the loop and returns what came of it. */
    <T> T on(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                });
        return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void run(Runnable work) throws Exception {
        on(
                () -> {
                    work.run();
                    return null;
                });
    }

    /** Waits until it holds, looking once a turn of the loop. */
    void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!on(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still not so; counters " + on(loop::counters));
            }
            Thread.onSpinWait();
        }
    }

    LoopCounters counters() throws Exception {
        return on(loop::counters);
    }

    InetSocketAddress listen(ConnectionHandler.Maker maker) throws Exception {
        return listen(ListenSettings.defaults(), maker);
    }

    InetSocketAddress listen(ListenSettings settings, ConnectionHandler.Maker maker)
            throws Exception {
        return on(() -> loop.listen(anyPort(), settings, maker)).address();
    }

    /** Listens where nobody else will when this loop has ended. */
    InetSocketAddress listenAtKeptPort(ConnectionHandler.Maker maker) throws Exception {
        InetSocketAddress kept = keptPort();
        return on(() -> loop.listen(kept, maker)).address();
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /**
     * An address at which nobody but the test listens: a socket that is bound and never listens keeps
     * the port. The number of a port that was just closed may be another process's already.
     */
    InetSocketAddress keptPort() throws IOException {
        Socket keeper = new Socket();
        opened.add(keeper);
        keeper.setReuseAddress(true);
        keeper.bind(anyPort());
        return (InetSocketAddress) keeper.getLocalSocketAddress();
    }

    /** A client that waits for a while, not for ever. */
    Socket client(InetSocketAddress address) throws IOException {
        return client(address, 0);
    }

    /** A client that has the kernel keep so many unread bytes for it, or 0 for as many as it likes. */
    Socket client(InetSocketAddress address, int receiveBytes) throws IOException {
        Socket socket = new Socket();
        opened.add(socket);
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        socket.setTcpNoDelay(true);
        socket.connect(address);
        return socket;
    }

    static Thread start(Callable<?> work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.call();
                            } catch (Exception ended) {
                                // The test sees that what it waits for does not come.
                            }
                        },
                        "test-helper");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        loop.close();
        for (Socket socket : opened) {
            socket.close();
        }
    }

    private final class Noted implements LoopTroubles {
        @Override
        public void bug(String where, RuntimeException bug) {
            bugs.add(where + ": " + bug.getMessage());
        }

        @Override
        public boolean isFatal(RuntimeException bug) {
            return bug instanceof IllegalCallerException;
        }

        @Override
        public void died(Throwable cause) {
            deaths.add(cause);
        }

        @Override
        public void acceptFailed(Listener listener, IOException cause) {}
    }
}
