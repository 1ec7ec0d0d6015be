package herd.places.google;

import herd.json.Json;
import herd.places.PlacesAnswer.Status;
import herd.places.PlacesQuery;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Places API (New): the question is a JSON document, the key and the fields wanted are headers, and
 * failures are statuses of HTTP. The answer is given out in the classic form, as {@link
 * ClassicAnswer} writes it.
 */
final class NewApi implements Api {

    private static final String PATH = "/v1/places:searchNearby";

    private final URI base;
    private final ApiKey key;

    NewApi(URI base, ApiKey key) {
        this.base = base;
        this.key = key;
    }

    @Override
    public HttpRequest request(PlacesQuery query) {
        // The most that can be had: whoever asks for fewer is given a part of the shared answer.
        String question =
                "{\"maxResultCount\":20,\"locationRestriction\":{\"circle\":{\"center\":"
                        + "{\"latitude\":"
                        + query.latitude()
                        + ",\"longitude\":"
                        + query.longitude()
                        + "},\"radius\":"
                        + query.radiusMetres()
                        + "}}}";
        return HttpRequest.newBuilder(URI.create(base + PATH))
                .header("Content-Type", "application/json")
                .header("X-Goog-Api-Key", key.reveal())
                .header("X-Goog-FieldMask", ClassicAnswer.FIELD_MASK)
                .POST(HttpRequest.BodyPublishers.ofString(question, StandardCharsets.US_ASCII))
                .build();
    }

    @Override
    public Reply read(int httpStatus, byte[] body) {
        Optional<Json> document = Json.read(body).filter(Json::isObject);
        Optional<Json> error = document.flatMap(it -> it.member("error"));
        if (httpStatus != 200) {
            // What is wrong with a bad key is said in the details of a plain 400.
            return error.filter(NewApi::isAboutTheKey).isPresent()
                    ? Reply.refused(
                            Status.REQUEST_DENIED, "HTTP " + httpStatus + ": " + detail(error))
                    : Reply.ofHttpStatus(httpStatus, detail(error));
        }
        if (document.isEmpty() || error.isPresent()) {
            return Reply.broken(("the answer is not a Places document " + detail(error)).strip());
        }
        List<Json> places = document.get().member("places").map(Json::elements).orElse(List.of());
        return Reply.found(ClassicAnswer.of(places));
    }

    private static boolean isAboutTheKey(Json error) {
        return error.member("details").map(Json::elements).orElse(List.of()).stream()
                .flatMap(detail -> detail.member("reason").flatMap(Json::text).stream())
                .anyMatch(reason -> reason.startsWith("API_KEY_"));
    }

    private static String detail(Optional<Json> error) {
        String status = error.flatMap(it -> it.member("status")).flatMap(Json::text).orElse("");
        String message = error.flatMap(it -> it.member("message")).flatMap(Json::text).orElse("");
        return (status + " " + message).strip();
    }
}
