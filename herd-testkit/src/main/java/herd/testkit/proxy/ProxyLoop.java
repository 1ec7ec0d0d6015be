package herd.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread of all proxies of a herd: it waits for sockets, for times, and for what it is told.
 *
 * <p><b>Threading.</b> {@link #run}, {@link #once} and {@link #close} on any other thread; all else on
 * the loop.
 *
 * <p><b>Order.</b> One turn: ready sockets, then what was handed in by then, then what is due.
 *
 * <p><b>Errors.</b> A bug ends the loop and closes everything; whoever tells it something is then told
 * of the bug.
 */
final class ProxyLoop implements AutoCloseable {

    /** The time at which nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    /** What one read takes at most. */
    static final int READ_BYTES = 16 * 1024;

    /** Streams that have something to do at a time, each once. */
    private final Set<Stream> sleepers = new LinkedHashSet<>();

    /** What is handed in and not done yet. Those who hand in wait, so it is no longer than they are many. */
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    private final Selector selector;
    private final Thread thread;
    private final long seed;
    private final Taps taps;
    private long connections;
    private volatile boolean closing;

    ProxyLoop(String name, long seed, Taps taps) {
        this.seed = seed;
        this.taps = taps;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::loop, name);
        thread.setDaemon(true);
        thread.start();
    }

    long seed() {
        return seed;
    }

    Taps taps() {
        return taps;
    }

    Selector selector() {
        return selector;
    }

    /** For reading into, and writing from, within one callback. */
    ByteBuffer buffer() {
        return buffer;
    }

    long nextConnection() {
        return ++connections;
    }

    /** Has something done on the loop, and returns when it is in effect, closed sockets included. */
    void run(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.add(
                () -> {
                    task.run();
                    forgetClosed();
                    done.complete(null);
                });
        selector.wakeup();
        try {
            CompletableFuture.anyOf(done, ended).join();
        } catch (CompletionException bug) {
            throw new IllegalStateException("the proxies have failed", bug.getCause());
        }
    }

    /** Whether no stream waits for a time; what a black hole holds does not. */
    boolean isQuiet() {
        return sleepers.isEmpty();
    }

    /** Something that is done the first time only, and not at all once the loop is closed. */
    Runnable once(Runnable task) {
        boolean[] isDone = {false};
        return () ->
                run(
                        () -> {
                            if (!isDone[0]) {
                                isDone[0] = true;
                                task.run();
                            }
                        });
    }

    /** A stream has something to do then; or no more, if it is {@link #NEVER}. */
    void wake(Stream stream, long atNanos) {
        if (atNanos == NEVER) {
            sleepers.remove(stream);
        } else {
            sleepers.add(stream);
        }
    }

    /** Closes every socket, without a word to anybody, and returns when the thread has ended. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try (selector) {
            while (!closing) {
                turn();
            }
            closeAll();
            ended.complete(null);
        } catch (IOException | RuntimeException | Error bug) {
            closeAll();
            ended.completeExceptionally(bug);
        }
    }

    private void turn() throws IOException {
        await();
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            if (key.isValid()) {
                ((Ready) key.attachment()).ready();
            }
        }
        for (int count = tasks.size(); count > 0; count--) {
            tasks.remove().run();
        }
        long now = System.nanoTime();
        for (Stream stream : List.copyOf(sleepers)) {
            if (stream.dueNanos() <= now) {
                stream.pump();
            }
        }
    }

    /** A selector waits by milliseconds; what is due sooner than that is waited for apart. */
    private void await() throws IOException {
        long next = NEVER;
        for (Stream stream : sleepers) {
            next = Math.min(next, stream.dueNanos());
        }
        if (next == NEVER) {
            selector.select();
            return;
        }
        long left = next - System.nanoTime();
        long millis = left / 1_000_000;
        if (millis > 0) {
            selector.select(millis);
            return;
        }
        if (left > 0 && tasks.isEmpty()) {
            LockSupport.parkNanos(left);
        }
        selector.selectNow();
    }

    /** A channel that is registered is closed in the selector's next round only. */
    void forgetClosed() {
        try {
            selector.selectNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            Sockets.closeQuietly(key.channel());
        }
    }

    /** What a key of the selector belongs to. */
    interface Ready {

        /** Its socket can do something that it was watched for. */
        void ready();
    }
}
