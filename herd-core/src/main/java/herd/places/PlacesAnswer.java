package herd.places;

import herd.json.ResultsCut;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** What became of a look-up. A failed one is a value, since a client gets an answer to it, too. */
public sealed interface PlacesAnswer {

    /**
     * The service answered, with {@code OK} or {@code ZERO_RESULTS}: one JSON document in the classic
     * Nearby Search form, shared by all who asked the same. It is read once, here, so that giving out
     * parts of it costs little.
     */
    final class Found implements PlacesAnswer {
        private final byte[] json;
        private final ResultsCut cut;

        private Found(byte[] json, ResultsCut cut) {
            this.json = json;
            this.cut = cut;
        }

        /** What the service says of its answer itself: its {@code status}, if it has one. */
        public Optional<String> status() {
            return cut.status();
        }

        /** The text as the service gave it. */
        public byte[] json() {
            return json.clone();
        }

        /**
         * The text with the first so many results: nothing else in it is touched, but of two or more
         * newlines in a row one stays, and none at the end.
         *
         * @param bound in [0, 20]
         */
        public byte[] upTo(int bound) {
            return cut.upTo(bound);
        }
    }

    /**
     * Makes an answer of what a service gave.
     *
     * @param json should be one JSON document in the classic Nearby Search form; never changed
     *     afterwards
     * @return {@link Found}, or {@link Unavailable} if it is no JSON document
     */
    static PlacesAnswer found(byte[] json) {
        Optional<ResultsCut> cut = ResultsCut.read(json);
        return cut.isPresent()
                ? new Found(json, cut.get())
                : new Unavailable(Status.UNKNOWN_ERROR, "the service's answer is not JSON");
    }

    /**
     * There is no answer.
     *
     * @param status what a client is told
     * @param detailForLog what an operator should know; never sent to a client, and never with a key
     *     in it
     */
    record Unavailable(Status status, String detailForLog) implements PlacesAnswer {

        /** Checks that both are there. */
        public Unavailable {
            Objects.requireNonNull(status);
            Objects.requireNonNull(detailForLog);
        }
    }

    /** Why there is no answer, in the words of the classic Nearby Search. */
    enum Status {
        /** Too much is being asked, of this server or of the service. */
        OVER_QUERY_LIMIT("Too many look-ups at the moment; try again later."),
        /** The service does not let this server ask. */
        REQUEST_DENIED("The places service refused the look-up."),
        /** The service took the question for none. */
        INVALID_REQUEST("The places service did not understand the look-up."),
        /** The service failed, could not be reached, or took too long. */
        UNKNOWN_ERROR("The places service did not answer; try again.");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        /**
         * The JSON document that stands for this failure in an answer to a client: the service's own
         * form, no results, and words of ours, since the service's may name our address.
         */
        public byte[] body() {
            String json =
                    "{\n   \"error_message\" : \""
                            + words
                            + "\",\n   \"html_attributions\" : [],\n   \"results\" : [],\n"
                            + "   \"status\" : \""
                            + name()
                            + "\"\n}";
            return json.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
