package herd.testkit.soak;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which life each server is in: a number that changes before the life is ended, so that whoever finds
 * a connection broken can tell whether it may be.
 *
 * <p><b>Threading.</b> Any thread: whoever ends lives writes, and the load reads.
 */
final class Lives {

    private final Map<String, Long> lives = new ConcurrentHashMap<>();

    Lives(List<String> servers) {
        servers.forEach(it -> lives.put(it, 1L));
    }

    long of(String server) {
        return lives.get(server);
    }

    /** The life of a server is about to end. */
    void ends(String server) {
        lives.merge(server, 1L, Long::sum);
    }

    /** Whether the server that took an update has lived on since. */
    boolean goesOn(Update update) {
        return of(update.server()) == update.life();
    }
}
