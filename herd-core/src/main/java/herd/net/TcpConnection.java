package herd.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection over a socket: its phases, its bounds, and who is told of what.
 *
 * <pre>
 *   DIALLING ──► OPEN ──finish, all written──► LINGERING
 *      │          │                                │
 *      └──────────┴──────────► CLOSED ◄────────────┘
 * </pre>
 *
 * <p>While it waits for its peer it owns no buffers: it is read into the loop's, and has memory of its
 * own only while the kernel has taken a part of what was offered.
 *
 * <p><b>Threading.</b> As the interface says; what it adds is loop only.
 */
final class TcpConnection implements Connection {

    private enum Phase {
        DIALLING,
        OPEN,
        LINGERING,
        CLOSED
    }

    private final Entrance entrance;
    private final InetSocketAddress remote;
    private final long number;
    private final Wire wire = new Wire();
    private final Sending sending;
    private final Holdings holdings;

    /** Null until it is made, which may fail. */
    private ConnectionHandler handler;

    private Phase phase = Phase.DIALLING;
    private boolean paused;
    private boolean inputEnded;
    private boolean finishing;

    /** Listed for the next flush. */
    private boolean listed;

    private long bytesReceived;

    TcpConnection(Entrance entrance, InetSocketAddress remote, long number) {
        this.entrance = entrance;
        this.remote = remote;
        this.number = number;
        this.sending = new Sending(entrance);
        this.holdings = new Holdings(entrance, this);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public ConnectionSettings settings() {
        return entrance.settings();
    }

    @Override
    public long bytesReceived() {
        return bytesReceived;
    }

    @Override
    public long bytesSent() {
        return sending.bytesSent();
    }

    @Override
    public int waiting() {
        return sending.waiting();
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        loop().thread().requireCurrent();
        if (phase == Phase.CLOSED || finishing || length == 0) {
            return;
        }
        if (!sending.offer(bytes, offset, length)) {
            end(CloseReason.OVER_BUDGET);
        } else if (!sending.isBlocked()) {
            list();
        } else {
            watch();
        }
    }

    @Override
    public void pause() {
        loop().thread().requireCurrent();
        paused = true;
        watch();
    }

    @Override
    public void resume() {
        loop().thread().requireCurrent();
        paused = false;
        watch();
    }

    @Override
    public void finish() {
        loop().thread().requireCurrent();
        if (phase == Phase.CLOSED || finishing) {
            return;
        }
        finishing = true;
        watch();
        if (!sending.isBlocked()) {
            list();
        }
    }

    @Override
    public void close() {
        loop().thread().requireCurrent();
        end(CloseReason.CLOSED);
    }

    @Override
    public void reset() {
        loop().thread().requireCurrent();
        if (phase != Phase.CLOSED) {
            wire.closeWillReset();
            end(CloseReason.RESET);
        }
    }

    @Override
    public void wakeAt(long nanos) {
        loop().thread().requireCurrent();
        if (phase != Phase.CLOSED) {
            holdings.wakeAt(nanos);
        }
    }

    @Override
    public void holds(int bytes) {
        loop().thread().requireCurrent();
        if (phase != Phase.CLOSED && !holdings.keep(bytes)) {
            end(CloseReason.OVER_BUDGET);
        }
    }

    /** The number and the peer's address. */
    @Override
    public String toString() {
        return "connection " + number + " with " + remote;
    }

    ConnectionHandler handler() {
        return handler;
    }

    void handler(ConnectionHandler made) {
        handler = made;
    }

    /** Begins with a channel that a listener has accepted. */
    void accepted(SocketChannel channel, ConnectionHandler.Maker maker) {
        phase = Phase.OPEN;
        try {
            wire.take(channel, loop().selector(), this);
        } catch (IOException failure) {
            end(CloseReason.BROKEN, Optional.of(failure));
            return;
        }
        loop().handlers().makeAndConnected(this, maker);
    }

    /** Begins by dialling. The handler hears of the outcome later, also of a failure. */
    void dial(ConnectionHandler made, Duration timeout) {
        handler = made;
        sending.block();
        holdings.setDeadline(timeout);
        try {
            wire.dial(remote, loop().selector(), this);
        } catch (IOException failure) {
            end(CloseReason.UNREACHABLE, Optional.of(failure));
        }
    }

    /** Does what the selector says can be done. */
    void ready() {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (phase == Phase.DIALLING) {
            dialled();
            return;
        }
        if (wire.isWritable()) {
            list();
        }
        if (wire.isReadable()) {
            read();
        }
    }

    /**
     * Writes once, if there is something to write, and ends the output if that was the last of it.
     *
     * @return whether the handler is to be told that all is gone
     */
    boolean flush() {
        listed = false;
        if (phase != Phase.OPEN) {
            return false;
        }
        boolean some = sending.waiting() > 0;
        if (some && !write()) {
            return false;
        }
        if (sending.unblock()) {
            holdings.dropDeadline();
            watch();
        }
        if (finishing) {
            endOutput();
        }
        return some && !finishing;
    }

    void tellDrained() {
        if (phase == Phase.OPEN && !finishing && sending.waiting() == 0) {
            loop().handlers().drained(this);
        }
    }

    void tellClosed(CloseReason reason, Optional<IOException> cause) {
        loop().handlers().closed(this, reason, cause);
    }

    /** The loop is about to end: closes as soon as what was offered has been sent. */
    void stop() {
        if (sending.waiting() > 0) {
            finish();
        } else if (phase != Phase.LINGERING) {
            end(CloseReason.LOOP_STOPPED);
        }
    }

    void deadlineMissed() {
        switch (phase) {
            case DIALLING -> end(CloseReason.DIAL_TIMED_OUT);
            case OPEN -> tryOnceMore();
            case LINGERING -> end(CloseReason.FINISHED);
            case CLOSED -> throw new IllegalStateException("has no deadline: " + this);
        }
    }

    void end(CloseReason reason) {
        end(reason, Optional.empty());
    }

    private void dialled() {
        try {
            if (!wire.dialled(remote)) {
                return;
            }
        } catch (IOException failure) {
            end(CloseReason.UNREACHABLE, Optional.of(failure));
            return;
        }
        phase = Phase.OPEN;
        sending.unblock();
        holdings.dropDeadline();
        watch();
        loop().handlers().connected(this);
        if (phase == Phase.OPEN && (sending.waiting() > 0 || finishing)) {
            list();
        }
    }

    private void read() {
        int count;
        try {
            count = wire.read(loop().input());
        } catch (IOException failure) {
            inputHasFailed(failure);
            return;
        }
        if (count < 0) {
            inputHasEnded();
        } else if (count > 0) {
            bytesReceived += count;
            loop().tally().received(count);
            if (!finishing) {
                loop().handlers().received(this, loop().input().bytes(), count);
            }
        }
    }

    private void inputHasEnded() {
        inputEnded = true;
        if (phase == Phase.LINGERING) {
            end(CloseReason.FINISHED);
            return;
        }
        if (!finishing) {
            loop().handlers().inputEnded(this);
        }
        watch();
    }

    private void inputHasFailed(IOException failure) {
        if (phase == Phase.LINGERING) {
            // Everything was sent, and to have the peer close was all that was waited for.
            end(CloseReason.FINISHED);
        } else {
            end(CloseReason.BROKEN, Optional.of(failure));
        }
    }

    /** Writes what the kernel takes. Returns whether that was all. */
    private boolean write() {
        int taken;
        try {
            taken = sending.write(wire);
        } catch (IOException failure) {
            end(CloseReason.BROKEN, Optional.of(failure));
            return false;
        }
        if (sending.waiting() == 0) {
            return true;
        }
        if (!sending.keep()) {
            end(CloseReason.OVER_BUDGET);
            return false;
        }
        if (taken > 0 || !holdings.hasDeadline()) {
            holdings.setDeadline(settings().writeStall());
        }
        watch();
        return false;
    }

    private void endOutput() {
        if (inputEnded || settings().linger().isZero()) {
            end(CloseReason.FINISHED);
            return;
        }
        try {
            wire.endOutput();
        } catch (IOException failure) {
            end(CloseReason.BROKEN, Optional.of(failure));
            return;
        }
        phase = Phase.LINGERING;
        holdings.setDeadline(settings().linger());
    }

    /**
     * The selector calls a socket writable only when a third of the kernel's buffer is free, and a slow
     * peer may take longer than the deadline for that. Any progress counts, so the kernel is asked.
     */
    private void tryOnceMore() {
        int before = sending.waiting();
        boolean drained = flush();
        if (phase == Phase.OPEN && sending.waiting() == before) {
            end(CloseReason.WRITE_STALLED);
        } else if (drained) {
            tellDrained();
        }
    }

    private void list() {
        if (!listed) {
            listed = true;
            loop().outgoing().add(this);
        }
    }

    private void watch() {
        if (phase == Phase.OPEN || phase == Phase.LINGERING) {
            boolean reading = !inputEnded && (finishing || !paused && !sending.isThrottled());
            wire.watchFor(reading, sending.isBlocked());
        }
    }

    private void end(CloseReason reason, Optional<IOException> cause) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        wire.close();
        sending.clear();
        holdings.giveBack();
        loop().tally().closed(reason);
        loop().farewells().add(this, reason, cause);
    }

    private LoopParts loop() {
        return entrance.loop();
    }
}
