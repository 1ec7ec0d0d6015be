package herd.testkit.load;

import java.util.Optional;

/** What is said over one connection, and by whom: what its socket tells. */
interface Conversation {

    /** It is this connection that carries it. */
    void carriedBy(LoadSocket carrier);

    /** The system has taken the connection; the server will, or so one hopes. */
    void opened();

    /**
     * Bytes came.
     *
     * @param from the first that was not consumed before
     * @param to one behind the last
     * @return the first that is not consumed now: an answer is not whole yet
     */
    int received(byte[] bytes, int from, int to);

    /** All that came with one read was told. */
    void allReceived();

    /** Whether the server owes something. */
    boolean isOwed();

    /** The connection is no more. */
    void lost(String why);

    /** Why it is no more; empty while it is. */
    Optional<String> end();

    /** Whether the system has taken the connection. */
    boolean isOpened();

    /** Whether the connection is there, and the server owes nothing. */
    boolean isReady();
}
