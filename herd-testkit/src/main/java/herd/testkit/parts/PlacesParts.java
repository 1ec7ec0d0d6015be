package herd.testkit.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import herd.places.PlacesAnswer;
import java.util.List;

/** The parts that read and cut a places service's answer with as many results as there can be. */
final class PlacesParts {

    private static final int ANSWERS = 64;
    private static final int RESULTS = 20;
    private static final int BOUND = 5;

    private static final String RESULT =
            """
                  {
                     "geometry" : {
                        "location" : { "lat" : 34.068921, "lng" : -118.445181 },
                        "viewport" : {
                           "northeast" : { "lat" : 34.070, "lng" : -118.443 },
                           "southwest" : { "lat" : 34.067, "lng" : -118.446 }
                        }
                     },
                     "icon" : "https://maps.example/icons/school-71.png",
                     "id" : "0123456789abcdef0123456789abcdef01234567",
                     "name" : "Caf\\u00e9 \\"Number %d\\"",
                     "place_id" : "ChIJ_01234567890123456789",
                     "rating" : 4.5,
                     "types" : [ "cafe", "food", "point_of_interest", "establishment" ],
                     "vicinity" : "405 Hilgard Avenue, Los Angeles"
                  }""";

    private final byte[] json = json();
    private final PlacesAnswer.Found found = found();

    /** All of them. */
    List<Part> all() {
        String of = " of " + RESULTS + " places";
        return List.of(
                new Part("read JSON" + of, ANSWERS, false, () -> {}, this::readAll),
                new Part("cut JSON" + of + " to " + BOUND, ANSWERS, false, () -> {}, this::cutAll));
    }

    private long readAll() {
        long sum = 0;
        for (int i = 0; i < ANSWERS; i++) {
            sum += found().hashCode();
        }
        return sum;
    }

    private long cutAll() {
        long sum = 0;
        for (int i = 0; i < ANSWERS; i++) {
            sum += found.upTo(BOUND).length;
        }
        return sum;
    }

    private PlacesAnswer.Found found() {
        if (PlacesAnswer.found(json) instanceof PlacesAnswer.Found answer) {
            return answer;
        }
        throw new IllegalStateException("not JSON");
    }

    private static byte[] json() {
        StringBuilder text =
                new StringBuilder("{\n   \"html_attributions\" : [],\n   \"results\" : [\n");
        for (int i = 0; i < RESULTS; i++) {
            text.append(i == 0 ? "" : ",\n").append(String.format(RESULT, i));
        }
        return text.append("\n   ],\n   \"status\" : \"OK\"\n}\n").toString().getBytes(UTF_8);
    }
}
