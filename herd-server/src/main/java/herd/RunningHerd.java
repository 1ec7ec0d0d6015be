package herd;

import herd.Starter.Running;
import herd.node.ConfigException;
import herd.node.HerdConfig;
import herd.node.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * The servers that this process runs, as one: they start one after the other, and stop together.
 *
 * <p><b>Threading.</b> Any thread may close it, also while it starts.
 */
final class RunningHerd {

    /**
     * A server sees to it that it stops within 0.3 s. On a machine that is busy with other things
     * that may come late, and the end of its log is worth waiting for.
     */
    private static final long STOP_MILLIS = 2_000;

    private final List<String> names = new ArrayList<>();
    private final List<Running> servers = new ArrayList<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean closed;

    /** Starts one more server, unless all are to stop already. */
    void start(Starter starter, HerdConfig config, String name)
            throws ConfigException, IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        Running server = starter.start(config, name);
        server.whenStopped().whenComplete(new End(name));
        if (!add(name, server)) {
            stop(List.of(server)); // told to stop meanwhile
        }
    }

    /** Every server and where it listens, in one line. */
    synchronized String addresses() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < servers.size(); i++) {
            InetSocketAddress address = servers.get(i).clientAddress();
            line.append(i == 0 ? "" : ", ").append(names.get(i)).append(' ');
            line.append(new HostPort(address.getAddress().getHostAddress(), address.getPort()));
        }
        return line.toString();
    }

    /**
     * Waits until a server stops.
     *
     * @throws Stopped if it had to
     */
    void awaitStop() throws Stopped, InterruptedException {
        try {
            stopped.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Stopped it ? it : new Stopped("a server", e.getCause());
        }
    }

    /** Stops all servers at once, each on a thread of its own, and waits for that, but not long. */
    void close() {
        List<Running> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(servers);
        }
        stop(all);
        stopped.complete(null);
    }

    private static void stop(List<Running> servers) {
        long deadlineNanos = System.nanoTime() + STOP_MILLIS * 1_000_000;
        List<Thread> threads = new ArrayList<>();
        for (Running server : servers) {
            Thread thread = new Thread(server::close, "herd-stop");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
                thread.join(Math.max(1, leftMillis));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean add(String name, Running server) {
        if (!closed) {
            names.add(name);
            servers.add(server);
        }
        return !closed;
    }

    /** One server has stopped, and so do all. */
    private final class End implements BiConsumer<Void, Throwable> {

        private final String name;

        End(String name) {
            this.name = name;
        }

        @Override
        public void accept(Void nothing, Throwable failure) {
            if (failure == null) {
                stopped.complete(null);
            } else {
                stopped.completeExceptionally(new Stopped(name, failure));
            }
        }
    }

    /** A server stopped that was not told to. */
    static final class Stopped extends Exception {

        private static final long serialVersionUID = 1;

        Stopped(String name, Throwable failure) {
            super(name + " stopped: " + reason(failure), failure);
        }

        private static Throwable reason(Throwable failure) {
            return failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
        }
    }
}
