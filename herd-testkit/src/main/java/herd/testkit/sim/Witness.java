package herd.testkit.sim;

import herd.link.LinkEvent;

/**
 * Is told what happens in a simulated herd as it happens: to check what must always hold, or to keep a
 * history. A neighbour is its place among the server's neighbours; bytes are good during the call only.
 *
 * <p><b>Threading.</b> The thread that drives the simulation. A witness changes nothing.
 */
public interface Witness {

    /** A server has begun a new life. */
    default void began(SimulatedServer server) {}

    /** A server's life has ended. */
    default void ended(SimulatedServer server) {}

    /** A server has done all it had to do for now. */
    default void turnEnded(SimulatedServer server) {}

    /** A server has stored a record, new or newer. */
    default void stored(SimulatedServer server, byte[] line, int offset, int length) {}

    /** A record came in from a neighbour. */
    default void recordIn(
            SimulatedServer server, int neighbour, byte[] line, int offset, int length) {}

    /** A record goes out to a neighbour. */
    default void recordOut(
            SimulatedServer server, int neighbour, byte[] line, int offset, int length) {}

    /** Somebody has connected to the neighbour port. */
    default void accepted(SimulatedServer server, SimulatedPipe connection) {}

    /** A dial to a neighbour has met a listener. */
    default void dialled(SimulatedServer server, int neighbour, SimulatedPipe connection) {}

    /** A server says something on a connection to a neighbour, or to whoever takes itself for one. */
    default void said(
            SimulatedServer server,
            SimulatedPipe connection,
            byte[] bytes,
            int offset,
            int length) {}

    /** A server is about to read something from such a connection. */
    default void heard(
            SimulatedServer server,
            SimulatedPipe connection,
            byte[] bytes,
            int offset,
            int length) {}

    /** Something happened on a link. */
    default void linkChanged(SimulatedServer server, LinkEvent event) {}

    /** A server says something that an operator should know of. */
    default void warned(SimulatedServer server, String text) {}
}
