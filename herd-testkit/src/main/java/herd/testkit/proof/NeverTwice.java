package herd.testkit.proof;

/** A record is not told twice on one connection: rule 5. */
final class NeverTwice extends Invariant {

    NeverTwice() {
        super("never-twice");
    }

    @Override
    void recordOut(Life life, int neighbour, ReferenceLine line) {
        require(
                !life.end(neighbour).told().contains(line.text()),
                "%s tells %s once more: %s",
                life,
                life.server().neighbours().get(neighbour),
                line);
    }
}
