package herd.testkit;

import java.util.Optional;

/**
 * One server of a herd through all its lives, and what can happen to it. Each is in effect when its
 * method returns. A server keeps its ports for as long as its herd lives.
 *
 * <p><b>Threading.</b> As the herd that it belongs to.
 *
 * <p><b>Errors.</b> A server that runs and should not, or the other way round, is an {@link
 * IllegalStateException}.
 */
public interface ServerHandle {

    /** Its name. */
    String name();

    /** Whether it runs; a paused server does. */
    boolean isRunning();

    /** Starts it. It knows nothing, until its neighbours have told it what they know. */
    void start();

    /** Stops it in order: it answers what it has been asked, and says farewell. */
    void stop();

    /** Kills it: its connections break, as those of a killed process do. */
    void kill();

    /**
     * Makes it die as a machine does whose power fails: it is gone, and nobody is told. Its connections
     * with neighbours stay open and say nothing; new ones get no answer. Ends with its next start.
     */
    void dieSilently();

    /**
     * Freezes it, as SIGSTOP or a long collection of garbage does: its connections stay, and it does
     * nothing. Over when closed; a paused server must go on before it can be stopped
     * or asked.
     */
    Fault pause();

    /**
     * Kills it if it runs, and starts it again: what it knew is gone. Returns when it holds what its
     * neighbours hold that it can reach, or where servers do not catch each other up, when its links
     * are up; see {@link #restartEmpty} for an empty one.
     */
    void restart();

    /**
     * Kills it if it runs, and starts it again with all of its links cut, so that it stays empty. The
     * links are healed when the fault is closed.
     */
    Fault restartEmpty();

    /** How many records it holds. */
    long records();

    /** The newest AT line that it holds of a client, one character a byte. */
    Optional<String> find(String clientId);

    /** What it has written into its log in all its lives; in a simulated herd, what it would have. */
    String log();
}
