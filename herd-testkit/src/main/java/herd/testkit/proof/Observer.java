package herd.testkit.proof;

import herd.link.LinkEvent;
import herd.testkit.sim.SimulatedPipe;

/**
 * Is told what happens in a run, as it happens.
 *
 * <p><b>Threading.</b> The thread of the run that it watches.
 */
abstract class Observer {

    /** A server has begun a life. */
    void began(Life life) {}

    /** A life has ended. */
    void ended(Life life) {}

    /** A server has done all it had to do for now. */
    void turnEnded(Life life) {}

    /** A server stores a record; what it held of that client is still in {@link Life#stored}. */
    void stored(Life life, ReferenceLine line) {}

    /** A record has come in from a neighbour. */
    void recordIn(Life life, int neighbour, ReferenceLine line) {}

    /** A record goes out to a neighbour; {@link Life.End#told} does not have it yet. */
    void recordOut(Life life, int neighbour, ReferenceLine line) {}

    /** Somebody has connected to the neighbour port. */
    void accepted(Life life, SimulatedPipe connection) {}

    /** A dial to a neighbour has met a listener. */
    void dialled(Life life, int neighbour, SimulatedPipe connection) {}

    /** Bytes go out on a connection to a neighbour, or to whoever takes itself for one. */
    void said(Life life, SimulatedPipe connection, byte[] bytes, int offset, int length) {}

    /** Bytes have come in on such a connection. */
    void heard(Life life, SimulatedPipe connection, byte[] bytes, int offset, int length) {}

    /** Something happened on a link; {@link Life.End} knows of it already. */
    void linkChanged(Life life, LinkEvent event) {}

    /**
     * A link has come up, and its turn is over.
     *
     * @param knownIncarnation the neighbour's when it was last up here; 0 if it never was
     * @param incarnation the one that it has now
     */
    void met(Life life, int neighbour, long knownIncarnation, long incarnation) {}

    /** A server warns its operators. */
    void warned(Life life, String text) {}

    /** A client has sent a whole line to a server. */
    void asked(Life life, ReferenceCommand command) {}

    /** A client was answered with the line that its IAMAT made. */
    void answered(Life life, ReferenceLine line) {}
}
