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
     */
    FloodCheck withinHops(int hops);
}
