package herd.client;

/** A server answered a command with a question mark. */
public final class InvalidCommandException extends Exception {

    private static final long serialVersionUID = 1;

    InvalidCommandException(String answer) {
        super("the server says: " + answer);
    }
}
