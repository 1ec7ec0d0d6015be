package herd.testkit.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Connections that the system has taken for a server, and the server has not accepted: as a rule
 * there are none, for it accepts at once.
 *
 * <p><b>Threading.</b> The thread that drives the simulation.
 */
final class SimulatedBacklog {

    /** As many connections as a server asks the system to keep until it accepts them. */
    private static final int MAX_WAITING = 4096;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean held;

    boolean isFull() {
        return waiting.size() >= MAX_WAITING;
    }

    boolean isHeld() {
        return held;
    }

    /** Keeps the server from accepting anything until {@link #acceptAll}. */
    void hold() {
        held = true;
    }

    /** A connection has come. */
    void arrived(Runnable accept) {
        if (held) {
            waiting.add(accept);
        } else {
            accept.run();
        }
    }

    void acceptAll() {
        held = false;
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    /** The server is gone, and what has waited for it with it. */
    void clear() {
        waiting.clear();
    }
}
