package herd.node;

import herd.net.Listener;
import herd.net.LoopTroubles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;

/**
 * What happens when something goes wrong that belongs to no one connection. A bug costs the
 * connection that it came through; one in the records ends the server, since nothing that it would
 * say afterwards could be believed.
 *
 * <p><b>Threading.</b> Loop only, but for {@link #stopped}.
 */
final class ServerTroubles implements LoopTroubles {

    private static final String RECORDS = "herd.flood.";

    /** Thrown on the loop to end it at once, because somebody asked for that. */
    static final class Aborted extends Error {
        private static final long serialVersionUID = 1;

        Aborted() {
            super("aborted", null, false, false);
        }
    }

    /** Thrown on the loop to end it: the server could answer clients, but never meet a neighbour. */
    static final class Alone extends Error {
        private static final long serialVersionUID = 1;

        Alone(Throwable cause) {
            super("cannot meet the neighbours: " + cause.getMessage(), cause);
        }
    }

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final OpenFutures open;

    /** Whose log is told; null before the loop runs, when nothing can go wrong. */
    private ServerLoop server;

    /**
     * Nothing has gone wrong.
     *
     * @param open what nobody can wait for any longer when the server dies
     */
    ServerTroubles(OpenFutures open) {
        this.open = open;
    }

    /** Says whose log is to be told. */
    void logTo(ServerLoop it) {
        server = it;
    }

    /** Completed when the server has stopped; with what stopped it if that was not asked for. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void bug(String where, RuntimeException bug) {
        server.note("bug: closed " + where + ": " + trace(bug));
    }

    /** A bug without a trace (the JVM leaves them out when hot) may have been in the records, too. */
    @Override
    public boolean isFatal(RuntimeException bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().startsWith(RECORDS)) {
                return true;
            }
        }
        return trace.length == 0;
    }

    @Override
    public void died(Throwable cause) {
        if (cause instanceof Aborted) {
            return;
        }
        server.note("failure: the server stops: " + trace(cause));
        stopped.completeExceptionally(cause);
        open.failAll();
    }

    @Override
    public void acceptFailed(Listener listener, IOException cause) {
        server.note("warning: cannot accept at " + listener.address() + ": " + Reason.of(cause));
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
