package herd.places.google;

import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesAnswer.Unavailable;

/** What one request came to. */
record Reply(PlacesAnswer answer, Kind kind) {

    /** What it means for the next request. */
    enum Kind {
        /** The service is well, even if it said no: asking again would bring the same. */
        ANSWERED,
        /** The service is not well, and asking again is not likely to help. */
        BROKEN,
        /** The service is not well, and may be in a moment. */
        FAILED
    }

    static Reply found(byte[] json) {
        return new Reply(PlacesAnswer.found(json), Kind.ANSWERED);
    }

    static Reply refused(Status status, String detail) {
        return new Reply(new Unavailable(status, detail), Kind.ANSWERED);
    }

    static Reply broken(String detail) {
        return new Reply(new Unavailable(Status.UNKNOWN_ERROR, detail), Kind.BROKEN);
    }

    static Reply failed(String detail) {
        return new Reply(new Unavailable(Status.UNKNOWN_ERROR, detail), Kind.FAILED);
    }

    /** Reads a status of HTTP other than 200. */
    static Reply ofHttpStatus(int status, String detail) {
        String withStatus = "HTTP " + status + (detail.isEmpty() ? "" : ": " + detail);
        return switch (status) {
            case 400 -> refused(Status.INVALID_REQUEST, withStatus);
            case 401, 403 -> refused(Status.REQUEST_DENIED, withStatus);
            case 429 -> refused(Status.OVER_QUERY_LIMIT, withStatus);
            default -> status >= 500 && status <= 599 ? failed(withStatus) : broken(withStatus);
        };
    }
}
