package herd;

import herd.Starter.Running;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** A server that listens to nobody, and closes when it may. */
final class FakeServer implements Running {

    private final InetSocketAddress address;

    /** Completed by {@link #close}, or by a test that has it die. */
    final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** What {@link #close} waits for. */
    CountDownLatch mayClose = new CountDownLatch(0);

    /** Written by the thread that closes it, read by the test. */
    volatile boolean closed;

    FakeServer(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public InetSocketAddress clientAddress() {
        return address;
    }

    @Override
    public CompletionStage<Void> whenStopped() {
        return stopped;
    }

    @Override
    public void close() {
        try {
            mayClose.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        closed = true;
        stopped.complete(null);
    }
}
