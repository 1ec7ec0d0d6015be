package herd.testkit.load;

/** What an answer is found to be. */
enum Verdict {
    RIGHT("right"),
    NO_AT_LINE("no AT line as the contract spells it"),
    OTHER_ECHO("does not repeat what was sent"),
    OTHER_SERVER("names another server than before"),
    OTHER_DIFFERENCE("the difference is none that the clocks explain"),
    TOO_OLD("older than what was answered before"),
    NEVER_SENT("of a time at which nothing was sent"),
    BROKEN_PLACES("no complete JSON object behind the AT line"),
    TOO_MANY_PLACES("more places than were asked for");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
