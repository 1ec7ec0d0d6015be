package herd.testkit.proof;

/** Something that must hold at every step: it throws as soon as it does not. */
abstract class Invariant extends Observer {

    private final String name;

    Invariant(String name) {
        this.name = name;
    }

    /** Its name, as failures and the table of mutants have it. */
    final String name() {
        return name;
    }

    /** Says that it does not hold. */
    final Violation broken(String what) {
        return new Violation(name, what);
    }

    /** Throws unless it holds. */
    final void require(boolean holds, String what, Object... where) {
        if (!holds) {
            throw broken(what.formatted(where));
        }
    }
}
