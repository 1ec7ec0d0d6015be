package herd.places;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One question, with all who ask it.
 *
 * <p><b>Threading.</b> That of its {@link LookUps}.
 */
final class LookUp {

    final PlacesQuery query;
    final Set<Waiting> askers = new LinkedHashSet<>();

    /** 0 while it waits in the queue. */
    long token;

    long requestDeadlineNanos;

    LookUp(PlacesQuery query) {
        this.query = query;
    }

    /** The latest deadline of all who ask. */
    long lastDeadlineNanos() {
        long last = Long.MIN_VALUE;
        for (Waiting waiting : askers) {
            last = Math.max(last, waiting.deadlineNanos);
        }
        return last;
    }

    /** Lets another look-up, which asks the same, answer all who ask here. */
    void handOver(LookUp same) {
        for (Waiting waiting : askers) {
            waiting.lookUp = same;
            same.askers.add(waiting);
        }
        askers.clear();
    }
}
