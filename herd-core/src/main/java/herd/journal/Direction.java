package herd.journal;

import java.nio.charset.StandardCharsets;

/** Between whom a message went, and which way. */
public enum Direction {
    /** A line from a client. */
    CLIENT_IN("c", " < "),
    /** An answer to a client. */
    CLIENT_OUT("c", " > "),
    /** An answer to a client that is its own line, after a question mark and a blank. */
    CLIENT_ECHO("c", " > ? "),
    /** A line from a neighbour. */
    LINK_IN("n", " < "),
    /** A line to a neighbour. */
    LINK_OUT("n", " > ");

    private final byte[] before;
    private final byte[] after;

    Direction(String before, String after) {
        this.before = before.getBytes(StandardCharsets.US_ASCII);
        this.after = after.getBytes(StandardCharsets.US_ASCII);
    }

    /** What stands before the number of the connection. */
    byte[] before() {
        return before;
    }

    /** What stands after it. */
    byte[] after() {
        return after;
    }
}
