package herd.engine;

import herd.link.LinkEvent;
import herd.places.PlacesAnswer;
import herd.places.PlacesQuery;
import herd.protocol.AtLine;

/**
 * What an engine asks of the world around it. A node performs these, a simulated herd simulates
 * them, a test records them.
 *
 * <p><b>Threading.</b> Called on the thread that calls the engine; nothing may block, and nothing
 * but {@link #lookUp} may call back into the engine before it returns.
 */
public interface Effects {

    /** The monotonic clock, as of this turn. */
    long nowNanos();

    /** Fills the array with random bits that nobody can foresee. */
    void fillRandom(byte[] bits);

    /** Calls {@link Engine#woken} at that time, replacing the time asked for before. */
    void wakeAt(long nanos);

    /** Lets another turn follow this one soon, since there may be more to send. */
    void turnAgain();

    /** Starts to connect to a neighbour; ends in {@link Engine#dialled} or its failure. */
    void dial(int neighbour);

    /** Forgets a dial that is under way: neither of its ends is to be told any more. */
    void abandonDial(int neighbour);

    /**
     * Sends a request to the places service; ends in {@link Engine#lookedUp}, perhaps before this
     * returns.
     */
    void lookUp(PlacesQuery query, long deadlineNanos, long token);

    /** Gives up a request to the places service. */
    void abandonLookUp(long token);

    /** A look-up came to nothing, and its asker is told so. */
    void lookUpFailed(PlacesAnswer.Unavailable answer);

    /** A record was stored, new or newer, from a client or a neighbour. */
    void stored(AtLine record);

    /** Something happened on a link. */
    void linkChanged(LinkEvent event);

    /** Something happened that an operator should know of. */
    void warn(String text);

    /** A line came in on a connection. */
    void noteIn(long connection, byte[] bytes, int offset, int length, long omittedBytes);

    /** An answer goes out on a connection. */
    void noteOut(long connection, byte[] bytes, int offset, int length);

    /** A line goes out as the echo of an invalid command. */
    void noteEcho(long connection, byte[] line, int offset, int length, long omittedBytes);

    /** A record came in from a neighbour. */
    void noteRecordIn(int neighbour, byte[] line, int offset, int length);

    /** A record goes out to a neighbour. */
    void noteRecordOut(int neighbour, byte[] line, int offset, int length);

    /** A client is closed because it was silent for too long. */
    void noteIdle(long connection);
}
