package herd.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Whom an {@link EventLoop} tells what went wrong in the code it calls, or in the machine it runs
 * on. What goes wrong with one connection is told to its {@link ConnectionHandler} instead.
 *
 * <p><b>Threading.</b> Called on the loop.
 *
 * <p><b>Errors.</b> An exception thrown from here ends the loop.
 */
public interface LoopTroubles {

    /**
     * A callback threw. If it was a connection's, that connection has been closed; all else goes on.
     *
     * @param where what the callback belonged to, for a log
     */
    void bug(String where, RuntimeException bug);

    /** Whether the loop must not go on after such a bug: it then ends as after an {@link Error}. */
    default boolean isFatal(RuntimeException bug) {
        return false;
    }

    /**
     * The loop has ended, all its sockets are closed, and no handler was told: after an {@link
     * Error}, a fatal bug, a bug in the hook of {@link EventLoop#beforeFlush}, or a failure of the
     * selector.
     */
    void died(Throwable cause);

    /** A connection could not be taken, for want of descriptors as a rule. It is tried again. */
    void acceptFailed(Listener listener, IOException cause);

    /** Tells the log {@code herd.net} of the platform. */
    static LoopTroubles logged() {
        return new LoopTroubles() {
            @Override
            public void bug(String where, RuntimeException bug) {
                log().log(Level.ERROR, "bug in a callback of " + where, bug);
            }

            @Override
            public void died(Throwable cause) {
                log().log(Level.ERROR, "the event loop has ended", cause);
            }

            @Override
            public void acceptFailed(Listener listener, IOException cause) {
                log().log(Level.WARNING, "cannot accept at " + listener.address() + ": " + cause);
            }

            /** Made when first needed: it costs start-up time. */
            private Logger log() {
                return System.getLogger("herd.net");
            }
        };
    }
}
