package herd.testkit;

/** Which way of a link a fault is in. {@code herd.link("Hill", "Smith")} goes from Hill to Smith. */
public enum Direction {
    /** From the server named first to the one named second. */
    THERE,
    /** From the server named second to the one named first. */
    BACK,
    /** Both ways. */
    BOTH
}
