package herd.testkit.conformance;

/** A server did not do what a sentence of the contract says. Its message is one printable line. */
public final class Violation extends AssertionError {

    private static final long serialVersionUID = 1;

    private final String sent;
    private final String expected;
    private final String came;

    Violation(String sent, String expected, String came) {
        super("sent " + sent + "; expected " + expected + "; came " + came);
        this.sent = sent;
        this.expected = expected;
        this.came = came;
    }

    /** What the kit had sent, escaped and cut. */
    public String sent() {
        return sent;
    }

    /** What should have come of it. */
    public String expected() {
        return expected;
    }

    /** What came instead. */
    public String came() {
        return came;
    }
}
