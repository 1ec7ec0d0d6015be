package herd.testkit.places;

import java.time.Duration;

/** What a {@link FakePlaces} does with one request. The set is closed: a new trouble is a new record. */
public sealed interface FakeAnswer {

    /** How a classic answer is laid out. Google has used the first two. */
    enum Layout {
        /** Three blanks a level, {@code "key" : value}, opening braces at the ends of lines. */
        BRACES_AT_LINE_ENDS,
        /** The same with opening braces and brackets on lines of their own. */
        BRACES_ON_THEIR_OWN,
        /** No white space at all. */
        COMPACT
    }

    /**
     * Finds so many places, made up, around the point that was asked for; in the new form where the
     * new form is asked for.
     */
    record Places(int count, Layout layout) implements FakeAnswer {}

    /** Fails as the service would, in either form: {@code OVER_QUERY_LIMIT} and its like. */
    record Refusal(String status) implements FakeAnswer {}

    /** Sends a text as it is. */
    record Document(int httpStatus, String body) implements FakeAnswer {}

    /** Lets some time pass first. */
    record Delayed(Duration by, FakeAnswer then) implements FakeAnswer {}

    /** Sends the answer in small pieces, with some time between. */
    record Dripping(FakeAnswer what, int pieceBytes, Duration every) implements FakeAnswer {
        /** Checks that it comes to an end. */
        public Dripping {
            if (pieceBytes < 1) {
                throw new IllegalArgumentException("pieceBytes is not positive: " + pieceBytes);
            }
        }
    }

    /** Promises the whole answer, sends half of it, and closes. */
    record Truncated(FakeAnswer what) implements FakeAnswer {}

    /** Promises a body of that size and sends it, however large. */
    record Oversize(long bytes) implements FakeAnswer {}

    /** Resets the connection. */
    record Reset() implements FakeAnswer {}

    /** Says nothing until the other side hangs up, or this one stops. */
    record Silence() implements FakeAnswer {}

    /** So many places in the layout that Google used longest. */
    static FakeAnswer places(int count) {
        return new Places(count, Layout.BRACES_AT_LINE_ENDS);
    }

    /** A text that is no JSON. */
    static FakeAnswer garbage() {
        return new Document(200, "<html>not what you asked for</html>");
    }

    /** A bare failure of HTTP. */
    static FakeAnswer httpStatus(int status) {
        return new Document(status, "");
    }
}
