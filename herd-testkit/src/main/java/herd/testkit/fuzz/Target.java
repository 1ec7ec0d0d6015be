package herd.testkit.fuzz;

import java.util.Optional;

/**
 * Something that is tried with random input, and what is to come of it.
 *
 * <p><b>Threading.</b> Any thread; each makes a trial of its own.
 */
interface Target {

    /** Its name on the command line. */
    String name();

    /** How many bytes of an input say how the rest is to be used: they are never left out. */
    int headerBytes();

    /** A way to try inputs one after the other. */
    Trial trial();

    /**
     * Looks at what is left after the last input, and gives everything back.
     *
     * @return what is wrong, if anything is
     */
    default Optional<String> finish() {
        return Optional.empty();
    }

    /**
     * Tries inputs, one after the other.
     *
     * <p><b>Threading.</b> One thread.
     */
    interface Trial {

        /** Draws an input: the same throws make the same bytes. */
        void draw(Dice dice, Draft draft);

        /**
         * Tries an input; what comes of it depends on its bytes alone.
         *
         * @param tally is told what kind of input it was
         * @return what is not as it must be, if anything is not
         */
        Optional<String> check(byte[] input, Tally tally);
    }
}
