package herd.testkit.proof;

/**
 * A step and when it is due.
 *
 * @param micros virtual time since the herd began
 */
record Timed(long micros, Step step) {

    /** One line: {@code 1203457 kill Hill}. */
    @Override
    public String toString() {
        return micros + " " + StepText.spell(step);
    }
}
