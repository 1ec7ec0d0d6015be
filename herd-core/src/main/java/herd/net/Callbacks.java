package herd.net;

import java.util.Objects;

/**
 * The edge of the loop: the one place that runs the embedding's code which belongs to no
 * connection, and the one that says what a bug means. An unchecked exception is counted, told and
 * survived; one that the embedding calls fatal, and each {@link Error}, goes on up and ends the loop.
 *
 * <p><b>Threading.</b> Loop only.
 */
final class Callbacks {

    private final LoopTroubles troubles;
    private final Tally tally;
    private final Outgoing outgoing;

    Callbacks(LoopTroubles troubles, Tally tally, Outgoing outgoing) {
        this.troubles = troubles;
        this.tally = tally;
        this.outgoing = outgoing;
    }

    void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            failed(task, bug);
        }
        outgoing.flushIfNearlyFull();
    }

    void run(Timer timer) {
        try {
            timer.run();
        } catch (RuntimeException bug) {
            failed(timer, bug);
        }
        outgoing.flushIfNearlyFull();
    }

    LoopTroubles troubles() {
        return troubles;
    }

    /** Counts and tells a bug that came through {@code where}, unless it is the end of the loop. */
    void failed(Object where, RuntimeException bug) {
        if (troubles.isFatal(bug)) {
            throw new Fatal(bug);
        }
        tally.bug();
        troubles.bug(where.toString(), bug);
    }

    /** Carries what ends the loop past everything that survives an unchecked exception. */
    static final class Fatal extends Error {
        private static final long serialVersionUID = 1;

        Fatal(RuntimeException cause) {
            super(Objects.requireNonNull(cause));
        }
    }
}
