package herd.testkit.proof;

/** What a server holds of a client only grows, in the order of rule 2, for as long as it lives: G1. */
final class OnlyGrows extends Invariant {

    OnlyGrows() {
        super("only-grows");
    }

    @Override
    void stored(Life life, ReferenceLine line) {
        ReferenceLine before = life.stored().get(line.id());
        require(
                before == null || life.order().compare(line, before) > 0,
                "%s stores %s after %s",
                life,
                line,
                before);
    }
}
