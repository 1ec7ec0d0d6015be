package herd.testkit.places;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@link FakePlaces} does with one request. The set is closed: a new trouble is a new record.
 *
 * <p><b>Errors.</b> An answer that cannot be played cannot be made: an {@link
 * IllegalArgumentException} names what is wrong with it.
 */
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

    /** An answer that is one whole message, which can then be cut up, too. */
    sealed interface Whole extends FakeAnswer {}

    /**
     * Finds so many places, made up, around the point that was asked for; in the new form where the
     * new form is asked for.
     *
     * @param count from 0 to 10,000, though the service itself never finds more than 20
     */
    record Places(int count, Layout layout) implements Whole {
        /** Checks that it can be written. */
        public Places {
            require(count >= 0 && count <= 10_000, "count is not in 0 to 10000: ", count);
            Objects.requireNonNull(layout, "layout");
        }
    }

    /**
     * Says no as the service itself does, in either form: the classic one says it within a good answer
     * of HTTP, the new one with a status of HTTP and an error document.
     *
     * @param status {@code OVER_QUERY_LIMIT}, {@code OVER_DAILY_LIMIT}, {@code REQUEST_DENIED}, {@code
     *     INVALID_REQUEST} or {@code UNKNOWN_ERROR}
     */
    record Refusal(String status) implements Whole {
        private static final Set<String> STATUSES =
                Set.of(
                        "OVER_QUERY_LIMIT",
                        "OVER_DAILY_LIMIT",
                        "REQUEST_DENIED",
                        "INVALID_REQUEST",
                        "UNKNOWN_ERROR");

        /** Checks that the service has such a status. */
        public Refusal {
            require(STATUSES.contains(status), "not a status of a refusal: ", status);
        }
    }

    /**
     * Fails at the level of HTTP, whatever was asked, as what stands before the service does: with an
     * error document in JSON.
     *
     * @param httpStatus from 400 to 599
     */
    record HttpFailure(int httpStatus) implements Whole {
        /** Checks that it is a failure. */
        public HttpFailure {
            require(httpStatus >= 400 && httpStatus <= 599, "not 400 to 599: ", httpStatus);
        }
    }

    /** Points somewhere else. */
    record Redirect(URI to) implements Whole {
        /** Checks that it points somewhere. */
        public Redirect {
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * Sends a text as it is.
     *
     * @param httpStatus from 200 to 599, since those before are no answers
     */
    record Document(int httpStatus, String body) implements Whole {
        /** Checks that it is an answer. */
        public Document {
            require(httpStatus >= 200 && httpStatus <= 599, "not 200 to 599: ", httpStatus);
            Objects.requireNonNull(body, "body");
        }
    }

    /** Lets some time pass first. */
    record Delayed(Duration by, FakeAnswer then) implements FakeAnswer {
        /** Checks that time goes forward. */
        public Delayed {
            require(!by.isNegative(), "by is negative: ", by);
            Objects.requireNonNull(then, "then");
        }
    }

    /** Sends the answer in small pieces, with some time between. */
    record Dripping(Whole what, int pieceBytes, Duration every) implements FakeAnswer {
        /** Checks that it comes to an end. */
        public Dripping {
            Objects.requireNonNull(what, "what");
            require(pieceBytes >= 1, "pieceBytes is not positive: ", pieceBytes);
            require(!every.isNegative(), "every is negative: ", every);
        }
    }

    /** Sends the answer without saying how long it is, chunk by chunk. */
    record Chunked(Whole what, int chunkBytes) implements FakeAnswer {
        /** Checks that it comes to an end. */
        public Chunked {
            Objects.requireNonNull(what, "what");
            require(chunkBytes >= 1, "chunkBytes is not positive: ", chunkBytes);
        }
    }

    /** Promises the whole answer, sends half of it, and closes. */
    record Truncated(Whole what) implements FakeAnswer {
        /** Checks that there is something to cut. */
        public Truncated {
            Objects.requireNonNull(what, "what");
        }
    }

    /** Promises a body of that size and sends it, however large. */
    record Oversize(long bytes) implements FakeAnswer {
        /** Checks that it has a size. */
        public Oversize {
            require(bytes >= 0, "bytes is negative: ", bytes);
        }
    }

    /** Sends characters, a byte each, that need not be HTTP, and closes. */
    record Raw(String bytes) implements FakeAnswer {
        /** Checks that there are some. */
        public Raw {
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /** Resets the connection. */
    record Reset() implements FakeAnswer {}

    /** Says nothing until the other side hangs up, or this one stops. */
    record Silence() implements FakeAnswer {}

    /** So many places in the layout that Google used longest. */
    static Whole places(int count) {
        return new Places(count, Layout.BRACES_AT_LINE_ENDS);
    }

    /** A text that is no JSON. */
    static Whole garbage() {
        return new Document(200, "<html>not what you asked for</html>");
    }

    /** A bare status of HTTP. */
    static Whole httpStatus(int status) {
        return new Document(status, "");
    }

    /** Too many requests: a failure of HTTP, and not the service's own {@code OVER_QUERY_LIMIT}. */
    static Whole tooManyRequests() {
        return new HttpFailure(429);
    }

    /** Forbidden. */
    static Whole forbidden() {
        return new HttpFailure(403);
    }

    /** Broken in passing. */
    static Whole unavailable() {
        return new HttpFailure(503);
    }

    private static void require(boolean isSo, String otherwise, Object value) {
        if (!isSo) {
            throw new IllegalArgumentException(otherwise + value);
        }
    }
}
