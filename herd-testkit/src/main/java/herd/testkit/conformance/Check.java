package herd.testkit.conformance;

/** What a case does: talks to the server, and throws a {@link Violation} where it must. */
interface Check {

    void run(Bench bench);
}
