package herd.testkit.parts;

import java.util.function.LongSupplier;

/**
 * One thing that a server does for every message, done over and over.
 *
 * @param name what the operation is, and on how much
 * @param operations how many of it one run makes
 * @param mustNotAllocate whether a server that has run for a while must do it without garbage
 * @param prepare makes ready for a run; is not timed
 * @param run returns something that depends on all that was done, so that nothing can be left out
 */
record Part(
        String name, int operations, boolean mustNotAllocate, Runnable prepare, LongSupplier run) {

    /** A part that needs no preparation, and must not allocate. */
    static Part of(String name, int operations, LongSupplier run) {
        return new Part(name, operations, true, () -> {}, run);
    }
}
