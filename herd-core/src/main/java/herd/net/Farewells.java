package herd.net;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The connections that have ended and whose handlers have not been told. They are told between
 * steps of the turn, so that none hears of it from within its own call.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Farewells {

    private final Queue<Farewell> due = new ArrayDeque<>();

    void add(TcpConnection connection, CloseReason reason, Optional<IOException> cause) {
        due.add(new Farewell(connection, reason, cause));
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    /** Tells all, also those that end meanwhile. Returns whether there were any. */
    boolean say() {
        boolean any = !due.isEmpty();
        for (Farewell next = due.poll(); next != null; next = due.poll()) {
            next.connection().tellClosed(next.reason(), next.cause());
        }
        return any;
    }

    private record Farewell(
            TcpConnection connection, CloseReason reason, Optional<IOException> cause) {}
}
