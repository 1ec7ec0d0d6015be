package herd.testkit.fuzz;

import herd.engine.Effects;
import herd.engine.Engine;
import herd.engine.EngineSettings;
import herd.line.Pipe;
import herd.line.Talker;

/**
 * How the server that is judged is put together: as it is, unless a test plants a bug.
 *
 * <p><b>Threading.</b> Any thread.
 */
interface ServerMaker {

    /** The herd's own server. */
    ServerMaker PRODUCT = new ServerMaker() {};

    /** The server. */
    default Engine engine(EngineSettings settings, Effects effects) {
        return new Engine(settings, effects);
    }

    /** What the server says to a client with. */
    default Pipe toClient(Pipe pipe) {
        return pipe;
    }

    /** What the server says to a neighbour with. */
    default Pipe toNeighbour(Pipe pipe) {
        return pipe;
    }

    /** What hears a client for the server. */
    default Talker fromClient(Talker talker) {
        return talker;
    }

    /** What hears a neighbour for the server. */
    default Talker fromNeighbour(Talker talker) {
        return talker;
    }
}
