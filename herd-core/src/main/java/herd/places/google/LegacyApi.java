package herd.places.google;

import herd.json.Json;
import herd.places.PlacesAnswer;
import herd.places.PlacesAnswer.Found;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesQuery;
import java.net.URI;
import java.net.http.HttpRequest;

/**
 * Nearby Search, the old way: everything is in the URL, the key as well, and failures come as {@code
 * 200} with a status in the document. The document is handed on as it is.
 */
final class LegacyApi implements Api {

    private static final String PATH = "/maps/api/place/nearbysearch/json";

    private final URI base;
    private final ApiKey key;

    LegacyApi(URI base, ApiKey key) {
        this.base = base;
        this.key = key;
    }

    @Override
    public HttpRequest request(PlacesQuery query) {
        // A "+" in a query string is a blank: the numbers of a query have none.
        String question =
                "?location="
                        + query.latitude()
                        + ","
                        + query.longitude()
                        + "&radius="
                        + query.radiusMetres()
                        + "&key="
                        + key.reveal();
        return HttpRequest.newBuilder(URI.create(base + PATH + question)).GET().build();
    }

    @Override
    public Reply read(int httpStatus, byte[] body) {
        if (httpStatus != 200) {
            return Reply.ofHttpStatus(httpStatus, detail(body));
        }
        // Read once, for its status and for its results.
        PlacesAnswer answer = PlacesAnswer.found(body);
        String status = answer instanceof Found found ? found.status().orElse("") : "";
        return switch (status) {
            case "OK", "ZERO_RESULTS" -> new Reply(answer, Reply.Kind.ANSWERED);
            case "OVER_QUERY_LIMIT", "OVER_DAILY_LIMIT" ->
                    Reply.refused(Status.OVER_QUERY_LIMIT, detail(body));
            case "REQUEST_DENIED" -> Reply.refused(Status.REQUEST_DENIED, detail(body));
            case "INVALID_REQUEST" -> Reply.refused(Status.INVALID_REQUEST, detail(body));
            case "UNKNOWN_ERROR" -> Reply.failed(detail(body));
            case "" -> Reply.broken("the answer is not a Places document");
            default -> Reply.broken("unknown status " + detail(body));
        };
    }

    private static String detail(byte[] body) {
        String status = Json.textMember(body, "status").orElse("");
        String message = Json.textMember(body, "error_message").orElse("");
        return message.isEmpty() ? status : status + ": " + message;
    }
}
