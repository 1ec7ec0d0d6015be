package herd.testkit.fuzz;

/** What a sound proof must lead to. */
enum Outcome {
    /** A link. */
    UP,
    /** None, since settings differ that must not. */
    SETTINGS,
    /** None, since the clocks are too far apart. */
    CLOCK,
    /** None, since what was proved makes no sense. */
    NOTHING
}
