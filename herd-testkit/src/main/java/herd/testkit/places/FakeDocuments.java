package herd.testkit.places;

import herd.testkit.places.FakeAnswer.Layout;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The texts that a places service would send, in every form it has had. */
final class FakeDocuments {

    private static final int METRES_PER_DEGREE = 111_195;

    private static final String CLASSIC_PLACE =
            """
                  {
                     "geometry" : {
                        "location" : {
                           "lat" : $latitude,
                           "lng" : $longitude
                        }
                     },
                     "name" : "Caf\\u00e9 \\"$number\\"",
                     "place_id" : "fake-$number",
                     "types" : [ "cafe", "establishment" ],
                     "vicinity" : "1 Fake Street"
                  }
            """;

    private static final String NEW_PLACE =
            """
                {
                  "id": "fake-$number",
                  "types": [
                    "cafe",
                    "establishment"
                  ],
                  "location": {
                    "latitude": $latitude,
                    "longitude": $longitude
                  },
                  "displayName": {
                    "text": "Caf\\u00e9 \\"$number\\"",
                    "languageCode": "en"
                  },
                  "shortFormattedAddress": "1 Fake Street"
                }
            """;

    private static final String CLASSIC_REFUSAL =
            """
            {
               "error_message" : "not from the address 192.0.2.7",
               "html_attributions" : [],
               "results" : [],
               "status" : "$status"
            }
            """;

    private static final String ERROR =
            """
            {
              "error": {
                "code": $code,
                "message": "$message",
                "status": "$status"
              }
            }
            """;

    private FakeDocuments() {}

    /** The status of HTTP with which the new Places API says what the classic one writes out. */
    static int httpStatus(String status) {
        return switch (status) {
            case "OVER_QUERY_LIMIT", "OVER_DAILY_LIMIT" -> 429;
            case "REQUEST_DENIED" -> 403;
            case "INVALID_REQUEST" -> 400;
            default -> 500;
        };
    }

    /** The service's own no: its text is one that must not get to a client, nor into a log whole. */
    static String refusal(FakeRequest request, String status) {
        return request.isNew()
                ? error(httpStatus(status), "not from the address 192.0.2.7")
                : CLASSIC_REFUSAL.replace("$status", status);
    }

    /** The error document of a failure of HTTP. */
    static String error(int httpStatus, String message) {
        String status =
                switch (httpStatus) {
                    case 400 -> "INVALID_ARGUMENT";
                    case 401 -> "UNAUTHENTICATED";
                    case 403 -> "PERMISSION_DENIED";
                    case 404 -> "NOT_FOUND";
                    case 429 -> "RESOURCE_EXHAUSTED";
                    case 503 -> "UNAVAILABLE";
                    case 504 -> "DEADLINE_EXCEEDED";
                    default -> httpStatus < 500 ? "FAILED_PRECONDITION" : "INTERNAL";
                };
        return ERROR.replace("$code", Integer.toString(httpStatus))
                .replace("$message", message)
                .replace("$status", status);
    }

    static String places(FakeRequest request, int count, Layout layout) {
        if (request.isNew()) {
            String most = request.inBody("maxResultCount");
            return newPlaces(
                    request, Math.min(count, most.isEmpty() ? 20 : Integer.parseInt(most)));
        }
        String results =
                IntStream.range(0, count)
                        .mapToObj(i -> filled(CLASSIC_PLACE, request, i))
                        .collect(Collectors.joining(",\n"));
        String text =
                "{\n   \"html_attributions\" : [],\n   \"results\" : ["
                        + (count == 0 ? "" : "\n" + results + "\n   ")
                        + "],\n   \"status\" : \""
                        + (count == 0 ? "ZERO_RESULTS" : "OK")
                        + "\"\n}\n";
        return switch (layout) {
            case BRACES_AT_LINE_ENDS -> text;
            case BRACES_ON_THEIR_OWN ->
                    text.replaceAll("(?m)^( +)(\"[a-z]+\" : )([\\[{])$", "$1$2\n$1$3");
            case COMPACT -> text.replaceAll("\n *", "").replace(" : ", ":");
        };
    }

    private static String newPlaces(FakeRequest request, int count) {
        if (count == 0) {
            return "{}\n";
        }
        return IntStream.range(0, count)
                .mapToObj(i -> filled(NEW_PLACE, request, i))
                .collect(Collectors.joining(",\n", "{\n  \"places\": [\n", "\n  ]\n}\n"));
    }

    /** One place with a name of its own, a metre further north each. */
    private static String filled(String form, FakeRequest request, int i) {
        String[] point = request.point().split(",");
        double latitude = Double.parseDouble(point[0]) + (double) i / METRES_PER_DEGREE;
        return form.replace("$number", Integer.toString(i + 1))
                .replace("$latitude", String.format(Locale.ROOT, "%.7f", latitude))
                .replace("$longitude", point[1])
                .stripTrailing();
    }
}
