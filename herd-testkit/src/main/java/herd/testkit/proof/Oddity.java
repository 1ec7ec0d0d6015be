package herd.testkit.proof;

/** What can be wrong, or merely unusual, with how a server was set up. */
enum Oddity {
    /** Nothing. */
    NONE(true),
    /** Another max-future: no neighbour will have it. */
    OTHER_MAX_FUTURE(false),
    /** Another longest line: no neighbour will have it. */
    OTHER_LINE_LIMIT(false),
    /** Does not catch up: no neighbour will have it. */
    NO_SYNC(false),
    /** Remembers another number of clients: linked, but not audited. */
    OTHER_MAX_CLIENTS(false),
    /** Does not know the secret. */
    WRONG_SECRET(false),
    /** Knows the next secret, and the one of the others as the previous one. */
    NEXT_SECRET(true),
    /** Speaks only versions that nobody else does. */
    LATER_VERSIONS(false),
    /** Speaks later versions, too. */
    MORE_VERSIONS(true),
    /** Its clock is further off than max-future. */
    WRONG_CLOCK(false);

    private final boolean harmless;

    Oddity(boolean harmless) {
        this.harmless = harmless;
    }

    /** Whether a herd with such a server in it must do all that a herd must. */
    boolean isHarmless() {
        return harmless;
    }
}
