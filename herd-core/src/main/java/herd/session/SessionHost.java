package herd.session;

import herd.protocol.AtLine;
import herd.protocol.CommandReader;

/**
 * What a session needs of the server around it.
 *
 * <p><b>Threading.</b> Only on the thread that owns the server's state.
 */
public interface SessionHost {

    /** The reader that all sessions share: none keeps a command beyond one call. */
    CommandReader commands();

    /**
     * Takes a client's location: builds its AT line, stores it and passes it on.
     *
     * @param iamat read from one line of the client
     * @param wallNanos when that line arrived, in nanoseconds since 1970
     * @return the answer, whoever's record is newer; good until the next call, and followed in its
     *     bytes by a line end
     */
    AtLine heard(CommandReader iamat, long wallNanos);

    /** Whether anything is known of the client that is asked about. */
    boolean knows(CommandReader whatsat);

    /**
     * Begins to answer a WHATSAT: its record is taken now, the places come later, through {@link
     * Question#answer}, perhaps before this returns.
     *
     * @param whatsat about a client that is known
     */
    void asked(CommandReader whatsat, Question question);

    /** Gives up a question whose asker has gone; its answer is not wanted any more. */
    void forget(Question question);

    /** Notes a line that came in, without its end, in the log. */
    void noteIn(long connection, byte[] bytes, int offset, int length, long omittedBytes);

    /** Notes an answer that went out in the log. */
    void noteOut(long connection, byte[] bytes, int offset, int length);

    /** Notes in the log that a line went out as the echo of an invalid command. */
    void noteEcho(long connection, byte[] line, int offset, int length, long omittedBytes);

    /** Notes that a client is closed because it was silent for too long. */
    void noteIdle(long connection);
}
