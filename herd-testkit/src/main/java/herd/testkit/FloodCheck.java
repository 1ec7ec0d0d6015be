package herd.testkit;

/**
 * What the newest update of one client cost the herd: see {@link Herd#assertFlood}.
 *
 * <p><b>Errors.</b> What is not as it should be is an {@link AssertionError}, which lists each crossing
 * of a link with its time.
 */
public interface FloodCheck {

    /** Checks how many times the record crossed a link, all told. Both bounds are included. */
    FloodCheck messages(int atLeast, int atMost);

    /**
     * Checks that every server that runs got it, and that the way by which it came to each first was no
     * longer than that, in links.
     *
     * <p><b>Why it may fail.</b> On sockets a busy machine may keep a thread waiting while the others
     * send the record the long way round. Links that take as long as each other, and longer than
     * that, make the shortest way the first: {@link LinkHandle#delay}.
     */
    FloodCheck withinHops(int hops);
}
