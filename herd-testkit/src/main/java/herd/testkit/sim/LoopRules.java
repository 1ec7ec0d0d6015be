package herd.testkit.sim;

import herd.line.Talker;

/**
 * What the loop around an engine owes it, as far as it can be told apart from doing it.
 *
 * <p>Not final, so that a test can leave one thing out at a time and see that it is missed.
 *
 * <p><b>Threading.</b> Any thread: immutable.
 */
public class LoopRules {

    /**
     * Whether the engine is told that a turn ends, so that it passes on what is new.
     *
     * @param heardRecords whether neighbours have sent records in it
     */
    public boolean endsTurn(boolean heardRecords) {
        return true;
    }

    /** Who is handed what comes on a connection to a neighbour: its talker itself. */
    public Talker link(Talker talker) {
        return talker;
    }
}
