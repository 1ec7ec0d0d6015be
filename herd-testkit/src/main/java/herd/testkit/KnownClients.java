package herd.testkit;

import herd.protocol.Report;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which clients any server of a herd was ever told of, so that servers can be compared one client after
 * the other when they do not agree. Bounded: those that come when it is full are not noted.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class KnownClients {

    /** More would take longer to compare than anybody waits for. */
    private static final int MAX_CLIENTS = 50_000;

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    void add(Report report) {
        if (ids.size() < MAX_CLIENTS) {
            ids.add(report.toString().split(" ", 5)[3]);
        }
    }

    /** All that are noted, one character a byte. */
    Collection<String> some() {
        return List.copyOf(ids);
    }
}
