package herd.testkit;

import herd.line.Talker;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A client of a simulated herd: sends what it is told, byte for byte, and keeps what comes back.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
public final class SimulatedClient implements SimulatedPipe.Owner, Talker {

    private final SimulatedPipe pipe;
    private final ByteArrayOutputStream transcript = new ByteArrayOutputStream();
    private boolean closed;
    private String whyClosed = "";

    SimulatedClient(Simulation simulation, SimulatedWire wire) {
        pipe = new SimulatedPipe(simulation, this, wire);
        pipe.talker(this);
    }

    SimulatedPipe pipe() {
        return pipe;
    }

    /** Sends text, each character below U+0100 as one byte. */
    public void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        pipe.offer(bytes, 0, bytes.length);
        pipe.flush();
    }

    /** Says that nothing more will be sent; answers still come. */
    public void endInput() {
        pipe.finish();
        pipe.flush();
    }

    /** All that has come back so far, one character a byte. */
    public String transcript() {
        return transcript.toString(StandardCharsets.ISO_8859_1);
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
    public void turn(Runnable work) {
        work.run();
        pipe.flush();
    }

    @Override
    public void received(byte[] bytes, int offset, int length, long nowNanos, long wallNanos) {
        transcript.write(bytes, offset, length);
    }

    @Override
    public void inputEnded(long nowNanos, long wallNanos) {
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
    }
}
