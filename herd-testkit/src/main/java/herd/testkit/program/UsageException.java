package herd.testkit.program;

/** A command line that makes no sense; the message says why. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    /** Says what is wrong with which word. */
    public UsageException(String message) {
        super(message);
    }
}
