package herd.places;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * All who wait for an answer, whatever they ask: by ticket, by deadline, and each with its look-up.
 * Keeps the three in step.
 *
 * <p><b>Threading.</b> That of its {@link LookUps}.
 */
final class Askers {

    private final Map<Long, Waiting> byTicket = new HashMap<>();
    private final TreeSet<Waiting> byDeadline = new TreeSet<>();
    private long lastTicket;

    /** A ticket that nobody has had. */
    long nextTicket() {
        return ++lastTicket;
    }

    void add(Waiting waiting) {
        waiting.lookUp.askers.add(waiting);
        byTicket.put(waiting.ticket, waiting);
        byDeadline.add(waiting);
    }

    void remove(Waiting waiting) {
        waiting.lookUp.askers.remove(waiting);
        byTicket.remove(waiting.ticket);
        byDeadline.remove(waiting);
    }

    /** Who has that ticket; null once answered or gone. */
    Waiting get(long ticket) {
        return byTicket.get(ticket);
    }

    int count() {
        return byTicket.size();
    }

    /** Whose deadline is the soonest; there must be somebody. */
    Waiting first() {
        return byDeadline.first();
    }

    /** The soonest deadline; {@link Long#MAX_VALUE} if nobody waits. */
    long nextDeadline() {
        return byDeadline.isEmpty() ? Long.MAX_VALUE : byDeadline.first().deadlineNanos;
    }
}
