package herd.link;

import java.util.Optional;

/**
 * What the acceptor of a connection makes of the dialler's introduction. It is part of its proof, so
 * that a refusal is read in both logs and both ends agree that the link is up.
 */
enum Verdict {
    UP("up"),
    SETTINGS("settings"),
    CLOCK("clock");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Verdict on(HerdSettings mine, Introduction theirs, long wallNanos) {
        if (!mine.conflictsWith(theirs.settings()).isEmpty()) {
            return SETTINGS;
        }
        return Math.abs(theirs.aheadNanos(wallNanos)) > mine.maxFuture().toNanos() ? CLOCK : UP;
    }

    static Optional<Verdict> read(Words words) {
        for (Verdict verdict : values()) {
            if (words.skip(verdict.word)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }
}
