package herd.testkit.load;

/** Decides when something is said. */
interface Traffic {

    /** Begins, on all lanes. */
    void begin(long nowNanos, long mostMessages);

    /** Says what is due, if that depends on the time. */
    void work(long nowNanos);

    /** How long there is nothing to be said; 0 if it will not be long, and must not be missed. */
    long waitMillis(long nowNanos);

    /** Says what was due before that time, if there is room for it, and then nothing more. */
    void end(long endNanos);

    /** Whether all has been said that was to be said, and answered. */
    boolean isDone();
}
