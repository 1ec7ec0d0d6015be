package herd.testkit.proof;

/** Something that must never be, and was. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1;

    private final String invariant;

    Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    /** The name of what did not hold. */
    String invariant() {
        return invariant;
    }
}
