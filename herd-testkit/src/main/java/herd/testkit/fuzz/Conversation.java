package herd.testkit.fuzz;

import java.util.Optional;

/**
 * What must come of the bytes that one connection brings: it is fed what the server is fed, and is
 * shown what the server says.
 *
 * <p><b>Threading.</b> One thread.
 */
interface Conversation {

    /** The server has been given these bytes. */
    void fed(String bytes, long wallNanos);

    /** The server has been told that no more will come. */
    void inputEnded(long wallNanos);

    /** Whether the server must have closed the connection by now, with nothing left to be sent. */
    boolean isOver();

    /**
     * The server has said this much more.
     *
     * @return what is wrong with it, if anything is
     */
    Optional<String> said(String bytes);

    /** What the server has not said yet, though everything has been taken and answered. */
    Optional<String> missing();

    /** What kind of conversation it was in the end, for the table. */
    String kind();
}
