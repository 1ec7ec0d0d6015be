package herd.testkit.proof;

/** No audit ever has to repair anything: it is a net under the other rules, not one of them: rule 8. */
final class NoRepair extends Invariant {

    NoRepair() {
        super("no-repair");
    }

    @Override
    void warned(Life life, String text) {
        require(!text.startsWith("audit"), "%s: %s", life, text);
    }
}
