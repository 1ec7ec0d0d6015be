package herd.testkit.sim;

import herd.line.Talker;
import herd.testkit.client.RawClient;
import java.io.IOException;
import java.time.Duration;

/**
 * A client of a simulated herd. While it waits, virtual time passes.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedClient extends RawClient implements Talker {

    /** As a socket's buffer: who never reads is sent no more, and holds the server up. */
    private static final int MOST_UNREAD_BYTES = 64 * 1024;

    private final Simulation simulation;
    private final SimulatedPipe pipe;
    private final ByteQueue arrived = new ByteQueue();
    private boolean inputEnded;
    private boolean closed;
    private String whyClosed = "";

    private SimulatedClient(Simulation simulation, SimulatedPipe pipe) {
        this.simulation = simulation;
        this.pipe = pipe;
    }

    /** A client that has just connected to a server, whose end of the connection is given. */
    static SimulatedClient connectedTo(SimulatedPipe server, Simulation simulation, Latency wire) {
        SimulatedPipe pipe = Outsider.connect(simulation, server, wire, Stamina.Limits.ENDLESS);
        SimulatedClient client = new SimulatedClient(simulation, pipe);
        pipe.talker(client);
        return client;
    }

    /** Whether the connection is closed. */
    public boolean isClosed() {
        return closed;
    }

    /** What broke the connection; empty if nothing did. */
    public String whyClosed() {
        return whyClosed;
    }

    @Override
    public RawClient halfClose() {
        pipe.halfClose();
        pipe.flush();
        return this;
    }

    @Override
    public void reset() {
        pipe.reset();
    }

    @Override
    public void close() {
        pipe.close();
    }

    @Override
    protected int write(byte[] bytes, Duration still) throws IOException {
        requireUnbroken();
        pipe.offer(bytes, 0, bytes.length);
        pipe.flush();
        long waiting = pipe.waiting();
        long deadline = nowNanos() + still.toNanos();
        while (waiting > 0 && simulation.nextBefore(deadline)) {
            requireUnbroken();
            if (pipe.waiting() < waiting) {
                waiting = pipe.waiting();
                deadline = nowNanos() + still.toNanos();
            }
        }
        return bytes.length - pipe.takeBack();
    }

    @Override
    protected int read(byte[] into, long deadlineNanos) throws IOException {
        while (arrived.isEmpty()) {
            if (inputEnded) {
                return -1;
            }
            requireUnbroken();
            if (deadlineNanos <= nowNanos() || !simulation.nextBefore(deadlineNanos)) {
                return 0;
            }
        }
        int count = Math.min(into.length, arrived.size());
        System.arraycopy(arrived.take(count), 0, into, 0, count);
        if (arrived.size() < MOST_UNREAD_BYTES) {
            pipe.resume();
        }
        return count;
    }

    @Override
    protected long nowNanos() {
        return simulation.nowNanos();
    }

    @Override
    protected void pass(Duration time) {
        simulation.runUntil(simulation.nowNanos() + time.toNanos());
    }

    @Override
    public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        arrived.add(bytes, offset, length);
        if (arrived.size() >= MOST_UNREAD_BYTES) {
            pipe.pause();
        }
    }

    @Override
    public void inputEnded(long nowNanos, long wallNanos) {
        inputEnded = true;
        pipe.finish();
    }

    @Override
    public void drained(long nowNanos) {
        // Nothing waits for it.
    }

    @Override
    public void woken(long nowNanos, long wallNanos) {
        throw new IllegalStateException("no alarm was set");
    }

    @Override
    public void closed(String why, long nowNanos) {
        closed = true;
        whyClosed = why;
        inputEnded = inputEnded || why.isEmpty();
    }

    private void requireUnbroken() throws IOException {
        if (closed && !whyClosed.isEmpty()) {
            throw new IOException(whyClosed);
        }
    }
}
