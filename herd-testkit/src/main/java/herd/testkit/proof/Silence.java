package herd.testkit.proof;

import herd.link.LinkEvent;

/**
 * In a herd that is well and whose clients are quiet, no record crosses a link and no link comes or
 * goes, while it is asked for: G3.
 */
final class Silence extends Invariant {

    private boolean asked;
    private boolean askedOfRecords;

    Silence() {
        super("silence");
    }

    /** Asks for silence from now on, or no more. */
    void ask(boolean it) {
        asked = it;
        askedOfRecords = it;
    }

    /** Asks that no record crosses; links may come and go. */
    void askOfRecords(boolean it) {
        askedOfRecords = it;
    }

    @Override
    void recordOut(Life life, int neighbour, ReferenceLine line) {
        require(!askedOfRecords, "%s tells %s", life, line);
    }

    @Override
    void linkChanged(Life life, LinkEvent event) {
        require(!asked, "%s: %s", life, event.text());
    }
}
