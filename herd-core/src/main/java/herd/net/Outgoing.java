package herd.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The end of a turn: the connections that have something to be written, and the writing of it. The
 * urgent ones first, one write each.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Outgoing {

    private final Arena arena;
    private final WriteBuffer buffer = new WriteBuffer();

    // Lists that are kept, and walked by index, so that a turn allocates nothing.
    private final List<TcpConnection> urgent = new ArrayList<>();
    private final List<TcpConnection> ordinary = new ArrayList<>();
    private final List<TcpConnection> drained = new ArrayList<>();

    /** Empty outboxes: as many as were ever needed at once, so one for each connection at most. */
    private final Deque<Outbox> outboxes = new ArrayDeque<>();

    /** Null until there is one. */
    private Runnable hook;

    /** Handlers were told that all is gone since the hook ran: they may have work for it. */
    private boolean owesHook;

    Outgoing(int arenaBytes) {
        arena = new Arena(arenaBytes);
    }

    Arena arena() {
        return arena;
    }

    WriteBuffer buffer() {
        return buffer;
    }

    /** Lends an empty outbox, for as long as something waits in it. */
    Outbox takeOutbox() {
        Outbox spare = outboxes.pollLast();
        return spare == null ? new Outbox() : spare;
    }

    /** Takes an outbox back, which must be empty. */
    void giveBack(Outbox outbox) {
        outboxes.addLast(outbox);
    }

    void hook(Runnable beforeFlush) {
        hook = beforeFlush;
    }

    /** Lists a connection, which must not be listed yet, for the next flush. */
    void add(TcpConnection connection) {
        (connection.settings().urgent() ? urgent : ordinary).add(connection);
    }

    boolean isEmpty() {
        return urgent.isEmpty() && ordinary.isEmpty() && !owesHook;
    }

    /** Flushes in the middle of a turn, if the arena would not do until its end. */
    void flushIfNearlyFull() {
        if (arena.isNearlyFull()) {
            flush();
        }
    }

    /** Runs the hook, writes everything, and tells those that have nothing left. */
    void flush() {
        runHook();
        write(urgent);
        write(ordinary);
        // From here on the arena is empty, so that those that are told may offer at once.
        arena.reset();
        owesHook = !drained.isEmpty();
        for (int i = 0; i < drained.size(); i++) {
            drained.get(i).tellDrained();
        }
        drained.clear();
    }

    private void runHook() {
        if (hook == null) {
            return;
        }
        try {
            hook.run();
        } catch (RuntimeException bug) {
            // It belongs to no connection, and would throw again in each turn.
            throw new Callbacks.Fatal(bug);
        }
    }

    /** No handler is called from here, so the list does not change meanwhile. */
    private void write(List<TcpConnection> connections) {
        for (int i = 0; i < connections.size(); i++) {
            TcpConnection connection = connections.get(i);
            if (connection.flush()) {
                drained.add(connection);
            }
        }
        connections.clear();
    }
}
