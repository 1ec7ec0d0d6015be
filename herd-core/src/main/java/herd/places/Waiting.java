package herd.places;

/**
 * One asker, waiting; soonest deadline first. Compared by hand, since linking comparators made of
 * lambdas holds up the first answer of a young process.
 *
 * <p><b>Threading.</b> That of its {@link LookUps}.
 */
final class Waiting implements Comparable<Waiting> {

    final long ticket;
    final LookUps.Asker asker;
    final long deadlineNanos;
    LookUp lookUp;

    Waiting(long ticket, LookUps.Asker asker, long deadlineNanos, LookUp lookUp) {
        this.ticket = ticket;
        this.asker = asker;
        this.deadlineNanos = deadlineNanos;
        this.lookUp = lookUp;
    }

    @Override
    public int compareTo(Waiting other) {
        int order = Long.compare(deadlineNanos, other.deadlineNanos);
        return order != 0 ? order : Long.compare(ticket, other.ticket);
    }
}
